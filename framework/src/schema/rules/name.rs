//! The rules there are, and which families have them.

use super::family::Family;

macro_rules! names {
    ($($variant:ident $name:literal: $($family:ident)|* => $where:literal;)*) => {
        /// The name of a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RuleName {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        impl RuleName {
            /// The name in `validate.proto` and in `#[validate(…)]`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The rule of this name.
            pub fn parse(name: &str) -> Option<Self> {
                Some(match name {
                    $($name => Self::$variant,)*
                    _ => return None,
                })
            }

            /// Whether the family has this rule.
            pub(super) const fn fits(self, family: Family) -> bool {
                match self {
                    $(Self::$variant => matches!(family, $(families!($family))|*) || numbers!(family $($family)*),)*
                }
            }

            /// What to write where it does not fit.
            pub(super) const fn goes_on(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("`", $name, "` goes on ", $where),)*
                }
            }
        }
    };
}

/// A family as a pattern; the numbers are asked for by [`numbers`].
macro_rules! families {
    (Number) => {
        Family::Float
    };
    ($family:ident) => {
        Family::$family
    };
}

/// Whether a number is among the families that have the rule, and `$family` is one.
macro_rules! numbers {
    ($family:ident) => { false };
    ($family:ident Number $($rest:ident)*) => { $family.is_number() };
    ($family:ident $first:ident $($rest:ident)*) => { numbers!($family $($rest)*) };
}

names! {
    Const "const": Number | Bool | String | Bytes | Enum | Duration | Timestamp
        => "numbers, `bool`s, strings, bytes, enumerations, durations and times: for the elements of a list write `items(const = …)`";
    In "in": Number | String | Bytes | Enum | Any | Duration | FieldMask
        => "numbers, strings, bytes, enumerations, durations, `FieldMask` and `Any`: for the elements of a list write `items(in = […])`";
    NotIn "not_in": Number | String | Bytes | Enum | Any | Duration | FieldMask
        => "numbers, strings, bytes, enumerations, durations, `FieldMask` and `Any`: for the elements of a list write `items(not_in = […])`";
    Gt "gt": Number | Duration | Timestamp
        => "numbers, durations and times: for the elements of a list write `items(gt = …)`, for a length `min_len`";
    Gte "gte": Number | Duration | Timestamp
        => "numbers, durations and times: for the elements of a list write `items(gte = …)`, for a length `min_len`";
    Lt "lt": Number | Duration | Timestamp
        => "numbers, durations and times: for the elements of a list write `items(lt = …)`, for a length `max_len`";
    Lte "lte": Number | Duration | Timestamp
        => "numbers, durations and times: for the elements of a list write `items(lte = …)`, for a length `max_len`";
    Finite "finite": Float | Double => "`f32` and `f64`";

    Len "len": String | Bytes => "strings and bytes: for a list write `min_items` and `max_items`";
    MinLen "min_len": String | Bytes
        => "strings and bytes: for a number write `gte`, for a list `min_items`, for its elements `items(min_len = …)`, for a map `min_pairs`";
    MaxLen "max_len": String | Bytes
        => "strings and bytes: for a number write `lte`, for a list `max_items`, for its elements `items(max_len = …)`, for a map `max_pairs`";
    LenBytes "len_bytes": String => "strings: for bytes write `len`";
    MinBytes "min_bytes": String => "strings: for bytes write `min_len`";
    MaxBytes "max_bytes": String => "strings: for bytes write `max_len`";
    Pattern "pattern": String | Bytes => "strings and bytes: for the elements of a list write `items(pattern = …)`";
    Prefix "prefix": String | Bytes => "strings and bytes: for the elements of a list write `items(prefix = …)`";
    Suffix "suffix": String | Bytes => "strings and bytes: for the elements of a list write `items(suffix = …)`";
    Contains "contains": String | Bytes => "strings and bytes: for the elements of a list write `items(contains = …)`";
    NotContains "not_contains": String => "strings";

    Email "email": String => "strings: for the elements of a list write `items(email)`";
    Hostname "hostname": String => "strings: for the elements of a list write `items(hostname)`";
    Ip "ip": String | Bytes => "strings and bytes: for the elements of a list write `items(ip)`";
    Ipv4 "ipv4": String | Bytes => "strings and bytes: for the elements of a list write `items(ipv4)`";
    Ipv6 "ipv6": String | Bytes => "strings and bytes: for the elements of a list write `items(ipv6)`";
    Uri "uri": String => "strings: for the elements of a list write `items(uri)`";
    UriRef "uri_ref": String => "strings: for the elements of a list write `items(uri_ref)`";
    Address "address": String => "strings: for the elements of a list write `items(address)`";
    Uuid "uuid": String | Bytes => "strings and bytes: for the elements of a list write `items(uuid)`";
    Tuuid "tuuid": String => "strings: for the elements of a list write `items(tuuid)`";
    IpWithPrefixlen "ip_with_prefixlen": String => "strings: for the elements of a list write `items(ip_with_prefixlen)`";
    Ipv4WithPrefixlen "ipv4_with_prefixlen": String => "strings: for the elements of a list write `items(ipv4_with_prefixlen)`";
    Ipv6WithPrefixlen "ipv6_with_prefixlen": String => "strings: for the elements of a list write `items(ipv6_with_prefixlen)`";
    IpPrefix "ip_prefix": String => "strings: for the elements of a list write `items(ip_prefix)`";
    Ipv4Prefix "ipv4_prefix": String => "strings: for the elements of a list write `items(ipv4_prefix)`";
    Ipv6Prefix "ipv6_prefix": String => "strings: for the elements of a list write `items(ipv6_prefix)`";
    HostAndPort "host_and_port": String => "strings: for the elements of a list write `items(host_and_port)`";
    Ulid "ulid": String => "strings: for the elements of a list write `items(ulid)`";
    ProtobufFqn "protobuf_fqn": String => "strings: for the elements of a list write `items(protobuf_fqn)`";
    ProtobufDotFqn "protobuf_dot_fqn": String => "strings: for the elements of a list write `items(protobuf_dot_fqn)`";
    WellKnownRegex "well_known_regex": String => "strings";
    Strict "strict": String => "strings, beside `well_known_regex`";

    DefinedOnly "defined_only": Enum => "enumerations";

    MinItems "min_items": Repeated => "lists: for a string or bytes write `min_len`, for a map `min_pairs`";
    MaxItems "max_items": Repeated => "lists: for a string or bytes write `max_len`, for a map `max_pairs`";
    Unique "unique": Repeated => "lists of anything but messages";
    MinPairs "min_pairs": Map => "maps: for a list write `min_items`";
    MaxPairs "max_pairs": Map => "maps: for a list write `max_items`";

    LtNow "lt_now": Timestamp => "times";
    GtNow "gt_now": Timestamp => "times";
    Within "within": Timestamp => "times";
}
