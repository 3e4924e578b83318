//! tonic's server, as its documentation makes it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=user.proto");
    tonic_prost_build::configure().compile_fds(protox::compile(["user.proto"], ["."])?)?;
    Ok(())
}
