//! By prost's derive, as prost-build would write them.

use std::collections::HashMap;

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct User {
    #[prost(string, tag = "1")]
    pub(crate) id: String,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
    #[prost(string, tag = "3")]
    pub(crate) email: String,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Small {
    #[prost(uint64, tag = "1")]
    pub(crate) id: u64,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
    #[prost(bool, tag = "3")]
    pub(crate) active: bool,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Scalars {
    #[prost(int32, tag = "1")]
    pub(crate) a: i32,
    #[prost(int64, tag = "2")]
    pub(crate) b: i64,
    #[prost(uint32, tag = "3")]
    pub(crate) c: u32,
    #[prost(uint64, tag = "4")]
    pub(crate) d: u64,
    #[prost(sint32, tag = "5")]
    pub(crate) e: i32,
    #[prost(sint64, tag = "6")]
    pub(crate) f: i64,
    #[prost(fixed32, tag = "7")]
    pub(crate) g: u32,
    #[prost(fixed64, tag = "8")]
    pub(crate) h: u64,
    #[prost(sfixed32, tag = "9")]
    pub(crate) i: i32,
    #[prost(float, tag = "10")]
    pub(crate) j: f32,
    #[prost(double, tag = "11")]
    pub(crate) k: f64,
    #[prost(bool, tag = "12")]
    pub(crate) l: bool,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Users {
    #[prost(message, repeated, tag = "1")]
    pub(crate) users: Vec<User>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Nested {
    #[prost(uint32, tag = "1")]
    pub(crate) level: u32,
    #[prost(string, tag = "2")]
    pub(crate) name: String,
    #[prost(message, optional, boxed, tag = "3")]
    pub(crate) child: Option<Box<Nested>>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Labels {
    #[prost(map = "string, string", tag = "1")]
    pub(crate) labels: HashMap<String, String>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Numbers {
    #[prost(uint64, repeated, tag = "1")]
    pub(crate) values: Vec<u64>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Blob {
    #[prost(bytes = "vec", tag = "1")]
    pub(crate) content: Vec<u8>,
}

#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Text {
    #[prost(string, tag = "1")]
    pub(crate) text: String,
}
