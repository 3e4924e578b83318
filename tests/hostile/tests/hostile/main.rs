//! What a peer may send to use us up: each shape once, with what it may cost. Built with and without optimisation.

mod allocator;
mod depth;
mod json;
mod memory;
mod wire;
mod work;

/// The widest message there is in the tests.
#[path = "../../../generated/conformance_messages_test_messages_proto3.rs"]
#[allow(
    unreachable_pub,
    dead_code,
    clippy::enum_variant_names,
    reason = "as the importer prints it"
)]
mod all_types;

/// `payload` as the content of field `number`, `levels` deep.
fn nested(number: u32, levels: usize, payload: &[u8]) -> Vec<u8> {
    let mut tag = Vec::new();
    prost::encoding::encode_varint(u64::from(number << 3 | 2), &mut tag);
    // Written back to front: the lengths would cost a copy for each level else.
    let mut reversed: Vec<u8> = payload.iter().rev().copied().collect();
    for _ in 0..levels {
        let mut head = tag.clone();
        prost::encoding::encode_varint(reversed.len() as u64, &mut head);
        reversed.extend(head.iter().rev());
    }
    reversed.reverse();
    reversed
}
