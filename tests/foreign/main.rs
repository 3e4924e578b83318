//! Crates of users, outside the workspace.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// A crate below `target/`, made from `tests/foreign/<name>.rs` and `.toml`.
struct Foreign {
    folder: PathBuf,
    /// The source in it, `src/main.rs` or `src/lib.rs`.
    source: &'static str,
}

impl Foreign {
    fn new(name: &str, source: &'static str) -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = here.join("../target/foreign").join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder below target");
        let manifest =
            fs::read_to_string(here.join("foreign").join(format!("{name}.toml"))).expect("the manifest");
        let framework = here.join("../framework").canonicalize().expect("the framework");
        let manifest = manifest.replace("@framework@", &framework.to_string_lossy());
        fs::write(folder.join("Cargo.toml"), manifest).expect("written");
        fs::copy(
            here.join("foreign").join(format!("{name}.rs")),
            folder.join(source),
        )
        .expect("copied");
        // The versions that the workspace is tested with.
        fs::copy(here.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("copied");
        // Not this repository's style, but rustfmt's own.
        fs::write(folder.join("rustfmt.toml"), "").expect("written");
        Self { folder, source }
    }

    fn assert_formatted(&self) {
        let rustfmt = Command::new("rustfmt")
            .args(["--edition", "2024", "--check", self.source])
            .current_dir(&self.folder)
            .status();
        assert!(
            rustfmt.expect("rustfmt runs").success(),
            "{} is not as rustfmt leaves it",
            self.source
        );
    }

    fn cargo(&self, args: &[&str]) -> Output {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(args)
            .args(["--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", "../target")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_program_defines_serves_and_calls_a_service_in_25_lines() {
    let program = Foreign::new("program", "src/main.rs");
    program.assert_formatted();
    let lines = fs::read_to_string(program.folder.join(program.source))
        .expect("the program")
        .lines()
        .count();
    assert!(lines <= 25, "{lines} lines");
    let output = program.cargo(&["run"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "Hello, world!\n");
    assert_eq!(text(&output.stderr), "", "no warnings");
}

#[test]
fn an_api_crate_needs_no_server_and_no_interceptors() {
    let api = Foreign::new("api", "src/lib.rs");
    for features in ["", "client"] {
        let output = api.cargo(&["check", "--features", features]);
        assert!(
            output.status.success(),
            "features [{features}]: {}",
            text(&output.stderr)
        );
    }
    let tree = text(
        &api.cargo(&["tree", "--edges", "normal", "--prefix", "none"])
            .stdout,
    );
    for runtime in ["hyper ", "h2 ", "mio ", "socket2 "] {
        assert!(
            !tree.lines().any(|line| line.starts_with(runtime)),
            "{runtime}is in the tree:\n{tree}"
        );
    }
}

#[test]
fn a_rule_of_the_wrong_type_is_one_error_in_a_build_too() {
    let rules = Foreign::new("rules", "src/lib.rs");
    let output = rules.cargo(&["build"]);
    assert!(!output.status.success());
    let stderr = text(&output.stderr);
    let errors: Vec<_> = stderr.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(errors.len(), 3, "{stderr}");
}
