//! What `TestAllTypesProto3` has not: Rust's own types, arrays, `with`, types of other crates, foreign messages.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use traitwire::{Open, Prost, UnknownFields, enumeration, message, oneof};

traitwire::package!("fuzz");
traitwire::foreign!(&[] => pub Foreign);

#[message]
#[derive(Clone, Debug, PartialEq)]
pub struct Shapes {
    #[field(1)]
    pub u8: u8,
    #[field(2)]
    pub i8: Option<i8>,
    #[field(3)]
    pub i16: Vec<i16>,
    #[field(4)]
    pub u16: BTreeMap<String, u16>,
    #[field(5)]
    pub array: [u8; 5],
    #[field(6)]
    pub arrays: Vec<[u8; 2]>,
    #[field(7)]
    pub bytes: bytes::Bytes,
    #[field(8)]
    pub time: SystemTime,
    #[field(9)]
    pub duration: Option<Duration>,
    #[field(10)]
    pub level: Level,
    #[field(11)]
    pub levels: Vec<Open<Level>>,
    #[field(12, wrapper)]
    pub wrapped: Option<String>,
    #[field(13, with = address)]
    pub address: Option<IpAddr>,
    #[field(14, with = address::list)]
    pub addresses: Vec<IpAddr>,
    #[field(oneof)]
    pub choice: Option<Choice>,
    #[field(18)]
    pub next: Option<Box<Shapes>>,
    #[field(19)]
    pub theirs: Option<Box<Prost<Theirs, Foreign>>>,
    #[field(20)]
    pub id: Id,
    #[field(21)]
    pub ids: BTreeMap<u32, uuid::Uuid>,
    #[field(22)]
    pub price: rust_decimal::Decimal,
    #[field(23)]
    pub links: Vec<url::Url>,
    #[field(24)]
    pub at: chrono::DateTime<chrono::Utc>,
    #[field(25)]
    pub took: Vec<time::Duration>,
    #[field(26, with = traitwire::message::third_party::uuid_bytes)]
    pub raw: uuid::Uuid,
    #[field(27)]
    pub unit: Vec<()>,
    #[field(unknown)]
    pub rest: UnknownFields,
}

#[message(transparent)]
#[derive(Clone, Debug, PartialEq)]
pub struct Id(uuid::Uuid);

#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Level {
    #[default]
    Unspecified,
    Low = -1,
    High = 1000,
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    #[field(15)]
    Text(String),
    #[field(16)]
    Shapes(Box<Shapes>),
    #[field(17, sfixed64)]
    Number(i64),
    #[field(28)]
    Cost(rust_decimal::Decimal),
}

/// prost's, around ours.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Theirs {
    #[prost(message, optional, boxed, tag = "1")]
    pub ours: Option<Box<OursInside>>,
    #[prost(message, repeated, tag = "2")]
    pub list: Vec<OursInside>,
    #[prost(string, tag = "3")]
    pub text: String,
}

impl prost::Name for Theirs {
    const NAME: &'static str = "Theirs";
    const PACKAGE: &'static str = "fuzz.theirs";
}

/// Ours, which prost's holds: it needs a `Default`.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OursInside {
    #[field(1)]
    pub theirs: Option<Box<Prost<Theirs, Foreign>>>,
    #[field(2, with = address::list)]
    pub addresses: Vec<IpAddr>,
    #[field(3)]
    pub texts: Vec<String>,
}

mod address {
    use std::net::{AddrParseError, IpAddr};

    pub(super) fn encode(address: &Option<IpAddr>) -> Option<String> {
        address.map(|address| address.to_string())
    }

    pub(super) fn decode(text: Option<String>) -> Result<Option<IpAddr>, AddrParseError> {
        text.map(|text| text.parse()).transpose()
    }

    pub(super) mod list {
        use std::net::{AddrParseError, IpAddr};

        pub(crate) fn encode(addresses: &[IpAddr]) -> Vec<String> {
            addresses.iter().map(IpAddr::to_string).collect()
        }

        pub(crate) fn decode(texts: Vec<String>) -> Result<Vec<IpAddr>, AddrParseError> {
            texts.iter().map(|text| text.parse()).collect()
        }
    }
}
