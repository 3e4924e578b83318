//! Header lists: written as literals without Huffman's code, and read as far as a status needs (RFC 7541).

/// `:method POST` and `:scheme http` of the static table.
const POST_HTTP: [u8; 2] = [0x83, 0x86];

/// A header list to be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block(Vec<u8>);

impl Block {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A call of a method, as a client of any library begins it.
    pub(crate) fn call(method: &str) -> Self {
        Self::pseudo(method).grpc()
    }

    /// Its pseudo-headers alone.
    pub(crate) fn pseudo(method: &str) -> Self {
        Self(POST_HTTP.to_vec())
            .with(":path", format!("/peers.Target/{method}"))
            .with(":authority", "localhost")
    }

    /// What makes it gRPC.
    pub(crate) fn grpc(self) -> Self {
        self.with("content-type", "application/grpc")
            .with("te", "trailers")
    }

    /// One more header, whatever it is made of.
    pub(crate) fn with(mut self, name: impl AsRef<[u8]>, value: impl AsRef<[u8]>) -> Self {
        self.0.push(0);
        self.literal(name.as_ref());
        self.literal(value.as_ref());
        self
    }

    /// One more that goes to the dynamic table, where it is number 62.
    pub(crate) fn kept(mut self, name: &str, value: &str) -> Self {
        self.0.push(0x40);
        self.literal(name.as_bytes());
        self.literal(value.as_bytes());
        self
    }

    /// Bytes as they are.
    pub(crate) fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    fn literal(&mut self, text: &[u8]) {
        integer(&mut self.0, 7, text.len());
        self.0.extend(text);
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// An integer in the last bits of a byte that begins with zeros, and those after it (5.1).
fn integer(bytes: &mut Vec<u8>, bits: u32, number: usize) {
    let most = (1 << bits) - 1;
    if number < most {
        bytes.push(number as u8);
        return;
    }
    bytes.push(most as u8);
    let mut rest = number - most;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

/// What a response says of its call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// `:status`.
    pub(crate) http: Option<u32>,
    /// `grpc-status`.
    pub(crate) grpc: Option<u32>,
}

/// Reads a block whose writer keeps no dynamic table. None where it is no such block.
pub(crate) fn read(block: &[u8]) -> Option<Said> {
    let mut said = Said::default();
    let mut rest = block;
    while let Some(first) = rest.first().copied() {
        let bits = match first {
            0x80.. => 7,
            0x40.. => 6,
            0x20.. => 5,
            _ => 4,
        };
        let index = take_integer(&mut rest, bits)?;
        match first {
            0x80.. => {
                const STATUS: [u32; 7] = [200, 204, 206, 304, 400, 404, 500];
                if let Some(status) = index.checked_sub(8).and_then(|at| STATUS.get(at)) {
                    said.http = Some(*status);
                }
                continue;
            }
            0x20..0x40 => continue,
            _ => {}
        }
        let is_grpc_status = match index {
            0 => is(take_text(&mut rest)?, "grpc-status"),
            _ => false,
        };
        let value = take_text(&mut rest)?;
        if is_grpc_status {
            said.grpc = digits(value);
        } else if (8..=14).contains(&index) {
            said.http = digits(value);
        }
    }
    Some(said)
}

fn take_integer(rest: &mut &[u8], bits: u32) -> Option<usize> {
    let most = (1 << bits) - 1;
    let mut number = usize::from(*rest.split_off_first()?) & most;
    if number < most {
        return Some(number);
    }
    for shift in (0..28).step_by(7) {
        let byte = *rest.split_off_first()?;
        number += usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// A string, and whether it is in Huffman's code.
type Text<'a> = (bool, &'a [u8]);

fn take_text<'a>(rest: &mut &'a [u8]) -> Option<Text<'a>> {
    let is_coded = rest.first()? & 0x80 != 0;
    let length = take_integer(rest, 7)?;
    Some((is_coded, rest.split_off(..length)?))
}

fn is((is_coded, text): Text<'_>, plain: &str) -> bool {
    if !is_coded {
        return text == plain.as_bytes();
    }
    let (mut coded, mut free) = (Vec::new(), 0);
    for letter in plain.bytes() {
        let (code, length) = code(letter);
        for bit in (0..length).rev() {
            if free == 0 {
                coded.push(0xff);
                free = 8;
            }
            free -= 1;
            if code >> bit & 1 == 0
                && let Some(last) = coded.last_mut()
            {
                *last &= !(1 << free);
            }
        }
    }
    text == coded
}

/// As much of Huffman's code (appendix B) as the name of the status needs: a letter's bits and how many they are.
fn code(letter: u8) -> (u32, u32) {
    match letter {
        b'a' => (0x3, 5),
        b'c' => (0x4, 5),
        b's' => (0x8, 5),
        b't' => (0x9, 5),
        b'-' => (0x16, 6),
        b'g' => (0x26, 6),
        b'p' => (0x2b, 6),
        b'r' => (0x2c, 6),
        b'u' => (0x2d, 6),
        _ => unreachable!("no letter of `grpc-status`"),
    }
}

/// A number of digits: 0 to 2 have five bits, the others six, beginning with 011001.
fn digits((is_coded, text): Text<'_>) -> Option<u32> {
    if !is_coded {
        return std::str::from_utf8(text).ok()?.parse().ok();
    }
    let mut bits = text
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| u32::from(byte >> bit & 1)));
    let mut number = None;
    loop {
        let mut code = 0;
        for _ in 0..5 {
            let Some(bit) = bits.next() else { return number };
            code = code << 1 | bit;
        }
        let digit = match code {
            0..=2 => code,
            12..=15 => match code << 1 | bits.next()? {
                code @ 0b01_1001..=0b01_1111 => code - 0b01_1001 + 3,
                _ => return None,
            },
            // What fills the last byte.
            0b1_1111 => return number,
            _ => return None,
        };
        number = Some(number.unwrap_or(0) * 10 + digit);
    }
}

#[test]
fn statuses_are_read() {
    // As h2 writes them: `:status 200`, `grpc-status 12`, and `:status 415`.
    let name = [0x9a, 0xca, 0xc8, 0xb2, 0x12, 0x34, 0xda, 0x8f];
    let value = |coded: &[u8]| [&[0x40, 0x88][..], &name, &[0x80 | coded.len() as u8], coded].concat();
    for (block, said) in [
        (
            vec![0x88],
            Said {
                http: Some(200),
                grpc: None,
            },
        ),
        (
            value(&[0x07]),
            Said {
                http: None,
                grpc: Some(0),
            },
        ),
        (
            value(&[0x08, 0xbf]),
            Said {
                http: None,
                grpc: Some(12),
            },
        ),
        (
            value(&[0x67]),
            Said {
                http: None,
                grpc: Some(3),
            },
        ),
        (
            vec![0x48, 0x83, 0x68, 0x2d, 0xff],
            Said {
                http: Some(415),
                grpc: None,
            },
        ),
        (vec![0x00, 0x01, b'a', 0x01, b'b'], Said::default()),
    ] {
        assert_eq!(read(&block), Some(said), "{block:x?}");
    }
    assert_eq!(read(&[0x40, 0x88]), None);
}
