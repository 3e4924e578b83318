//! A tonic client and server from the emitted contract, as a team without traitwire would make them.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=../proto");
    let files = protox::compile(["user/user.proto"], ["../proto"])?;
    tonic_prost_build::configure().compile_fds(files)?;
    Ok(())
}
