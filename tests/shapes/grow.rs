//! Random message types, as Rust source: the build script writes them, and `main.rs` compiles them.
//!
//! They are the same in every build, and others where `SHAPES_SEED` is a number.

use std::fmt::Write;

/// How many messages there are.
const MESSAGES: usize = 48;
/// How many enumerations there are: the even ones are read open.
const ENUMS: usize = 4;

/// The types of numbers, with their encodings, of `bool`, strings and bytes.
const SCALARS: &[(&str, &str)] = &[
    ("f64", ""),
    ("f32", ""),
    ("i32", ""),
    ("i64", ""),
    ("u32", ""),
    ("u64", ""),
    ("i32", "sint32"),
    ("i64", "sint64"),
    ("u32", "fixed32"),
    ("u64", "fixed64"),
    ("i32", "sfixed32"),
    ("i64", "sfixed64"),
    ("bool", ""),
    ("String", ""),
    ("Vec<u8>", ""),
    ("bytes::Bytes", ""),
    ("Name", ""),
];

/// Those that may be keys.
const KEYS: &[(&str, &str)] = &[
    ("i32", ""),
    ("i64", ""),
    ("u32", ""),
    ("u64", ""),
    ("i32", "sint32"),
    ("i64", "sint64"),
    ("u32", "fixed32"),
    ("u64", "fixed64"),
    ("i32", "sfixed32"),
    ("i64", "sfixed64"),
    ("bool", ""),
    ("String", ""),
    ("Name", ""),
];

const WRAPPED: &[&str] = &[
    "f64",
    "f32",
    "i32",
    "i64",
    "u32",
    "u64",
    "bool",
    "String",
    "Vec<u8>",
    "bytes::Bytes",
];

const WELL_KNOWN: &[&str] = &[
    "Timestamp",
    "Duration",
    "Empty",
    "FieldMask",
    "Struct",
    "Value",
    "ListValue",
    "Any",
    "StringValue",
    "Int64Value",
    "BytesValue",
    "DoubleValue",
];

/// The module.
pub(crate) fn source(seed: u64) -> String {
    let mut grower = Grower {
        random: Random(seed | 1),
        out: String::from(HEAD),
    };
    for index in 0..ENUMS {
        grower.enumeration(index);
    }
    for index in 0..MESSAGES {
        grower.message(index);
    }
    let mut all = String::new();
    for index in 0..MESSAGES {
        writeln!(all, "        Case::of::<Shape{index}>(),").expect("a string");
    }
    grower.out + &format!("\n/// All of them.\npub fn all() -> Vec<Case> {{\n    vec![\n{all}    ]\n}}\n")
}

const HEAD: &str = "\
use std::collections::{BTreeMap, HashMap};

use traitwire::well_known;
use traitwire::{Open, enumeration, message, oneof};

use crate::round_trip::Case;

traitwire::package!(\"shapes\");

#[message(transparent)]
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub String);

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair<A, B> {
    #[field(1)]
    pub first: Option<A>,
    #[field(2)]
    pub second: Vec<B>,
}
";

struct Grower {
    random: Random,
    out: String,
}

impl Grower {
    fn enumeration(&mut self, index: usize) {
        let mut text = format!(
            "\n#[enumeration]\n#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]\npub enum E{index} {{\n    #[default]\n    Zero,\n"
        );
        for value in 0..self.random.below(6) {
            let number = [1, -1, 100, i32::MAX, i32::MIN, 7][value];
            writeln!(text, "    V{value} = {number},").expect("a string");
        }
        self.out += &(text + "}\n");
    }

    fn message(&mut self, index: usize) {
        let mut text = format!(
            "\n#[message]\n#[derive(Clone, Debug, Default, PartialEq)]\npub struct Shape{index} {{\n"
        );
        let mut oneofs = String::new();
        let mut number = 0;
        for _ in 0..=self.random.below(14) {
            let far = self.random.below(8) == 0;
            number += 1 + self.random.below(if far { 3000 } else { 4 });
            if self.random.below(9) == 0 {
                self.oneof(index, &mut number, &mut text, &mut oneofs);
            } else {
                self.field(index, number, &mut text);
            }
        }
        self.out += &oneofs;
        self.out += &(text + "}\n");
    }

    fn field(&mut self, index: usize, number: usize, text: &mut String) {
        let mut options = String::new();
        let mut prefix = "field";
        let (scalar, encoding) = *self.random.pick(SCALARS);
        let ty = match self.random.below(14) {
            0..=2 => push(&mut options, encoding, scalar.to_owned()),
            3 | 4 => push(&mut options, encoding, format!("Option<{scalar}>")),
            5 | 6 => {
                if self.random.below(2) == 0 && scalar.len() < 5 && scalar != "Name" {
                    options += ", packed = false";
                }
                push(&mut options, encoding, format!("Vec<{scalar}>"))
            }
            7 => format!("Option<{}>", self.value(index)),
            8 => format!("Vec<{}>", self.value(index)),
            9 => {
                prefix = "bare";
                self.value(index)
            }
            10 => format!("Option<Box<Shape{index}>>"),
            11 => {
                options += ", wrapper";
                format!("Option<{}>", self.random.pick(WRAPPED))
            }
            _ => self.map(index, &mut options),
        };
        if self.random.below(10) == 0 {
            write!(options, ", json_name = \"json{number}\"").expect("a string");
        }
        if self.random.below(10) == 0 {
            write!(options, ", name = \"{prefix}Other{number}\"").expect("a string");
        }
        writeln!(
            text,
            "    #[field({number}{options})]\n    pub {prefix}_{number}_x: {ty},"
        )
        .expect("a string");
    }

    fn map(&mut self, index: usize, options: &mut String) -> String {
        let map = *self.random.pick(&["BTreeMap", "BTreeMap", "HashMap"]);
        let (key, key_encoding) = *self.random.pick(KEYS);
        let (value, encoding) = if self.random.below(2) == 0 {
            let (value, encoding) = *self.random.pick(SCALARS);
            (value.to_owned(), encoding)
        } else {
            (self.value(index), "")
        };
        let or_usual = |encoding: &str| {
            if encoding.is_empty() {
                "_".to_owned()
            } else {
                encoding.to_owned()
            }
        };
        write!(
            options,
            ", map({}, {})",
            or_usual(key_encoding),
            or_usual(encoding)
        )
        .expect("a string");
        format!("{map}<{key}, {value}>")
    }

    fn oneof(&mut self, index: usize, number: &mut usize, text: &mut String, oneofs: &mut String) {
        let name = format!("O{index}At{number}");
        writeln!(
            text,
            "    #[field(oneof)]\n    pub oneof_{number}: Option<{name}>,"
        )
        .expect("a string");
        write!(
            oneofs,
            "\n#[oneof]\n#[derive(Clone, Debug, PartialEq)]\npub enum {name} {{\n"
        )
        .expect("a string");
        for _ in 0..=self.random.below(4) {
            let mut options = String::new();
            let (scalar, encoding) = *self.random.pick(SCALARS);
            let ty = match self.random.below(4) {
                0 | 1 => push(&mut options, encoding, scalar.to_owned()),
                2 => format!("Box<Shape{index}>"),
                _ => self.value(index),
            };
            writeln!(oneofs, "    #[field({number}{options})]\n    M{number}({ty}),").expect("a string");
            *number += 1;
        }
        *oneofs += "}\n";
    }

    /// A message or an enumeration that has been declared.
    fn value(&mut self, index: usize) -> String {
        match self.random.below(4) {
            0 => match self.random.below(ENUMS) {
                open if open % 2 == 0 => format!("Open<E{open}>"),
                bare => format!("E{bare}"),
            },
            1 => format!("well_known::{}", self.random.pick(WELL_KNOWN)),
            2 if index > 0 => {
                let (other, scalar) = (self.random.below(index), self.random.pick(KEYS).0);
                format!("Pair<{scalar}, Shape{other}>")
            }
            _ if index > 0 => format!("Shape{}", self.random.below(index)),
            _ => "E1".to_owned(),
        }
    }
}

fn push(options: &mut String, encoding: &str, ty: String) -> String {
    if !encoding.is_empty() {
        write!(options, ", {encoding}").expect("a string");
    }
    ty
}

/// Xorshift: enough to vary, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
