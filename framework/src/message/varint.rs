//! Base-128 varints, eight bytes at a time.

use super::error::{DecodeError, Fault};

/// The bit of each byte that says that another one follows.
const CONTINUED: u64 = 0x8080_8080_8080_8080;

/// How many bytes the varint of `value` takes: 1 to 10.
#[inline]
pub(super) const fn varint_len(value: u64) -> usize {
    // 9 bits of product per 7 of value: exact for every input, and no division by 7.
    ((63 - (value | 1).leading_zeros() as usize) * 9 + 73) / 64
}

/// The varint of a value of two bytes, the first one lowest.
#[inline]
pub(super) fn two_bytes(value: u64) -> u64 {
    value & 0x7f | value << 1 & 0x7f00 | 0x80
}

/// The varint of a value of at most 56 bits, the first byte lowest, and how many bytes it takes.
#[inline]
pub(super) fn word(value: u64) -> (u64, usize) {
    let len = varint_len(value);
    (spread(value) | (CONTINUED >> 8 >> (64 - 8 * len)), len)
}

/// The varint of a value of more than 56 bits: eight bytes, and the one or two that follow with their number.
#[cold]
#[inline(never)]
pub(super) fn long_word(value: u64) -> (u64, u64, usize) {
    let rest = value >> 56;
    let (rest, len) = if rest < 0x80 {
        (rest, 1)
    } else {
        (two_bytes(rest), 2)
    };
    (spread(value & ((1 << 56) - 1)) | CONTINUED, rest, len)
}

/// Fifty-six bits as eight bytes of seven.
#[inline]
fn spread(value: u64) -> u64 {
    let x = value & 0x0fff_ffff | (value & 0x00ff_ffff_f000_0000) << 4;
    let x = x & 0x0000_3fff_0000_3fff | (x & 0x0fff_c000_0fff_c000) << 2;
    x & 0x007f_007f_007f_007f | (x & 0x3f80_3f80_3f80_3f80) << 1
}

/// Eight bytes of seven bits as fifty-six; the highest bits do not count.
#[inline]
fn gather(word: u64) -> u64 {
    let x = word & 0x007f_007f_007f_007f | (word & 0x7f00_7f00_7f00_7f00) >> 1;
    let x = x & 0x0000_3fff_0000_3fff | (x & 0x3fff_0000_3fff_0000) >> 2;
    x & 0x0fff_ffff | (x & 0x0fff_ffff_0000_0000) >> 4
}

/// A signed number as an unsigned one: those near zero are small.
#[inline]
pub(super) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The number that [`zigzag`] was given.
#[inline]
pub(super) fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Reads a varint of at most ten bytes, and says how many it took; bits beyond 64 are an error.
///
/// # Errors
/// When it is truncated or too long.
#[inline]
pub(super) fn read(bytes: &[u8]) -> Result<(u64, usize), DecodeError> {
    match *bytes {
        [byte @ ..=0x7f, ..] => Ok((byte.into(), 1)),
        [low, high @ ..=0x7f, ..] => Ok((u64::from(low & 0x7f) | u64::from(high) << 7, 2)),
        _ => match read_any(bytes) {
            (_, 0) => Err(fault(bytes)),
            read => Ok(read),
        },
    }
}

/// A varint and its length, which is 0 when it is truncated or too long.
#[inline(never)]
fn read_any(bytes: &[u8]) -> (u64, usize) {
    match bytes.first_chunk() {
        Some(chunk) => {
            let word = u64::from_le_bytes(*chunk);
            match !word & CONTINUED {
                0 => read_long(word, &bytes[8..]),
                ends => first(word, ends),
            }
        }
        None => read_short(bytes),
    }
}

/// What is wrong with a varint that could not be read.
#[cold]
fn fault(bytes: &[u8]) -> DecodeError {
    let continued = bytes.iter().take_while(|byte| **byte >= 0x80).count();
    if continued < 10 && continued == bytes.len() {
        Fault::Truncated.into()
    } else {
        Fault::Varint.into()
    }
}

/// The first varint of a word, which ends where `ends` has its lowest bit, and its length.
#[inline]
fn first(word: u64, ends: u64) -> (u64, usize) {
    // All bits up to that one.
    let mask = ends ^ (ends - 1);
    (gather(word & mask), ends.trailing_zeros() as usize / 8 + 1)
}

/// A varint whose first eight bytes do not end it.
#[inline]
fn read_long(word: u64, rest: &[u8]) -> (u64, usize) {
    let low = gather(word);
    match *rest {
        [ninth @ ..=0x7f, ..] => (low | u64::from(ninth) << 56, 9),
        [ninth, tenth @ ..=1, ..] => (low | u64::from(ninth & 0x7f) << 56 | u64::from(tenth) << 63, 10),
        _ => (0, 0),
    }
}

/// A varint of seven bytes at most.
#[inline]
fn read_short(bytes: &[u8]) -> (u64, usize) {
    let mut value = 0;
    for (i, byte) in bytes.iter().enumerate().take(7) {
        value |= u64::from(byte & 0x7f) << (7 * i);
        if *byte < 0x80 {
            return (value, i + 1);
        }
    }
    (0, 0)
}

/// Reads varints to the end, each made a value by `from`.
///
/// # Errors
/// When one is truncated or too long.
#[inline]
pub(super) fn read_all<T>(
    mut bytes: &[u8],
    list: &mut Vec<T>,
    from: impl Fn(u64) -> T,
) -> Result<(), DecodeError> {
    while let Some(chunk) = bytes.first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let ends = !word & CONTINUED;
        let taken = if ends == CONTINUED {
            list.extend(chunk.map(|byte| from(u64::from(byte))));
            8
        } else if ends == 0x8000_8000_8000_8000 {
            let four = word & 0x007f_007f_007f_007f | (word & 0x7f00_7f00_7f00_7f00) >> 1;
            list.extend([0, 16, 32, 48].map(|shift| from(four >> shift & 0x3fff)));
            8
        } else {
            let (value, len) = match ends {
                0 => read_long(word, &bytes[8..]),
                ends => first(word, ends),
            };
            if len == 0 {
                return Err(fault(bytes));
            }
            list.push(from(value));
            len
        };
        bytes = &bytes[taken..];
    }
    while !bytes.is_empty() {
        let (value, len) = read(bytes)?;
        list.push(from(value));
        bytes = &bytes[len..];
    }
    Ok(())
}

/// How many bytes end a varint.
pub(super) fn count(bytes: &[u8]) -> usize {
    // In runs whose count fits a byte: the compiler adds up sixteen at a time, and more.
    let ends = |run: &[u8]| run.iter().map(|byte| u8::from(*byte < 0x80)).sum::<u8>();
    bytes.chunks(192).map(|run| usize::from(ends(run))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values at every border of every length.
    fn borders() -> impl Iterator<Item = u64> {
        (0..64).flat_map(|bits| {
            [
                1u64 << bits,
                (1u64 << bits) - 1,
                (1u64 << bits) + 1,
                0x5555_5555_5555_5555 >> bits,
                u64::MAX >> bits,
            ]
        })
    }

    fn encoded(values: &[u64]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for value in values {
            prost::encoding::encode_varint(*value, &mut bytes);
        }
        bytes
    }

    #[test]
    fn as_prost_writes_and_reads_them() {
        for value in borders() {
            let bytes = encoded(&[value]);
            assert_eq!(varint_len(value), bytes.len(), "{value}");
            let written = if value >> 56 == 0 {
                let (word, len) = word(value);
                word.to_le_bytes()[..len].to_vec()
            } else {
                let (first, rest, len) = long_word(value);
                [&first.to_le_bytes()[..], &rest.to_le_bytes()[..len]].concat()
            };
            assert_eq!(written, bytes, "{value}");
            for behind in [&[][..], &[0; 12], &[0xff; 12]] {
                let bytes = [&bytes, behind].concat();
                assert_eq!(read(&bytes), Ok((value, varint_len(value))), "{value}");
            }
            for len in 0..bytes.len() {
                let error = read(&bytes[..len]).expect_err("cut off");
                assert_eq!(error.fault(), Fault::Truncated, "{value} cut off at {len}");
            }
        }
    }

    #[test]
    fn what_is_too_long() {
        for long in [
            &[0xff; 10][..],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2],
            &[0x80; 20],
        ] {
            assert_eq!(read(long).expect_err("too long").fault(), Fault::Varint);
        }
    }

    #[test]
    fn longer_than_needed_is_fine() {
        assert_eq!(read(&[0x81, 0x80, 0]), Ok((1, 3)));
        assert_eq!(
            read(&[0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]),
            Ok((1, 10))
        );
    }

    #[test]
    fn many_at_once() {
        let mut lists: Vec<Vec<u64>> = vec![
            borders().collect(),
            (0..300).collect(),
            (0..127).collect(),
            (200..300).collect(),
        ];
        // Every way in which values of one, two, three and ten bytes can stand side by side.
        let lens = [1, 200, 1 << 15, u64::MAX];
        for i in 0..4usize.pow(6) {
            lists.push((0..6).map(|place| lens[i / 4usize.pow(place) % 4]).collect());
        }
        for list in lists {
            let bytes = encoded(&list);
            assert_eq!(count(&bytes), list.len());
            let mut read = Vec::new();
            assert_eq!(read_all(&bytes, &mut read, |value| value), Ok(()));
            assert_eq!(read, list);
        }
        let cut = read_all(&[1, 2, 3, 4, 5, 6, 7, 8, 0x80], &mut Vec::new(), |value| value);
        assert_eq!(cut.expect_err("cut off").fault(), Fault::Truncated);
    }
}
