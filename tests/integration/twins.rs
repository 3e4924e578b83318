//! Comparing a type of ours with the same one derived by prost.

use prost::Message;

/// Asserts that `ours` and `theirs` are written alike, and that each reads what the other wrote.
#[track_caller]
pub(crate) fn assert_twins<O, P>(ours: &O, theirs: &P)
where
    O: Message + Default + PartialEq + std::fmt::Debug,
    P: Message + Default + PartialEq + std::fmt::Debug,
{
    let (written, expected) = (ours.encode_to_vec(), theirs.encode_to_vec());
    assert_eq!(written, expected, "ours is written like prost's");
    assert_eq!(ours.encoded_len(), expected.len());
    assert_eq!(&O::decode(&*expected).expect("ours reads prost's"), ours);
    assert_eq!(&P::decode(&*written).expect("prost reads ours"), theirs);
}
