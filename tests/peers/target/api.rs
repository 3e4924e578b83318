//! The messages of the server under attack: both ends have this file.

use std::collections::HashMap;

use traitwire::message;

/// A message of every shape that has cost somebody memory or time.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Note {
    #[field(1)]
    pub(crate) text: String,
    #[field(2)]
    pub(crate) bytes: Vec<u8>,
    #[field(3)]
    pub(crate) numbers: Vec<u64>,
    #[field(4)]
    pub(crate) notes: Vec<Note>,
    #[field(5)]
    pub(crate) inner: Option<Box<Note>>,
    #[field(6)]
    pub(crate) map: HashMap<u64, String>,
}

/// How many notes there were.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Count {
    #[field(1)]
    pub(crate) notes: u64,
}

/// What the server's process has in use.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Measured {
    /// Bytes of the heap.
    #[field(1)]
    pub(crate) heap: u64,
    /// The most of them at once since they were last measured.
    #[field(2)]
    pub(crate) peak: u64,
    /// Tasks of the runtime.
    #[field(3)]
    pub(crate) tasks: u64,
    /// The most bytes that the system has given to the process at once, since it was last told to forget: the heap of zstd,
    /// which is C, is in these alone. 0 where the system does not say.
    #[field(4)]
    pub(crate) resident_peak: u64,
}
