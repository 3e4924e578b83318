//! A user's crate: outside the workspace, with `traitwire` and `tokio` as its only dependencies.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn defines_serves_and_calls_a_service_in_25_lines() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(here.join("foreign/src/main.rs")).expect("the program");
    assert!(source.lines().count() <= 25, "{} lines", source.lines().count());
    let folder = here.join("../target/foreign");
    fs::create_dir_all(folder.join("src")).expect("a folder below target");
    let manifest = fs::read_to_string(here.join("foreign/Cargo.toml.in")).expect("the manifest");
    let framework = here.join("../framework").canonicalize().expect("the framework");
    let manifest = manifest.replace("@framework@", &framework.to_string_lossy());
    fs::write(folder.join("Cargo.toml"), manifest).expect("written");
    fs::write(folder.join("src/main.rs"), source).expect("written");
    // Not this repository's style, but rustfmt's own.
    fs::write(folder.join("rustfmt.toml"), "").expect("written");
    let formatted = Command::new("rustfmt")
        .args(["--edition", "2024", "--check", "src/main.rs"])
        .current_dir(&folder)
        .status();
    assert!(
        formatted.expect("rustfmt runs").success(),
        "the program is not as rustfmt leaves it"
    );
    // The versions that the workspace is tested with.
    fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("copied");

    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--target-dir", "target"])
        .current_dir(&folder)
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{stderr}");
    assert_eq!(stdout, "Hello, world!\n");
    assert_eq!(stderr, "", "no warnings");
}
