//! One message twice, ours and prost's, with maps in order, so that the same content is the same bytes.

use std::collections::BTreeMap;

use traitwire::{Open, enumeration, message, oneof};

traitwire::package!("fuzz.twins");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ours {
    #[field(1)]
    pub a: i32,
    #[field(2, sint64)]
    pub b: Option<i64>,
    #[field(3, fixed32)]
    pub c: Vec<u32>,
    #[field(4)]
    pub d: Vec<u64>,
    #[field(5)]
    pub e: String,
    #[field(6)]
    pub f: Vec<Vec<u8>>,
    #[field(7)]
    pub g: BTreeMap<String, Ours>,
    #[field(8, map(sint32, fixed64))]
    pub h: BTreeMap<i32, u64>,
    #[field(9)]
    pub i: Option<Box<Ours>>,
    #[field(10)]
    pub j: Vec<Ours>,
    #[field(11)]
    pub k: Vec<Open<Color>>,
    #[field(12)]
    pub l: Vec<bool>,
    #[field(oneof)]
    pub m: Option<OursChoice>,
    #[field(15)]
    pub n: BTreeMap<bool, Vec<u8>>,
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum OursChoice {
    #[field(13)]
    Text(String),
    #[field(14)]
    Inner(Box<Ours>),
}

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Color {
    #[default]
    Unspecified,
    Red = 1,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Theirs {
    #[prost(int32, tag = "1")]
    pub a: i32,
    #[prost(sint64, optional, tag = "2")]
    pub b: Option<i64>,
    #[prost(fixed32, repeated, tag = "3")]
    pub c: Vec<u32>,
    #[prost(uint64, repeated, tag = "4")]
    pub d: Vec<u64>,
    #[prost(string, tag = "5")]
    pub e: String,
    #[prost(bytes = "vec", repeated, tag = "6")]
    pub f: Vec<Vec<u8>>,
    #[prost(btree_map = "string, message", tag = "7")]
    pub g: BTreeMap<String, Theirs>,
    #[prost(btree_map = "sint32, fixed64", tag = "8")]
    pub h: BTreeMap<i32, u64>,
    #[prost(message, optional, boxed, tag = "9")]
    pub i: Option<Box<Theirs>>,
    #[prost(message, repeated, tag = "10")]
    pub j: Vec<Theirs>,
    #[prost(int32, repeated, tag = "11")]
    pub k: Vec<i32>,
    #[prost(bool, repeated, tag = "12")]
    pub l: Vec<bool>,
    #[prost(oneof = "TheirChoice", tags = "13, 14")]
    pub m: Option<TheirChoice>,
    #[prost(btree_map = "bool, bytes", tag = "15")]
    pub n: BTreeMap<bool, Vec<u8>>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
pub enum TheirChoice {
    #[prost(string, tag = "13")]
    Text(String),
    #[prost(message, tag = "14")]
    Inner(Box<Theirs>),
}
