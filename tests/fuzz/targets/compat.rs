//! Two descriptor sets that need not be valid: they are compared, printed and imported without a panic, and none differs from
//! itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use traitwire::schema::import::import;
use traitwire::schema::{compat, print};

fuzz_target!(|data: &[u8]| {
    let Some((&[low, high], sets)) = data.split_first_chunk() else {
        return;
    };
    // Which part of the bytes is the old set, in 65,536ths.
    let at = sets.len() * usize::from(u16::from_le_bytes([low, high])) >> 16;
    let (old, new) = sets.split_at(at);
    let (Ok(old), Ok(new)) = (FileDescriptorSet::decode(old), FileDescriptorSet::decode(new)) else {
        return;
    };
    for change in compat::changes(&old, &new) {
        let _ = change.to_string();
    }
    let none = compat::changes(&new, &new);
    assert!(none.is_empty(), "{}", none[0]);
    for file in &new.file {
        let _ = print::print(file);
        if let Ok(imported) = import(&new, file.name())
            && let Err(error) = syn::parse_file(&imported.rust)
        {
            panic!("{error} at {:?}\n{}", error.span(), imported.rust);
        }
    }
});
