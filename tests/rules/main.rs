//! Rules mean the same here and in protovalidate: the same messages, judged by us and by its Python library, which reads the
//! contract that we emit.

mod cases;
mod python;
mod sample;
mod values;
mod zoo;

use std::path::PathBuf;

/// A folder for what a test writes, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("rules")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
