//! Every rule on every kind of field, a message each.

use std::collections::BTreeMap;
use std::time::SystemTime;

use traitwire::schema::{link, options};
use traitwire::well_known::{Any, Duration, FieldMask, Timestamp};
use traitwire::{Message, Open};

use super::cases::Cases;
use super::values::Values;
use super::{folder, python};

traitwire::package!("zoo.v1");

#[traitwire::enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Color {
    #[default]
    Unspecified,
    Red = 1,
    Blue = 2,
}

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Inner {
    #[field(1)]
    #[validate(min_len = 2)]
    pub(crate) text: String,
}

impl Values for Inner {
    fn to_try() -> Vec<Self> {
        ["", "a", "ab"].map(|text| Self { text: text.into() }).into()
    }
}

#[traitwire::oneof]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Choice {
    #[field(2)]
    #[validate(min_len = 3, ignore = if_zero_value)]
    Text(String),
    #[field(3)]
    #[validate(gt = 5)]
    Count(i32),
    #[field(4)]
    Part(Inner),
    #[field(5)]
    #[validate(ignore = always)]
    Ignored(Inner),
    #[field(6)]
    #[validate(lt = "10s")]
    Wait(Duration),
}

impl Values for Choice {
    fn to_try() -> Vec<Self> {
        let texts = ["", "ab", "abc"].map(|text| Self::Text(text.into()));
        let counts = i32::to_try().into_iter().map(Self::Count);
        let parts = Inner::to_try()
            .into_iter()
            .flat_map(|part| [Self::Part(part.clone()), Self::Ignored(part)]);
        let waits = Duration::to_try().into_iter().map(Self::Wait);
        texts
            .into_iter()
            .chain(counts)
            .chain(parts)
            .chain(waits)
            .collect()
    }
}

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OneofRequired {
    #[field(oneof)]
    #[validate(required)]
    pub(crate) choice: Option<Choice>,
}

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OneofOptional {
    #[field(oneof)]
    pub(crate) choice: Option<Choice>,
}

/// A message of one field for each rule, all with the values of their type.
macro_rules! zoo {
    ($({ $name:ident: $ty:ty $(; $field:ident)? => $($rule:tt)* })*) => {
        $(
            #[traitwire::message]
            #[derive(Clone, Debug, PartialEq)]
            pub(crate) struct $name {
                #[field(1 $(, $field)?)]
                #[validate($($rule)*)]
                pub(crate) val: $ty,
            }
        )*

        fn zoo() -> (Cases, Vec<&'static traitwire::schema::spec::MessageSpec>) {
            let mut cases = Cases::default();
            $(<$ty>::to_try().into_iter().for_each(|val| cases.add(&$name { val }));)*
            Option::<Choice>::to_try().into_iter().for_each(|choice| {
                cases.add(&OneofRequired { choice: choice.clone() });
                cases.add(&OneofOptional { choice });
            });
            (cases, vec![OneofRequired::SPEC, OneofOptional::SPEC, $($name::SPEC),*])
        }
    };
}

zoo! {
    { StringConst: String => const = "foo" }
    { StringLen: String => len = 3 }
    { StringMinLen: String => min_len = 3 }
    { StringMaxLen: String => max_len = 3 }
    { StringMinMaxLen: String => min_len = 2, max_len = 4 }
    { StringLenBytes: String => len_bytes = 4 }
    { StringMinBytes: String => min_bytes = 4 }
    { StringMaxBytes: String => max_bytes = 4 }
    { StringPattern: String => pattern = "^[a-z]+$" }
    { StringPatternAnywhere: String => pattern = "o{2}" }
    { StringPatternDot: String => pattern = "a.b" }
    { StringPatternUnicode: String => pattern = r"^\P{Cc}*[^\p{Z}\p{Cc}]\P{Cc}*$" }
    { StringPrefix: String => prefix = "foo" }
    { StringSuffix: String => suffix = "foo" }
    { StringContains: String => contains = "foo" }
    { StringNotContains: String => not_contains = "foo" }
    { StringIn: String => in = ["foo", "bar", ""] }
    { StringNotIn: String => not_in = ["foo", "ö"] }
    { StringEmail: String => email }
    { StringHostname: String => hostname }
    { StringIp: String => ip }
    { StringIpv4: String => ipv4 }
    { StringIpv6: String => ipv6 }
    { StringUri: String => uri }
    { StringUriRef: String => uri_ref }
    { StringAddress: String => address }
    { StringUuid: String => uuid }
    { StringTuuid: String => tuuid }
    { StringIpWithPrefixlen: String => ip_with_prefixlen }
    { StringIpv4WithPrefixlen: String => ipv4_with_prefixlen }
    { StringIpv6WithPrefixlen: String => ipv6_with_prefixlen }
    { StringIpPrefix: String => ip_prefix }
    { StringIpv4Prefix: String => ipv4_prefix }
    { StringIpv6Prefix: String => ipv6_prefix }
    { StringHostAndPort: String => host_and_port }
    { StringUlid: String => ulid }
    { StringFqn: String => protobuf_fqn }
    { StringDotFqn: String => protobuf_dot_fqn }
    { StringHeaderName: String => well_known_regex = http_header_name }
    { StringHeaderNameLoose: String => well_known_regex = http_header_name, strict = false }
    { StringHeaderValue: String => well_known_regex = http_header_value }
    { StringHeaderValueLoose: String => well_known_regex = http_header_value, strict = false }
    { StringRequired: String => required }
    { StringIgnoreZero: String => ignore = if_zero_value, email }
    { StringIgnoreAlways: String => ignore = always, email }
    { StringRequiredEmail: String => required, email, max_bytes = 10 }
    { StringOptional: Option<String> => email }
    { StringOptionalRequired: Option<String> => required, min_len = 2 }
    { StringOptionalIgnoreZero: Option<String> => ignore = if_zero_value, min_len = 2 }
    { StringWrapped: Option<String>; wrapper => email }
    { StringWrappedRequired: Option<String>; wrapper => required, max_len = 3 }

    { BytesConst: Vec<u8> => const = b"foo" }
    { BytesLen: Vec<u8> => len = 3 }
    { BytesMinLen: Vec<u8> => min_len = 3 }
    { BytesMaxLen: Vec<u8> => max_len = 3 }
    { BytesPattern: Vec<u8> => pattern = "^[a-z]+$" }
    { BytesPrefix: Vec<u8> => prefix = b"foo" }
    { BytesSuffix: Vec<u8> => suffix = b"foo" }
    { BytesContains: Vec<u8> => contains = b"\x02" }
    { BytesIn: Vec<u8> => in = [b"foo", b"bar"] }
    { BytesNotIn: Vec<u8> => not_in = [b"foo", b"bar"] }
    { BytesIp: Vec<u8> => ip }
    { BytesIpv4: Vec<u8> => ipv4 }
    { BytesIpv6: Vec<u8> => ipv6 }
    { BytesUuid: Vec<u8> => uuid }
    { BytesRequired: Vec<u8> => required }
    { BytesOptional: Option<Vec<u8>> => min_len = 2 }
    { BytesWrapped: Option<Vec<u8>>; wrapper => min_len = 2 }

    { Int32Const: i32 => const = 5 }
    { Int32In: i32 => in = [1, -1, 10] }
    { Int32NotIn: i32 => not_in = [1, -1, 0] }
    { Int32Gt: i32 => gt = 5 }
    { Int32Gte: i32 => gte = 5 }
    { Int32Lt: i32 => lt = 5 }
    { Int32Lte: i32 => lte = 5 }
    { Int32GtLt: i32 => gt = 5, lt = 10 }
    { Int32GtLte: i32 => gt = 5, lte = 10 }
    { Int32GteLt: i32 => gte = 5, lt = 10 }
    { Int32GteLte: i32 => gte = 5, lte = 10 }
    { Int32GtLtExclusive: i32 => gt = 10, lt = 5 }
    { Int32GtLteExclusive: i32 => gt = 10, lte = 5 }
    { Int32GteLtExclusive: i32 => gte = 10, lt = 5 }
    { Int32GteLteExclusive: i32 => gte = 10, lte = 5 }
    { Int32GtLtEqual: i32 => gt = 5, lt = 5 }
    { Int32GteLteEqual: i32 => gte = 5, lte = 5 }
    { Int32GtLteEqual: i32 => gt = 5, lte = 5 }
    { Int32Required: i32 => required }
    { Int32IgnoreZero: i32 => ignore = if_zero_value, gt = 5 }
    { Int32Optional: Option<i32> => gt = 5 }
    { Int32OptionalRequired: Option<i32> => required, gte = 0 }
    { Int32OptionalIgnoreZero: Option<i32> => ignore = if_zero_value, gt = 5 }
    { Int32Wrapped: Option<i32>; wrapper => gt = 5 }
    { Sint32GtLt: i32; sint32 => gt = -6, lt = 10 }
    { Sfixed32Lte: i32; sfixed32 => lte = -5 }
    { Int64GtLt: i64 => gt = -6, lt = 9223372036854775807 }
    { Int64In: i64 => in = [9223372036854775807, -9223372036854775808] }
    { Sint64Gte: i64; sint64 => gte = -9223372036854775808 }
    { Sint64Const: i64; sint64 => const = -5 }
    { Sfixed64Lt: i64; sfixed64 => lt = 5 }
    { Int64Wrapped: Option<i64>; wrapper => lte = 5 }
    { Uint32Gt: u32 => gt = 5 }
    { Uint32Const: u32 => const = 4294967295 }
    { Uint32Wrapped: Option<u32>; wrapper => in = [5, 10] }
    { Fixed32Lt: u32; fixed32 => lt = 5 }
    { Uint64Lte: u64 => lte = 18446744073709551614 }
    { Uint64Exclusive: u64 => gt = 10, lt = 5 }
    { Uint64Wrapped: Option<u64>; wrapper => not_in = [0] }
    { Fixed64NotIn: u64; fixed64 => not_in = [18446744073709551615] }

    { FloatConst: f32 => const = 5.5 }
    { FloatGt: f32 => gt = 0.1 }
    { FloatGteLte: f32 => gte = 5, lte = 10 }
    { FloatExclusive: f32 => gt = 10, lt = 5 }
    { FloatIn: f32 => in = [0.1, 5] }
    { FloatNotIn: f32 => not_in = [0.0, 0.1] }
    { FloatFinite: f32 => finite }
    { FloatRequired: f32 => required }
    { FloatIgnoreZero: f32 => ignore = if_zero_value, gt = 1 }
    { FloatWrapped: Option<f32>; wrapper => lt = 5 }
    { DoubleConst: f64 => const = 0 }
    { DoubleLt: f64 => lt = 5 }
    { DoubleLte: f64 => lte = 5 }
    { DoubleGtLt: f64 => gt = 5, lt = 10 }
    { DoubleExclusive: f64 => gte = 10, lte = 5 }
    { DoubleIn: f64 => in = [0.1, 10] }
    { DoubleFinite: f64 => finite }
    { DoubleIgnoreZero: f64 => ignore = if_zero_value, gt = 1 }
    { DoubleWrapped: Option<f64>; wrapper => gt = 0.5 }

    { BoolConst: bool => const = true }
    { BoolConstFalse: Option<bool> => const = false }
    { BoolRequired: bool => required }
    { BoolWrapped: Option<bool>; wrapper => const = true }

    { EnumConst: Open<Color> => const = Color::Red }
    { EnumDefined: Open<Color> => defined_only }
    { EnumIn: Open<Color> => in = [Color::Red, 3] }
    { EnumNotIn: Open<Color> => not_in = [Color::Unspecified, -1] }
    { EnumRequired: Open<Color> => required, defined_only }
    { EnumIgnoreZero: Open<Color> => ignore = if_zero_value, in = [2] }
    { EnumOptional: Option<Open<Color>> => defined_only, not_in = [0] }

    { ListMin: Vec<i32> => min_items = 2 }
    { ListMax: Vec<i32> => max_items = 1 }
    { ListUnique: Vec<i32> => unique }
    { ListUniqueStrings: Vec<String> => unique }
    { ListUniqueDoubles: Vec<f64> => unique }
    { ListUniqueBytes: Vec<Vec<u8>> => unique }
    { ListUniqueBools: Vec<bool> => unique }
    { ListUniqueEnums: Vec<Open<Color>> => unique }
    { ListItems: Vec<String> => items(min_len = 3) }
    { ListItemsAll: Vec<i32> => min_items = 1, max_items = 2, unique, items(gt = 0, lt = 10) }
    { ListItemsIgnoreZero: Vec<String> => items(ignore = if_zero_value, min_len = 3) }
    { ListItemsIgnoreAlways: Vec<Inner> => items(ignore = always) }
    { ListRequired: Vec<i32> => required }
    { ListIgnoreZero: Vec<i32> => ignore = if_zero_value, min_items = 2 }
    { ListIgnoreAlways: Vec<Inner> => ignore = always }
    { ListMessages: Vec<Inner> => min_items = 1 }
    { ListEnums: Vec<Open<Color>> => items(defined_only) }
    { ListDurations: Vec<Duration> => items(gte = "5s") }

    { MapMin: BTreeMap<i32, String> => min_pairs = 1 }
    { MapMax: BTreeMap<i32, String> => max_pairs = 2 }
    { MapKeys: BTreeMap<String, i32> => keys(min_len = 3) }
    { MapKeysOfNumbers: BTreeMap<i64, bool> => keys(gt = 0) }
    { MapKeysOfUnsigned: BTreeMap<u32, bool> => keys(lt = 5) }
    { MapKeysOfBools: BTreeMap<bool, i32> => keys(const = true) }
    { MapValues: BTreeMap<i32, String> => values(email) }
    { MapValuesIgnoreZero: BTreeMap<i32, i32> => values(ignore = if_zero_value, gt = 5), keys(ignore = if_zero_value, gt = 1) }
    { MapMessages: BTreeMap<i32, Inner> => required }
    { MapMessagesIgnored: BTreeMap<i32, Inner> => values(ignore = always) }
    { MapBoth: BTreeMap<String, f64> => keys(max_bytes = 3), values(gt = 0.5), ignore = if_zero_value, min_pairs = 1 }

    { MessageRequired: Option<Inner> => required }
    { MessageIgnored: Option<Inner> => ignore = always }
    { MessageBoxed: Option<Box<Inner>> => ignore = if_zero_value }

    { TimestampConst: Option<Timestamp> => const = "1970-01-01T00:00:05Z" }
    { TimestampGt: Option<Timestamp> => gt = "1970-01-01T00:00:05Z" }
    { TimestampGtLt: Option<Timestamp> => gt = "1970-01-01T00:00:01Z", lt = "1970-01-01T00:00:05Z" }
    { TimestampExclusive: Option<Timestamp> => gte = "1970-01-01T00:00:05Z", lte = "1970-01-01T00:00:01Z" }
    { TimestampLtNow: Option<Timestamp> => lt_now }
    { TimestampGtNow: Option<Timestamp> => gt_now }
    { TimestampWithin: Option<Timestamp> => within = "3600s" }
    { TimestampGtNowWithin: Option<Timestamp> => gt_now, within = "3600s", required }
    { TimestampOfStd: Option<SystemTime> => lt = "1970-01-01T00:00:10Z" }

    { DurationConst: Option<Duration> => const = "5s" }
    { DurationIn: Option<Duration> => in = ["5s", "0.000000001s"] }
    { DurationNotIn: Option<Duration> => not_in = ["5s", "0s"] }
    { DurationLt: Option<Duration> => lt = "5s" }
    { DurationGte: Option<Duration> => gte = "-5s" }
    { DurationGtLte: Option<Duration> => gt = "5s", lte = "10s" }
    { DurationExclusive: Option<Duration> => gt = "10s", lt = "5s" }
    { DurationRequired: Option<Duration> => required }

    { AnyIn: Option<Any> => in = ["type.googleapis.com/zoo.v1.A"] }
    { AnyNotIn: Option<Any> => not_in = ["type.googleapis.com/zoo.v1.A"] }
    { AnyRequired: Option<Any> => required }

    { MaskIn: Option<FieldMask> => in = ["a", "b"] }
    { MaskNotIn: Option<FieldMask> => not_in = ["a.b", "c"] }
}

#[test]
fn every_rule_gives_the_verdict_of_protovalidate() {
    let (cases, messages) = zoo();
    assert!(
        cases.count > 10_000 && cases.refused > 3_000,
        "{} {}",
        cases.count,
        cases.refused
    );
    let set = link::link_all(&[], &messages, &[]).expect("links");
    python::agrees(&folder("zoo"), &options::encode(&set), &cases.text);
}
