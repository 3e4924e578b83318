//! Depth: 100 levels and no more, wherever the levels are, and the stack of a test's thread is enough for them.

use bytes::Bytes;
use prost::Message as _;
use traitwire::message::{Fault, Message, decode, encode};
use traitwire::well_known::Value;
use traitwire::{Prost, message};

use crate::all_types::TestAllTypesProto3;
use crate::memory::Foreign;
use crate::nested;

traitwire::package!("hostile.depth");

/// Runs on a stack of two megabytes, which is what a thread has.
fn on_a_threads_stack(act: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(act);
    thread.expect("a thread").join().expect("no panic");
}

fn fault<M: Message>(bytes: &[u8]) -> Option<Fault> {
    decode::<M>(&Bytes::copy_from_slice(bytes))
        .err()
        .map(|error| error.fault())
}

/// There, back, compared, cloned and dropped: all of which recurse.
#[test]
fn wide_messages_98_levels_deep() {
    // `recursive_message`, and `optional_nested_message.corecursive`.
    let direct = nested(27, 98, &[0x08, 1]);
    let mut corecursive = vec![0x08, 1];
    for _ in 0..49 {
        corecursive = nested(18, 1, &nested(2, 1, &corecursive));
    }
    for bytes in [direct, corecursive] {
        on_a_threads_stack(move || {
            let message: TestAllTypesProto3 = decode(&bytes.clone().into()).expect("within the limit");
            assert_eq!(encode(&message), bytes);
            assert_eq!(message.encode_to_vec(), bytes);
            assert_eq!(TestAllTypesProto3::decode(&*bytes).expect("prost's way"), message);
            drop(message.clone());
        });
    }
}

#[test]
fn a_hundred_levels_and_no_more() {
    on_a_threads_stack(|| {
        assert_eq!(fault::<TestAllTypesProto3>(&nested(27, 100, &[])), None);
        // A packed list (`packed_int32`) is no level.
        assert_eq!(
            fault::<TestAllTypesProto3>(&nested(27, 100, &[0xda, 0x04, 1, 7])),
            None
        );
        for levels in [101, 1_000, 100_000] {
            let bytes = nested(27, levels, &[]);
            assert_eq!(fault::<TestAllTypesProto3>(&bytes), Some(Fault::Depth));
            TestAllTypesProto3::decode(&*bytes).expect_err("prost's way");
        }
        // Through a list (`list_value.values`), and through a map's entries.
        let mut list = Vec::new();
        for _ in 0..60 {
            list = nested(6, 1, &nested(1, 1, &list));
        }
        assert_eq!(fault::<Value>(&list), Some(Fault::Depth));
        let mut map = Vec::new();
        for _ in 0..60 {
            map = nested(5, 1, &nested(1, 1, &nested(2, 1, &map)));
        }
        assert_eq!(fault::<Value>(&map), Some(Fault::Depth));
    });
}

/// Ours within prost's within ours.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Ours {
    #[field(1)]
    theirs: Option<Box<Prost<Theirs, Foreign>>>,
    #[field(2)]
    list: Vec<Prost<Theirs, Foreign>>,
    /// Wide, for the stack.
    #[field(3)]
    wide: TestAllTypesProto3,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Theirs {
    #[prost(message, optional, boxed, tag = "1")]
    ours: Option<Box<Ours>>,
    #[prost(message, repeated, tag = "2")]
    list: Vec<Ours>,
}

impl prost::Name for Theirs {
    const NAME: &'static str = "Theirs";
    const PACKAGE: &'static str = "hostile.theirs";
}

#[test]
fn types_that_alternate_both_ways() {
    on_a_threads_stack(|| {
        for number in [1, 2] {
            let bytes = nested(number, 98, &[]);
            let ours: Ours = decode(&bytes.clone().into()).expect("within the limit");
            assert_eq!(encode(&ours), bytes);
            let theirs = Theirs::decode(&*bytes).expect("from the other side");
            assert_eq!(theirs.encode_to_vec(), bytes);
            for levels in [102, 1_000, 100_000] {
                let bytes = nested(number, levels, &[]);
                decode::<Ours>(&bytes.clone().into()).expect_err("too deep");
                Theirs::decode(&*bytes).expect_err("too deep");
            }
        }
    });
}
