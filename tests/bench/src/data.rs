//! The values of the messages, the same in every run.

use crate::messages::prost::{Blob, Labels, Nested, Numbers, Scalars, Small, Text, User, Users};

/// The name of the one case that has no order.
pub(crate) const MAP: &str = "map of 50";

pub(crate) fn small() -> Small {
    Small {
        id: 1042,
        name: "Ada Lovelace".into(),
        active: true,
    }
}

/// Of every width a value has in practice, zeros among them.
pub(crate) fn scalars() -> Scalars {
    Scalars {
        a: 7,
        b: -3,
        c: 70_000,
        d: 1 << 40,
        e: -129,
        f: 1 << 20,
        g: 0xdead_beef,
        h: 0,
        i: -1,
        j: 1.5,
        k: -2.25,
        l: true,
    }
}

pub(crate) fn users(count: u32) -> Users {
    let user = |i: u32| User {
        id: format!("user-{i:06}"),
        name: format!("Grace Hopper the {i}th"),
        email: format!("grace.hopper.{i}@navy.example"),
    };
    Users {
        users: (0..count).map(user).collect(),
    }
}

pub(crate) fn nested(depth: u32) -> Nested {
    Nested {
        level: depth,
        name: format!("level {depth}"),
        child: (depth > 1).then(|| Box::new(nested(depth - 1))),
    }
}

pub(crate) fn labels(count: u32) -> Labels {
    Labels {
        labels: (0..count)
            .map(|i| (format!("key-{i}"), format!("value of {i}")))
            .collect(),
    }
}

/// Numbers as they stand in most lists: small, and of one or two bytes.
pub(crate) fn predictable(count: u64) -> Numbers {
    Numbers {
        values: (0..count).map(|i| i * 37 % 5000).collect(),
    }
}

/// Numbers whose length on the wire nothing tells before they are read.
pub(crate) fn unpredictable(count: usize) -> Numbers {
    let mut random = Random(1);
    let number = |_| {
        let bits = random.next() % 64;
        random.next() >> bits
    };
    Numbers {
        values: (0..count).map(number).collect(),
    }
}

pub(crate) fn blob(size: usize) -> Blob {
    let mut random = Random(2);
    Blob {
        content: (0..size).map(|_| random.next() as u8).collect(),
    }
}

/// Letters of two and three bytes, and some of one and of four, as in prose.
pub(crate) fn text(size: usize) -> Text {
    const WORDS: [&str; 6] = ["Größe ", "слово ", "言葉、", "λόγος ", "word ", "🦀 "];
    let mut random = Random(3);
    let mut text = String::new();
    while text.len() < size {
        text.push_str(WORDS[random.next() as usize % WORDS.len()]);
    }
    Text { text }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
