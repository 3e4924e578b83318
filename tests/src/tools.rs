//! What judges our files from outside, installed and pinned by `tests/interop/tools.sh`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The `buf` program; `None` where Go is absent, which the script has said (with `CI=true` it fails).
pub fn buf() -> Option<&'static Path> {
    static BUF: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUF.get_or_init(|| installed("buf", "bin/buf")).as_deref()
}

/// `protoc`, as grpcio-tools brings it; `None` where Python is absent, in the same way.
pub fn protoc() -> Option<Command> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    let python = PYTHON.get_or_init(|| installed("python", "venv/bin/python"));
    let mut command = Command::new(python.as_deref()?);
    command.args(["-m", "grpc_tools.protoc"]);
    Some(command)
}

/// A Python with protovalidate; `None` where Python is absent, in the same way.
pub fn protovalidate() -> Option<&'static Path> {
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    PYTHON
        .get_or_init(|| installed("protovalidate", "protovalidate/bin/python"))
        .as_deref()
}

fn installed(tool: &str, program: &str) -> Option<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = Command::new(tests.join("interop/tools.sh"))
        .arg(tool)
        .status()
        .expect("a shell");
    assert!(status.success(), "interop/tools.sh {tool}: {status}");
    // The script succeeds where it skips.
    let program = tests.join("../target/tools").join(program);
    program.exists().then_some(program)
}

/// Compiles every `.proto` file in a folder by protoc, and gives the descriptors without their imports' imports.
///
/// # Panics
/// protoc refuses them, with what it says.
pub fn compile(mut protoc: Command, folder: &Path) -> Vec<u8> {
    let out = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut descriptors = OsStr::new("--descriptor_set_out=").to_owned();
    descriptors.push(out.path());
    let mut include = OsStr::new("-I").to_owned();
    include.push(folder);
    protoc
        .arg(include)
        .arg(descriptors)
        .arg("--include_source_info")
        .arg("--include_imports");
    succeed(protoc.args(files(folder)));
    fs::read(out.path()).expect("what protoc wrote")
}

/// Asserts that `buf format` would change nothing in a folder.
///
/// # Panics
/// It would; the message is the difference.
pub fn assert_formatted(buf: &Path, folder: &Path) {
    let output = succeed(
        Command::new(buf)
            .args(["format", "--diff", "--exit-code"])
            .arg(folder),
    );
    assert!(
        output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// Runs a program.
///
/// # Panics
/// It fails, with what it says.
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().expect("a program that was installed");
    let [said, errors] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{command:?}\n{said}{errors}");
    output
}

/// The `.proto` files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut left = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension() {
                _ if path.is_dir() => left.push(path),
                Some(extension) if extension == "proto" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
