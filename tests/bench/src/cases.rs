//! What is measured: nine messages, each in three libraries that write and accept the same bytes.

use std::hint::black_box;

use bytes::Bytes;
use traitwire::message;

use crate::data;
use crate::measure::{Operation, Run};
use crate::messages::{buffa, ours};

/// The libraries, in the order of [`Case::codecs`].
pub(crate) const LIBRARIES: [&str; 3] = ["traitwire", "prost", "buffa"];

/// One message.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Its size on the wire in bytes.
    pub(crate) size: usize,
    pub(crate) codecs: [Codec; 3],
}

/// What one library does with the message.
pub(crate) struct Codec {
    encode: Run,
    decode: Run,
}

impl Codec {
    pub(crate) fn of(&self, operation: Operation) -> &Run {
        match operation {
            Operation::Encode => &self.encode,
            Operation::Decode => &self.decode,
        }
    }
}

/// How many copies of a value are encoded in turn, a few KiB and an odd number of lines apart: where one value happens to
/// lie, seen from the buffer, would decide by itself how fast it is copied.
const COPIES: usize = 16;

/// A codec of two closures. Each run of `encode` begins with no buffer and drops the one it made; each run of `decode`
/// drops the value.
fn codec<T: Clone + 'static, B, V>(
    value: T,
    size: usize,
    encode: impl Fn(&T) -> B + 'static,
    decode: impl Fn() -> V + 'static,
) -> Codec {
    // Of a large message one is enough: it is larger than what the processor compares addresses by.
    let copies = if size > 1 << 16 { 1 } else { COPIES };
    let values: Vec<(T, Vec<u8>)> = (0..copies)
        .map(|i| (value.clone(), vec![0; 4096 + 320 * i]))
        .collect();
    Codec {
        encode: Box::new(move |count| {
            let mut values = values.iter().cycle();
            for _ in 0..count {
                if let Some((value, _)) = values.next() {
                    drop(black_box(encode(black_box(value))));
                }
            }
        }),
        decode: Box::new(move |count| {
            for _ in 0..count {
                drop(black_box(decode()));
            }
        }),
    }
}

/// Makes the case of one message from its value in prost's type.
///
/// # Panics
/// When the libraries disagree about the bytes.
fn case<T, P, B>(name: &'static str, prost: P) -> Case
where
    T: traitwire::__private::Message + Clone + PartialEq + std::fmt::Debug,
    P: ::prost::Message + Clone + Default + PartialEq + 'static,
    B: ::buffa::Message + Clone + PartialEq + std::fmt::Debug + 'static,
{
    let bytes = Bytes::from(prost.encode_to_vec());
    let ours: T = message::decode(&bytes).expect("prost's bytes");
    let buffa = B::decode_from_slice(&bytes).expect("prost's bytes");
    // Two hash maps of one content have two orders; so what was written is compared as the values it stands for.
    for written in [message::encode(&ours), Bytes::from(buffa.encode_to_vec())] {
        assert_eq!(written.len(), bytes.len(), "{name}: the same size");
        if name != data::MAP {
            assert_eq!(written, bytes, "{name}: the same bytes");
        }
        assert!(P::decode(&written[..]).expect("valid") == prost, "{name}: prost");
        assert_eq!(message::decode::<T>(&written).expect("valid"), ours, "{name}");
        assert_eq!(B::decode_from_slice(&written).expect("valid"), buffa, "{name}");
    }
    let size = bytes.len();
    let (to_ours, to_prost, to_buffa) = (bytes.clone(), bytes.clone(), bytes);
    Case {
        name,
        size,
        codecs: [
            codec(ours, size, message::encode, move || {
                message::decode::<T>(black_box(&to_ours)).expect("valid")
            }),
            codec(prost, size, P::encode_to_vec, move || {
                P::decode(&black_box(&to_prost)[..]).expect("valid")
            }),
            codec(buffa, size, B::encode_to_vec, move || {
                B::decode_from_slice(black_box(&to_buffa)).expect("valid")
            }),
        ],
    }
}

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    vec![
        case::<ours::Small, _, buffa::Small>("small", data::small()),
        case::<ours::Scalars, _, buffa::Scalars>("12 scalars", data::scalars()),
        case::<ours::Users, _, buffa::Users>("list of 100", data::users(100)),
        case::<ours::Nested, _, buffa::Nested>("nesting of 10", data::nested(10)),
        case::<ours::Labels, _, buffa::Labels>(data::MAP, data::labels(50)),
        case::<ours::Numbers, _, buffa::Numbers>("packed 1,000", data::predictable(1000)),
        case::<ours::Numbers, _, buffa::Numbers>("packed 20,000", data::unpredictable(20_000)),
        case::<ours::Blob, _, buffa::Blob>("bytes of 1 MiB", data::blob(1 << 20)),
        case::<ours::Text, _, buffa::Text>("non-ASCII text", data::text(4096)),
    ]
}
