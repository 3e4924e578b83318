//! The rules, a function each. They are called with a rule of the family that the value's type belongs to: constants have
//! seen to that.

use std::time::{SystemTime, UNIX_EPOCH};

use super::facet::{Facet, Nanos};
use super::format::{fqn, header, host, ids, ip, uri};
use super::path::Path;
use super::violation::Violations;
use super::walk::Whole;
use crate::schema::rules::{Pattern, Rule, RuleValue, Shown};

/// Records that `rule` is broken; its id ends in `suffix`.
#[cold]
fn broken(rule: &Rule, suffix: &str, message: impl std::fmt::Display, path: &Path<'_>, out: &mut Violations) {
    let id = format_args!("{}.{}{suffix}", rule.family.name(), rule.name.as_str());
    out.push(path, id, message);
}

fn shown(rule: &Rule) -> Shown {
    Shown(rule.family, rule.value)
}

/// How many characters a string has, or bytes have.
fn len(value: &Facet<'_>) -> u64 {
    match value {
        Facet::Text(text) => text.chars().count() as u64,
        Facet::Bytes(bytes) => bytes.len() as u64,
        _ => 0,
    }
}

fn is_text(value: &Facet<'_>) -> bool {
    matches!(value, Facet::Text(_))
}

/// `len`
#[inline]
pub fn len_(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    sized(
        rule,
        len(value),
        |len, size| len == size,
        ("", is_text(value)),
        path,
        out,
    );
}

/// `min_len`
#[inline]
pub fn min_len(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    sized(
        rule,
        len(value),
        |len, size| len >= size,
        ("at least ", is_text(value)),
        path,
        out,
    );
}

/// `max_len`
#[inline]
pub fn max_len(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    sized(
        rule,
        len(value),
        |len, size| len <= size,
        ("at most ", is_text(value)),
        path,
        out,
    );
}

#[inline]
fn sized(
    rule: &'static Rule,
    len: u64,
    holds: impl Fn(u64, u64) -> bool,
    (how, is_text): (&str, bool),
    path: &Path<'_>,
    out: &mut Violations,
) {
    if let RuleValue::Size(size) = rule.value
        && !holds(len, size)
    {
        let what = if is_text { "characters" } else { "bytes" };
        broken(rule, "", format_args!("must be {how}{size} {what}"), path, out);
    }
}

/// The length of a string in bytes.
macro_rules! bytes_long {
    ($($(#[$docs:meta])* $name:ident, $how:literal, |$len:ident, $size:ident| $holds:expr;)*) => {$(
        $(#[$docs])*
        #[inline]
        pub fn $name(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
            if let Facet::Text(text) = value {
                sized(rule, text.len() as u64, |$len, $size| $holds, ($how, false), path, out);
            }
        }
    )*};
}

bytes_long! {
    /// `len_bytes`
    len_bytes, "", |len, size| len == size;
    /// `min_bytes`
    min_bytes, "at least ", |len, size| len >= size;
    /// `max_bytes`
    max_bytes, "at most ", |len, size| len <= size;
}

/// `not_contains`
#[inline]
pub fn not_contains(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Text(text), RuleValue::Text(part)) = (value, rule.value)
        && text.contains(part)
    {
        broken(rule, "", format_args!("contains substring `{part}`"), path, out);
    }
}

/// `finite`
#[inline]
pub fn finite(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Float(value), RuleValue::Flag(true)) = (value, rule.value)
        && !value.is_finite()
    {
        broken(rule, "", "must be finite", path, out);
    }
}

/// `prefix`
#[inline]
pub fn prefix(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    part(
        rule,
        value,
        "does not have prefix",
        |text, part| text.starts_with(part),
        path,
        out,
    );
}

/// `suffix`
#[inline]
pub fn suffix(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    part(
        rule,
        value,
        "does not have suffix",
        |text, part| text.ends_with(part),
        path,
        out,
    );
}

/// `contains`
#[inline]
pub fn contains(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    let what = if is_text(value) {
        "does not contain substring"
    } else {
        "does not contain"
    };
    let is_in =
        |all: &[u8], part: &[u8]| part.is_empty() || all.windows(part.len()).any(|window| window == part);
    part(rule, value, what, is_in, path, out);
}

/// A string is what its bytes are, and UTF-8 has no part that begins within a character.
#[inline]
fn part(
    rule: &'static Rule,
    value: &Facet<'_>,
    what: &str,
    holds: impl Fn(&[u8], &[u8]) -> bool,
    path: &Path<'_>,
    out: &mut Violations,
) {
    match (value, rule.value) {
        (Facet::Text(text), RuleValue::Text(part)) if !holds(text.as_bytes(), part.as_bytes()) => {
            broken(rule, "", format_args!("{what} `{part}`"), path, out);
        }
        (Facet::Bytes(bytes), RuleValue::Bytes(part)) if !holds(bytes, part) => {
            broken(rule, "", format_args!("{what} {}", shown(rule)), path, out);
        }
        _ => {}
    }
}

/// `pattern`
#[inline]
pub fn pattern(
    rule: &'static Rule,
    pattern: &'static Pattern,
    value: &Facet<'_>,
    path: &Path<'_>,
    out: &mut Violations,
) {
    let found = match value {
        Facet::Text(text) => pattern.is_in(text),
        Facet::Bytes(bytes) => match str::from_utf8(bytes) {
            Ok(text) => pattern.is_in(text),
            Err(_) => Err("the bytes are not UTF-8"),
        },
        _ => return,
    };
    match found {
        Ok(true) => {}
        Ok(false) => {
            let how = if is_text(value) {
                "does not match"
            } else {
                "must match"
            };
            broken(
                rule,
                "",
                format_args!("{how} regex pattern `{}`", shown(rule)),
                path,
                out,
            );
        }
        Err(why) => {
            broken(
                rule,
                "",
                format_args!("cannot be compared with `{}`: {why}", shown(rule)),
                path,
                out,
            );
        }
    }
}

/// Whether a value is what a rule says.
fn is(value: &Facet<'_>, rule: &RuleValue) -> bool {
    match (value, rule) {
        (Facet::Text(text) | Facet::Any(text), RuleValue::Text(other)) => text == other,
        (Facet::Bytes(bytes), RuleValue::Bytes(other)) => &**bytes == *other,
        (Facet::Int(value), RuleValue::Int(other)) => i128::from(*value) == *other,
        (Facet::Uint(value), RuleValue::Int(other)) => i128::from(*value) == *other,
        (Facet::Enum(value, _), RuleValue::Int(other)) => i128::from(*value) == *other,
        (Facet::Float(value), RuleValue::Float(other)) => value == other,
        (Facet::Bool(value), RuleValue::Flag(other)) => value == other,
        (
            Facet::Timestamp(nanos) | Facet::Duration(nanos),
            RuleValue::Time {
                seconds,
                nanos: other,
            },
        ) => *nanos == Nanos::new(*seconds, *other),
        _ => false,
    }
}

/// `const`
#[inline]
pub fn const_(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if is(value, &rule.value) {
        return;
    }
    match value {
        Facet::Text(_) => broken(rule, "", format_args!("must equal `{}`", shown(rule)), path, out),
        Facet::Bytes(_) => broken(rule, "", format_args!("must be {}", shown(rule)), path, out),
        _ => broken(rule, "", format_args!("must equal {}", shown(rule)), path, out),
    }
}

/// Whether `path` is `other` or below it.
fn covers(other: &RuleValue, path: &str) -> bool {
    match other {
        RuleValue::Text(other) => path
            .strip_prefix(other)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
        _ => false,
    }
}

/// `in`
#[inline]
pub fn in_(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    let RuleValue::List { items } = rule.value else {
        return;
    };
    if items.is_empty() {
        return;
    }
    match value {
        Facet::Paths(paths) => {
            let covered = |path: &String| items.iter().any(|item| covers(item, path));
            if !paths.iter().all(covered) {
                broken(
                    rule,
                    "",
                    format_args!("must only contain paths in {}", shown(rule)),
                    path,
                    out,
                );
            }
        }
        value if items.iter().any(|item| is(value, item)) => {}
        Facet::Any(_) => broken(rule, "", "type URL must be in the allow list", path, out),
        _ => broken(
            rule,
            "",
            format_args!("must be in list {}", shown(rule)),
            path,
            out,
        ),
    }
}

/// `not_in`
#[inline]
pub fn not_in(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    let RuleValue::List { items } = rule.value else {
        return;
    };
    match value {
        Facet::Paths(paths) => {
            let covered = |path: &String| items.iter().any(|item| covers(item, path));
            if paths.iter().any(covered) {
                broken(
                    rule,
                    "",
                    format_args!("must not contain any paths in {}", shown(rule)),
                    path,
                    out,
                );
            }
        }
        value if !items.iter().any(|item| is(value, item)) => {}
        Facet::Any(_) => broken(rule, "", "type URL must not be in the block list", path, out),
        _ => broken(
            rule,
            "",
            format_args!("must not be in list {}", shown(rule)),
            path,
            out,
        ),
    }
}

/// How a value stands to a rule's; nothing where one of them is no number.
fn compare(value: &Facet<'_>, rule: &RuleValue) -> Option<std::cmp::Ordering> {
    match (value, rule) {
        (Facet::Int(value), RuleValue::Int(other)) => Some(i128::from(*value).cmp(other)),
        (Facet::Uint(value), RuleValue::Int(other)) => Some(i128::from(*value).cmp(other)),
        (Facet::Float(value), RuleValue::Float(other)) => value.partial_cmp(other),
        (
            Facet::Timestamp(nanos) | Facet::Duration(nanos),
            RuleValue::Time {
                seconds,
                nanos: other,
            },
        ) => Some(nanos.cmp(&Nanos::new(*seconds, *other))),
        _ => None,
    }
}

/// `gt`, `gte`, `lt` and `lte`. A lower bound above the upper one leaves out what is between them, and lets all else in.
#[inline]
pub fn range(
    lower: Option<&'static Rule>,
    upper: Option<&'static Rule>,
    value: &Facet<'_>,
    path: &Path<'_>,
    out: &mut Violations,
) {
    use crate::schema::rules::RuleName::{Gt, Lt};
    let above = |rule: &Rule| {
        compare(value, &rule.value).is_some_and(|order| order.is_gt() || (rule.name != Gt && order.is_eq()))
    };
    let below = |rule: &Rule| {
        compare(value, &rule.value).is_some_and(|order| order.is_lt() || (rule.name != Lt && order.is_eq()))
    };
    let low = |rule: &Rule| {
        if rule.name == Gt {
            "greater than"
        } else {
            "greater than or equal to"
        }
    };
    let high = |rule: &Rule| {
        if rule.name == Lt {
            "less than"
        } else {
            "less than or equal to"
        }
    };
    match (lower, upper) {
        (Some(lower), Some(upper)) => {
            let apart = is_above(lower, upper);
            let holds = if apart {
                above(lower) || below(upper)
            } else {
                above(lower) && below(upper)
            };
            if !holds {
                let (suffix, word) = if apart { ("_exclusive", "or") } else { ("", "and") };
                let suffix = format!("_{}{suffix}", upper.name.as_str());
                let text = format_args!(
                    "must be {} {} {word} {} {}",
                    low(lower),
                    shown(lower),
                    high(upper),
                    shown(upper)
                );
                broken(lower, &suffix, text, path, out);
            }
        }
        (Some(rule), None) if !above(rule) => {
            broken(
                rule,
                "",
                format_args!("must be {} {}", low(rule), shown(rule)),
                path,
                out,
            );
        }
        (None, Some(rule)) if !below(rule) => {
            broken(
                rule,
                "",
                format_args!("must be {} {}", high(rule), shown(rule)),
                path,
                out,
            );
        }
        _ => {}
    }
}

/// Whether the lower bound lies above the upper one.
fn is_above(lower: &Rule, upper: &Rule) -> bool {
    match (lower.value, upper.value) {
        (RuleValue::Int(lower), RuleValue::Int(upper)) => lower > upper,
        (RuleValue::Float(lower), RuleValue::Float(upper)) => lower > upper,
        (
            RuleValue::Time { seconds, nanos },
            RuleValue::Time {
                seconds: other_seconds,
                nanos: other_nanos,
            },
        ) => (seconds, nanos) > (other_seconds, other_nanos),
        _ => false,
    }
}

/// A string in a form that has a name; empty is an id of its own.
macro_rules! formats {
    ($($(#[$docs:meta])* $name:ident, $what:literal, $must:literal, |$text:ident| $is:expr;)*) => {$(
        $(#[$docs])*
        #[inline]
        pub fn $name(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
            if let (Facet::Text($text), RuleValue::Flag(true)) = (value, rule.value) {
                formed(rule, $text, || $is, ($what, $must), path, out);
            }
        }
    )*};
}

#[inline]
fn formed(
    rule: &'static Rule,
    text: &str,
    is: impl FnOnce() -> bool,
    (what, must): (&str, &str),
    path: &Path<'_>,
    out: &mut Violations,
) {
    if text.is_empty() {
        broken(
            rule,
            "_empty",
            format_args!("value is empty, which is not a valid {what}"),
            path,
            out,
        );
    } else if !is() {
        broken(rule, "", format_args!("must be a valid {must}"), path, out);
    }
}

formats! {
    /// `email`
    email, "email address", "email address", |text| host::is_email(text);
    /// `hostname`
    hostname, "hostname", "hostname", |text| host::is_hostname(text);
    /// `uri`
    uri, "URI", "URI", |text| uri::is_uri(text);
    /// `address`
    address, "hostname, or ip address", "hostname, or ip address", |text| host::is_hostname(text) || ip::is_ip(text, 0);
    /// `tuuid`
    tuuid, "trimmed UUID", "trimmed UUID", |text| ids::is_tuuid(text);
    /// `ulid`
    ulid, "ULID", "ULID", |text| ids::is_ulid(text);
    /// `ip_with_prefixlen`
    ip_with_prefixlen, "IP prefix", "IP prefix", |text| ip::is_prefix(text, 0, false);
    /// `ipv4_with_prefixlen`
    ipv4_with_prefixlen, "IPv4 address with prefix length", "IPv4 address with prefix length", |text| ip::is_prefix(text, 4, false);
    /// `ipv6_with_prefixlen`
    ipv6_with_prefixlen, "IPv6 address with prefix length", "IPv6 address with prefix length", |text| ip::is_prefix(text, 6, false);
    /// `ip_prefix`
    ip_prefix, "IP prefix", "IP prefix", |text| ip::is_prefix(text, 0, true);
    /// `ipv4_prefix`
    ipv4_prefix, "IPv4 prefix", "IPv4 prefix", |text| ip::is_prefix(text, 4, true);
    /// `ipv6_prefix`
    ipv6_prefix, "IPv6 prefix", "IPv6 prefix", |text| ip::is_prefix(text, 6, true);
    /// `host_and_port`
    host_and_port, "host and port pair", "host (hostname or IP address) and port pair", |text| host::is_host_and_port(text);
    /// `protobuf_fqn`
    protobuf_fqn, "fully-qualified Protobuf name", "fully-qualified Protobuf name", |text| fqn::is_fqn(text);
    /// `protobuf_dot_fqn`
    protobuf_dot_fqn, "fully-qualified Protobuf name with a leading dot", "fully-qualified Protobuf name with a leading dot", |text| fqn::is_dot_fqn(text);
}

/// A format that strings and bytes have, the latter by their length.
macro_rules! formats_of_bytes {
    ($($(#[$docs:meta])* $name:ident, $what:literal, |$text:ident| $is:expr, $($lens:literal)|+;)*) => {$(
        $(#[$docs])*
        #[inline]
        pub fn $name(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
            match (value, rule.value) {
                (Facet::Text($text), RuleValue::Flag(true)) => formed(rule, $text, || $is, ($what, $what), path, out),
                (Facet::Bytes(bytes), RuleValue::Flag(true)) if bytes.is_empty() => formed(rule, "", || true, ($what, $what), path, out),
                (Facet::Bytes(bytes), RuleValue::Flag(true)) if !matches!(bytes.len(), $($lens)|+) => {
                    broken(rule, "", concat!("must be a valid ", $what), path, out);
                }
                _ => {}
            }
        }
    )*};
}

formats_of_bytes! {
    /// `ip`
    ip, "IP address", |text| ip::is_ip(text, 0), 4 | 16;
    /// `ipv4`
    ipv4, "IPv4 address", |text| ip::is_ip(text, 4), 4;
    /// `ipv6`
    ipv6, "IPv6 address", |text| ip::is_ip(text, 6), 16;
    /// `uuid`
    uuid, "UUID", |text| ids::is_uuid(text), 16;
}

/// `uri_ref`, of which the empty one is valid.
#[inline]
pub fn uri_ref(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Text(text), RuleValue::Flag(true)) = (value, rule.value)
        && !uri::is_uri_ref(text)
    {
        broken(rule, "", "must be a valid URI Reference", path, out);
    }
}

/// `well_known_regex`, by the rule `strict` beside it.
#[inline]
pub fn well_known_regex(
    rule: &'static Rule,
    strict: Option<&'static Rule>,
    value: &Facet<'_>,
    path: &Path<'_>,
    out: &mut Violations,
) {
    let (Facet::Text(text), RuleValue::Text(name)) = (value, rule.value) else {
        return;
    };
    let strict = strict.is_none_or(|rule| rule.value == RuleValue::Flag(true));
    if name == "KNOWN_REGEX_HTTP_HEADER_NAME" {
        if text.is_empty() {
            let text = "value is empty, which is not a valid HTTP header name";
            broken(rule, ".header_name_empty", text, path, out);
        } else if !header::is_name(text, strict) {
            broken(
                rule,
                ".header_name",
                "must be a valid HTTP header name",
                path,
                out,
            );
        }
    } else if name == "KNOWN_REGEX_HTTP_HEADER_VALUE" && !header::is_value(text, strict) {
        broken(
            rule,
            ".header_value",
            "must be a valid HTTP header value",
            path,
            out,
        );
    }
}

/// `defined_only`
#[inline]
pub fn defined_only(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Enum(number, spec), RuleValue::Flag(true)) = (value, rule.value)
        && !spec().values.iter().any(|value| value.number == *number)
    {
        broken(
            rule,
            "",
            "value must be one of the defined enum values",
            path,
            out,
        );
    }
}

/// Now, by the clock of the system.
fn now() -> Nanos {
    let since = |duration: std::time::Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    Nanos(match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(after) => since(after),
        Err(before) => -since(before.duration()),
    })
}

/// `lt_now`
#[inline]
pub fn lt_now(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Timestamp(time), RuleValue::Flag(true)) = (value, rule.value)
        && *time > now()
    {
        broken(rule, "", "must be less than now", path, out);
    }
}

/// `gt_now`
#[inline]
pub fn gt_now(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Timestamp(time), RuleValue::Flag(true)) = (value, rule.value)
        && *time < now()
    {
        broken(rule, "", "must be greater than now", path, out);
    }
}

/// `within`
#[inline]
pub fn within(rule: &'static Rule, value: &Facet<'_>, path: &Path<'_>, out: &mut Violations) {
    if let (Facet::Timestamp(time), RuleValue::Time { seconds, nanos }) = (value, rule.value) {
        let (now, reach) = (now().0, Nanos::new(seconds, nanos).0);
        if time.0 < now - reach || time.0 > now + reach {
            let reach = Shown(crate::schema::rules::Family::Duration, rule.value);
            broken(rule, "", format_args!("must be within {reach} of now"), path, out);
        }
    }
}

/// Rules of a list or a map as a whole.
macro_rules! whole {
    ($($(#[$docs:meta])* $name:ident, $holds:expr, $text:literal;)*) => {$(
        $(#[$docs])*
        #[inline]
        pub fn $name(rule: &'static Rule, whole: &Whole<'_>, path: &Path<'_>, out: &mut Violations) {
            if let RuleValue::Size(size) = rule.value
                && !$holds(whole.len() as u64, size)
            {
                whole.miscounted();
                broken(rule, "", format_args!($text, size), path, out);
            }
        }
    )*};
}

whole! {
    /// `min_items`
    min_items, |len, size| len >= size, "must contain at least {} item(s)";
    /// `max_items`
    max_items, |len, size| len <= size, "must contain no more than {} item(s)";
    /// `min_pairs`
    min_pairs, |len, size| len >= size, "map must be at least {} entries";
    /// `max_pairs`
    max_pairs, |len, size| len <= size, "map must be at most {} entries";
}

/// `unique`
#[inline]
pub fn unique(rule: &'static Rule, whole: &Whole<'_>, path: &Path<'_>, out: &mut Violations) {
    if rule.value == RuleValue::Flag(true) && !whole.is_unique() {
        broken(rule, "", "repeated value must contain unique items", path, out);
    }
}
