//! By `#[message]`.

use std::collections::HashMap;

use traitwire::message;

traitwire::package!("bench");

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct User {
    #[field(1)]
    pub(crate) id: String,
    #[field(2)]
    pub(crate) name: String,
    #[field(3)]
    pub(crate) email: String,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Small {
    #[field(1)]
    pub(crate) id: u64,
    #[field(2)]
    pub(crate) name: String,
    #[field(3)]
    pub(crate) active: bool,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scalars {
    #[field(1)]
    pub(crate) a: i32,
    #[field(2)]
    pub(crate) b: i64,
    #[field(3)]
    pub(crate) c: u32,
    #[field(4)]
    pub(crate) d: u64,
    #[field(5, sint32)]
    pub(crate) e: i32,
    #[field(6, sint64)]
    pub(crate) f: i64,
    #[field(7, fixed32)]
    pub(crate) g: u32,
    #[field(8, fixed64)]
    pub(crate) h: u64,
    #[field(9, sfixed32)]
    pub(crate) i: i32,
    #[field(10)]
    pub(crate) j: f32,
    #[field(11)]
    pub(crate) k: f64,
    #[field(12)]
    pub(crate) l: bool,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Users {
    #[field(1)]
    pub(crate) users: Vec<User>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Nested {
    #[field(1)]
    pub(crate) level: u32,
    #[field(2)]
    pub(crate) name: String,
    #[field(3)]
    pub(crate) child: Option<Box<Nested>>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Labels {
    #[field(1)]
    pub(crate) labels: HashMap<String, String>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Numbers {
    #[field(1)]
    pub(crate) values: Vec<u64>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Blob {
    #[field(1)]
    pub(crate) content: Vec<u8>,
}

#[message]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    #[field(1)]
    pub(crate) text: String,
}
