//! Work: linear in what was sent. It is counted, not timed: fields `with` a module count how often they are written and read.

use std::cell::Cell;
use std::convert::Infallible;

use bytes::Bytes;
use prost::Message as _;
use traitwire::message;
use traitwire::message::{decode, encode, record::encoded_len};

use crate::nested;

traitwire::package!("hostile.work");

thread_local! {
    /// How many elements the functions below have converted on this thread.
    static WORK: Cell<usize> = const { Cell::new(0) };
}

/// How much `act` converts.
fn work<T>(act: impl FnOnce() -> T) -> (usize, T) {
    WORK.set(0);
    let result = act();
    (WORK.get(), result)
}

mod counted {
    use super::{Infallible, WORK};

    pub(super) fn encode(text: &str) -> String {
        WORK.set(WORK.get() + 1);
        text.to_owned()
    }

    pub(super) fn decode(text: String) -> Result<String, Infallible> {
        WORK.set(WORK.get() + 1);
        Ok(text)
    }
}

mod counted_list {
    use super::{Infallible, WORK};

    pub(super) fn encode(list: &[String]) -> Vec<String> {
        WORK.set(WORK.get() + list.len());
        list.to_vec()
    }

    pub(super) fn decode(list: Vec<String>) -> Result<Vec<String>, Infallible> {
        WORK.set(WORK.get() + list.len());
        Ok(list)
    }
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    #[field(1, with = counted)]
    text: String,
    #[field(2)]
    next: Option<Box<Node>>,
    #[field(3)]
    list: Vec<Node>,
    #[field(4, with = counted_list)]
    texts: Vec<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Theirs {
    #[prost(message, optional, tag = "1")]
    node: Option<Node>,
}

/// A chain of nodes, each of which says something.
fn chain(levels: usize) -> Node {
    let node = |next| Node {
        text: "x".into(),
        next,
        ..Default::default()
    };
    let mut chain = node(None);
    for _ in 1..levels {
        chain = node(Some(Box::new(chain)));
    }
    chain
}

/// A length is known when its content has been written: at any depth each field is written as often as at the surface.
#[test]
fn lengths_are_not_computed_again_at_each_level() {
    for levels in [1, 10, 99] {
        let chain = chain(levels);
        let (len, _) = work(|| encoded_len(&chain));
        assert!(len <= levels, "{len} for {levels} levels");
        let (writes, bytes) = work(|| encode(&chain));
        assert!(writes <= 2 * levels, "{writes} writes for {levels} levels");
        let (writes, _) = work(|| chain.encode_to_vec());
        assert!(writes <= 3 * levels, "{writes} by prost's way");
        let (reads, read) = work(|| decode::<Node>(&bytes).expect("decodes"));
        // The zero of each is asked for too.
        assert!(reads <= 4 * levels, "{reads} reads for {levels} levels");
        assert_eq!(read, chain);
    }
}

/// The same message in many parts is merged, not read again.
#[test]
fn parts_of_a_message_are_merged_once_each() {
    let part = nested(2, 1, &nested(3, 1, &[]));
    let bytes = Bytes::from(part.repeat(20_000));
    let (reads, node) = work(|| decode::<Node>(&bytes).expect("decodes"));
    assert_eq!(node.next.expect("a node").list.len(), 20_000);
    // Each part is a message, whose other fields are looked at.
    assert!(reads <= 20 * 20_000, "{reads}");
}

/// prost hands over one occurrence at a time, and each adds to what is there: it is charged for what is there.
#[test]
fn a_list_within_prosts_cannot_be_quadratic() {
    const TEXTS: usize = 20_000;
    let texts = nested(4, 1, b"a").repeat(TEXTS);
    // Our own way each is converted once.
    let (converted, node) = work(|| decode::<Node>(&texts.clone().into()).expect("decodes"));
    assert_eq!(node.texts.len(), TEXTS);
    assert!(converted <= 2 * TEXTS + 10, "{converted}");
    // Three bytes are written out for each, so a budget of 17 MiB is used up by six million.
    let bytes = nested(1, 1, &texts);
    let (converted, result) = work(|| Theirs::decode(&*bytes));
    let error = result.map(drop).expect_err("too much");
    assert!(error.to_string().contains("memory"), "{error}");
    assert!(converted < 40_000_000, "{converted}");
    // In moderation they are read.
    let few = nested(1, 1, &nested(4, 1, b"a").repeat(1_000));
    let read = Theirs::decode(&*few).expect("decodes");
    assert_eq!(read.node.expect("a node").texts.len(), 1_000);
}
