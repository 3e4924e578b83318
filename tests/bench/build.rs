//! buffa's messages, by its own code generator from the descriptors that protox makes.

use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=bench.proto");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let set = out.join("bench.binpb");
    let descriptors = protox::Compiler::new(["."])?
        .include_imports(true)
        .open_file("bench.proto")?
        .encode_file_descriptor_set();
    fs::write(&set, descriptors)?;
    buffa_build::Config::new()
        .files(&["bench.proto"])
        .includes(&["."])
        .descriptor_set(set)
        .include_file("buffa.rs")
        .compile()
}
