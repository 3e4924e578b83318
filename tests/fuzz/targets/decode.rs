//! Bytes of a peer: what is read is written and read again as the same; prost, and a reader that knows the descriptor only,
//! understand it alike.
#![no_main]

use std::fmt::Debug;
use std::sync::OnceLock;

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor};
use traitwire::message::{Message, decode, encode, record::encoded_len, record::spec};
use traitwire_fuzz::all_types::TestAllTypesProto3;
use traitwire_fuzz::shapes::{OursInside, Shapes, Theirs};
use traitwire_fuzz::twins;

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    let bytes = Bytes::copy_from_slice(bytes);
    match which % 5 {
        0 => all_types(&bytes),
        1 => drop(round_trip::<Shapes>(&bytes)),
        2 => twin(&bytes),
        3 => drop(round_trip::<OursInside>(&bytes)),
        _ => their_parent(&bytes),
    }
});

/// What `bytes` say, if anything; the same after having been written.
fn round_trip<M: Message + Debug + PartialEq>(bytes: &Bytes) -> Option<M> {
    let message: M = decode(bytes).ok()?;
    let written = encode(&message);
    assert_eq!(written.len(), encoded_len(&message));
    let again: M = decode(&written).expect("what was written is read");
    same(&message, &again);
    Some(message)
}

fn same<M: Message + Debug + PartialEq>(message: &M, again: &M) {
    assert_eq!(encoded_len(message), encoded_len(again));
    // What is not even like itself holds a NaN.
    #[expect(clippy::eq_op, reason = "NaN")]
    if message == message {
        assert_eq!(message, again);
    }
}

fn all_types(bytes: &Bytes) {
    let Some(message) = round_trip::<TestAllTypesProto3>(bytes) else {
        return;
    };
    let dynamic = match DynamicMessage::decode(descriptor(), encode(&message)) {
        Ok(dynamic) => dynamic,
        // It counts levels its own way.
        Err(error) if error.to_string().contains("recursion") => return,
        Err(error) => panic!("a reader of the descriptor: {error}\n{message:?}"),
    };
    let again: TestAllTypesProto3 = decode(&dynamic.encode_to_vec().into()).expect("what it wrote is read");
    // Compared on its side: it writes the numbers of unknown fields as short as they can be, where we keep their bytes.
    let back = DynamicMessage::decode(descriptor(), encode(&again)).expect("what we wrote is read");
    assert_eq!(back.encoded_len(), dynamic.encoded_len());
    #[expect(clippy::eq_op, reason = "NaN")]
    if dynamic == dynamic {
        assert_eq!(back, dynamic);
    }
}

fn descriptor() -> MessageDescriptor {
    static DESCRIPTOR: OnceLock<MessageDescriptor> = OnceLock::new();
    let make = || {
        let set =
            traitwire::schema::link::link_all(&[], &[spec::<TestAllTypesProto3>()], &[]).expect("links");
        let pool = DescriptorPool::from_file_descriptor_set(set).expect("a valid set");
        let name = TestAllTypesProto3::SPEC.full_name();
        pool.get_message_by_name(&name).expect("the message")
    };
    DESCRIPTOR.get_or_init(make).clone()
}

fn twin(bytes: &Bytes) {
    let ours = round_trip::<twins::Ours>(bytes);
    let theirs = twins::Theirs::decode(bytes.clone());
    // Where only one of them refuses is compared by the tests of each fault. Of a map's entry prost leaves out what is zero, so
    // each reads what the other one wrote.
    if let (Some(ours), Ok(theirs)) = (ours, theirs) {
        assert_eq!(
            decode::<twins::Ours>(&theirs.encode_to_vec().into()),
            Ok(ours.clone())
        );
        assert_eq!(twins::Theirs::decode(encode(&ours)), Ok(theirs));
    }
}

fn their_parent(bytes: &Bytes) {
    let Ok(theirs) = Theirs::decode(bytes.clone()) else {
        return;
    };
    let again = Theirs::decode(&*theirs.encode_to_vec()).expect("what was written is read");
    assert_eq!(theirs, again);
}
