//! A tonic client and server from the emitted contract, as a team without traitwire would make them, the descriptors of
//! messages that such a team has, and message types of random shapes.

use std::path::PathBuf;
use std::{env, fs};

#[path = "shapes/grow.rs"]
mod grow;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=shapes/grow.rs");
    println!("cargo::rerun-if-env-changed=SHAPES_SEED");
    let seed = match env::var("SHAPES_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => 20_261_127,
    };
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("shapes.rs"), grow::source(seed))?;

    // A package of these tests has neither the contract nor the tests that need it: only its library is built.
    if !std::path::Path::new("../proto").exists() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed=../proto");
    println!("cargo::rerun-if-changed=integration/prost_build");
    let files = protox::compile(["user/user.proto"], ["../proto"])?;
    tonic_prost_build::configure().compile_fds(files)?;

    let legacy = protox::Compiler::new(["integration/prost_build"])?
        .include_imports(true)
        .include_source_info(true)
        .open_file("legacy/user.proto")?
        .encode_file_descriptor_set();
    fs::write(out.join("legacy.binpb"), legacy)?;
    Ok(())
}
