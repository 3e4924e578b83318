//! Values at the borders of rules, by type.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use traitwire::well_known::{Any, FieldMask};
use traitwire::{Open, well_known};

use super::zoo::Color;

/// A type with values to try.
pub(crate) trait Values: Sized {
    /// Values, the borders of the zoo's rules among them.
    fn to_try() -> Vec<Self>;
}

/// Strings of every form that a rule has a name for, and what is nearly one.
const TEXTS: &[&str] = &[
    // Lengths, in characters and in bytes.
    "",
    "a",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "ö",
    "öö",
    "ööö",
    "öööö",
    "😅",
    "😅😅😅",
    "e\u{301}",
    "\0",
    "\u{feff}",
    "a\nb",
    " ",
    "\t",
    "foo",
    "foobar",
    "barfoo",
    "xfoox",
    "bar",
    "fo",
    "FOO",
    "foo\n",
    "a\u{a0}b",
    "٣",
    "日本",
    // E-mail addresses.
    "alice@example.com",
    "a@b",
    "a@b.",
    "a@-b",
    "a@b-",
    "@b",
    "a@",
    "a@b@c",
    "a..b@c",
    ".a@c",
    "a.@c",
    "a b@c",
    "ö@c",
    "a@ö",
    "\"a\"@c",
    "a+b/c=d@e.f",
    "a@localhost",
    "a@127.0.0.1",
    "a@[127.0.0.1]",
    "a@b\n",
    "a@b_c",
    "A@B.C",
    "`{|}~@a",
    "a@b..c",
    // Names of hosts, and ports.
    "localhost",
    "example.com",
    "example.com.",
    "example..com",
    ".example.com",
    "-a.b",
    "a-.b",
    "a-b.c",
    "1a.b",
    "a.1",
    "a.1a",
    "1",
    "1.2",
    "a_b",
    "xn--d1acufc.xn--p1ai",
    "EXAMPLE.COM",
    "a.b.c.d.e",
    ".",
    "..",
    "example.com:80",
    "example.com:",
    ":80",
    "example.com:080",
    "example.com:0",
    "example.com:65535",
    "example.com:65536",
    "example.com:-1",
    "example.com:+1",
    "example.com:8a",
    "example.com:99999999999999999999",
    "127.0.0.1:1",
    "[::1]:80",
    "[::1]",
    "[::1]:",
    "::1:80",
    "[::1]80",
    "[127.0.0.1]:1",
    "[::1%lo]:1",
    "[a]:1",
    "a:1:2",
    // Addresses.
    "127.0.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "256.0.0.1",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "1.2.3.04",
    "1.2.3.4 ",
    " 1.2.3.4",
    "0x1.2.3.4",
    "1..2.3",
    "::",
    "::1",
    "1::",
    "1::2",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1::2::3",
    ":1",
    "1:",
    ":::",
    "::ffff:1.2.3.4",
    "1:2:3:4:5:6:1.2.3.4",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::1.2.3.256",
    "::01.2.3.4",
    "fe80::1%eth0",
    "fe80::1%",
    "::1%a b",
    "12345::",
    "::g",
    "2001:DB8::1",
    "::00001",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    // Blocks of them.
    "10.0.0.0/8",
    "10.0.0.1/8",
    "1.2.3.4/32",
    "1.2.3.4/33",
    "1.2.3.4/0",
    "0.0.0.0/0",
    "1.2.3.4/",
    "1.2.3.4/08",
    "1.2.3.4/-1",
    "1.2.3.4/+8",
    "1.2.3.4/8/8",
    "fe80::/10",
    "fe80::1/10",
    "::/0",
    "::1/128",
    "::1/129",
    "::1%a/64",
    "2001:db8::/32",
    "/8",
    "1.2.3/8",
    // URIs.
    "http://example.com",
    "http://example.com/a/b?c=d#e",
    "https://u:p@example.com:80/",
    "urn:isbn:1",
    "mailto:a@b",
    "a:",
    "a:b",
    "1a:b",
    "a+b-c.d:",
    ":a",
    "//a",
    "//a/b",
    "/a",
    "/a/b",
    "a/b",
    "./a:b",
    "a:b/c",
    "?q",
    "#f",
    "a?b?c",
    "a#b#c",
    "http://",
    "http:///a",
    "http://a b",
    "http://a\n",
    "http://%41",
    "http://%4",
    "http://%zz",
    "http://%C3%B6",
    "http://%ff",
    "http://ö",
    "http://[::1]",
    "http://[::1]:80/",
    "http://[::1",
    "http://[fe80::1%25en0]",
    "http://[fe80::1%en0]",
    "http://[::1%25]",
    "http://[::1%25%41]",
    "http://[v1.a]",
    "http://[v1.]",
    "http://[v.a]",
    "http://[vg.a]",
    "http://[1.2.3.4]",
    "http://a:b",
    "http://a:",
    "http://:80",
    "http://a@b@c",
    "http://@a",
    "http://a?b/c?d",
    "http://a#b/c?d",
    "http://a?^",
    "http://a/\\",
    "http://a/{}",
    "a://b//c",
    "http:a",
    "foo:?#",
    "foo:#?",
    "ftp://[a]",
    "http://a/%",
    "http://a?%41#%41",
    "http://u%40:p@a",
    "../a",
    "a//b",
    "@",
    "*",
    "http://[::1]a",
    // Identifiers.
    "00000000-0000-0000-0000-000000000000",
    "8a6e0804-2BD0-4672-b79d-d97027f9071a",
    "8a6e0804-2bd0-4672-b79d-d97027f9071",
    "8a6e0804-2bd0-4672-b79d-d97027f9071g",
    "8a6e08042bd04672b79dd97027f9071a",
    "8a6e08042bd04672b79dd97027f9071",
    "8a6e08042bd04672b79dd97027f9071ag",
    "8a6e0804-2bd0-4672-b79d-d97027f9071a\n",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "01arz3ndektsv4rrffq69g5fav",
    "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
    "81ARZ3NDEKTSV4RRFFQ69G5FAV",
    "01ARZ3NDEKTSV4RRFFQ69G5FAI",
    "01ARZ3NDEKTSV4RRFFQ69G5FA",
    "01ARZ3NDEKTSV4RRFFQ69G5FAU",
    "a.b.C_1",
    "a..b",
    ".a.b",
    "..a",
    "_",
    "a-b",
    "1.a",
    "a.",
    // Names and values of headers.
    ":path",
    ":",
    "x-a",
    "x a",
    "x:a",
    "a,b",
    "a/b",
    "a;b",
    "`a",
    "\u{7f}",
    "a\u{1f}",
    "a\tb",
    "a\rb",
    "x\u{80}",
];

impl Values for String {
    fn to_try() -> Vec<Self> {
        let mut all: Vec<_> = TEXTS.iter().map(|text| (*text).to_owned()).collect();
        let label = |len: usize| "a".repeat(len);
        for len in [63, 64] {
            all.extend([
                label(len),
                format!("{}.com", label(len)),
                format!("a@{}.com", label(len)),
                format!("{}@a", label(len)),
            ]);
        }
        for last in [61, 62, 63] {
            all.push([label(63), label(63), label(63), label(last)].join("."));
            all.push([label(63), label(63), label(63), label(last), String::new()].join("."));
        }
        all
    }
}

impl Values for Vec<u8> {
    fn to_try() -> Vec<Self> {
        let mut all: Vec<Self> = (0..=18).map(|len| vec![b'a'; len]).collect();
        all.extend(["foo", "xfoo", "foox", "xfoox", "fo", "ö", "bar"].map(|text| text.as_bytes().to_vec()));
        all.extend([
            vec![0],
            vec![0xff],
            vec![0xff, b'f', b'o', b'o'],
            vec![1, 2, 3],
            vec![1, 2],
            vec![2, 3],
        ]);
        all
    }
}

macro_rules! numbers {
    ($($ty:ty: $($value:expr),*;)*) => {$(
        impl Values for $ty {
            fn to_try() -> Vec<Self> {
                vec![$($value as $ty),*]
            }
        }
    )*};
}

numbers! {
    i32: 0, 1, -1, 4, 5, 6, 9, 10, 11, -5, -6, i32::MIN, i32::MAX;
    i64: 0, 1, -1, 4, 5, 6, 9, 10, 11, -5, -6, i64::MIN, i64::MAX;
    u32: 0, 1, 4, 5, 6, 9, 10, 11, u32::MAX;
    u64: 0, 1, 4, 5, 6, 9, 10, 11, u64::MAX;
    f32: 0.0, -0.0, 1.0, 5.0, 4.999_999_5, 5.5, 10.0, 10.000_001, -5.0, 0.1, f32::MAX, f32::MIN_POSITIVE, f32::INFINITY, f32::NEG_INFINITY, f32::NAN;
    f64: 0.0, -0.0, 1.0, 5.0, 4.999_999_999_999_999, 5.5, 10.0, 10.000_000_000_000_002, -5.0, 0.1, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, f64::NEG_INFINITY, f64::NAN;
}

impl Values for bool {
    fn to_try() -> Vec<Self> {
        vec![false, true]
    }
}

impl Values for Open<Color> {
    fn to_try() -> Vec<Self> {
        [0, 1, 2, 3, -1, i32::MAX, i32::MIN].map(Self::new).into()
    }
}

/// The same times for every type of time: seconds and nanoseconds.
const TIMES: &[(i64, i32)] = &[
    (0, 0),
    (0, 1),
    (1, 0),
    (1, 1),
    (0, 999_999_999),
    (5, 0),
    (4, 999_999_999),
    (5, 1),
    (10, 0),
    (9, 999_999_999),
    (10, 1),
    (-1, 0),
    (60, 0),
    (3600, 0),
    (4_000_000_000, 0),
    (253_402_300_799, 999_999_999),
];

impl Values for well_known::Timestamp {
    fn to_try() -> Vec<Self> {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs() as i64);
        let around = [-7200, -1800, 1800, 7200].map(|away| (now + away, 0));
        let times = TIMES.iter().copied().chain(around);
        times.map(|(seconds, nanos)| Self { seconds, nanos }).collect()
    }
}

impl Values for well_known::Duration {
    fn to_try() -> Vec<Self> {
        let negative = [(0, -1), (-5, 0), (-5, -1), (-10, -999_999_999)];
        let times = TIMES
            .iter()
            .filter(|(seconds, _)| *seconds < 4_000_000_001)
            .copied();
        times
            .chain(negative)
            .map(|(seconds, nanos)| Self { seconds, nanos })
            .collect()
    }
}

impl Values for SystemTime {
    fn to_try() -> Vec<Self> {
        let after = |(seconds, nanos): &(i64, i32)| {
            u64::try_from(*seconds)
                .ok()
                .map(|seconds| UNIX_EPOCH + Duration::new(seconds, nanos.unsigned_abs()))
        };
        TIMES.iter().filter_map(after).collect()
    }
}

impl Values for Any {
    fn to_try() -> Vec<Self> {
        [
            "",
            "type.googleapis.com/zoo.v1.A",
            "type.googleapis.com/zoo.v1.B",
            "zoo.v1.A",
        ]
        .map(|type_url| Self {
            type_url: type_url.into(),
            ..Self::default()
        })
        .into()
    }
}

impl Values for FieldMask {
    fn to_try() -> Vec<Self> {
        [
            &[][..],
            &["a"],
            &["a", "b"],
            &["a.b"],
            &["a.c"],
            &["a.b.c"],
            &["a.bc"],
            &["c"],
            &["ab"],
            &["a", "c"],
            &[""],
        ]
        .map(|paths| Self {
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        })
        .into()
    }
}

/// Absent, and each value.
impl<T: Values> Values for Option<T> {
    fn to_try() -> Vec<Self> {
        std::iter::once(None)
            .chain(T::to_try().into_iter().map(Some))
            .collect()
    }
}

impl<T: Values> Values for Box<T> {
    fn to_try() -> Vec<Self> {
        T::to_try().into_iter().map(Box::new).collect()
    }
}

/// Lists of none, of each value alone, of neighbours, of the same twice, and of all.
macro_rules! lists {
    ($($ty:ty)*) => {$(
        impl Values for Vec<$ty> {
            fn to_try() -> Vec<Self> {
                let one = <$ty>::to_try();
                let mut all = vec![Vec::new()];
                all.extend(one.iter().cloned().map(|value| vec![value]));
                all.extend(one.windows(2).map(<[_]>::to_vec));
                all.extend(one.iter().cloned().map(|value| vec![value.clone(), value]));
                all.extend(one.windows(4).map(<[_]>::to_vec));
                all
            }
        }
    )*};
}

lists! { String i32 f64 bool Vec<u8> Open<Color> well_known::Duration super::zoo::Inner }

impl<K: Values + Clone + Ord, V: Values + Clone> Values for BTreeMap<K, V> {
    fn to_try() -> Vec<Self> {
        let pairs: Vec<_> = K::to_try()
            .into_iter()
            .zip(V::to_try().into_iter().cycle())
            .collect();
        let mut all = vec![Self::new()];
        all.extend(pairs.iter().cloned().map(|pair| Self::from([pair])));
        all.extend(pairs.windows(3).map(|pairs| pairs.iter().cloned().collect()));
        all
    }
}
