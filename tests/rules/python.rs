//! The other judge.

use std::path::Path;
use std::process::Command;

/// Has Python's protovalidate judge `cases` by `contract`, and fails where it differs. Where there is no Python it says so;
/// with `CI=true` that is a failure.
pub(crate) fn agrees(folder: &Path, contract: &[u8], cases: &str) {
    let repo = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tools = Command::new("bash")
        .arg(repo.join("tests/interop/tools.sh"))
        .arg("protovalidate")
        .status()
        .expect("bash runs");
    // 77: there is no Python, which the script has said.
    assert!(matches!(tools.code(), Some(0 | 77)), "interop/tools.sh: {tools}");
    if !tools.success() {
        return;
    }
    let python = repo.join("target/tools/protovalidate/bin/python");
    let (contract_path, cases_path) = (folder.join("contract.binpb"), folder.join("cases.txt"));
    std::fs::write(&contract_path, contract).expect("written");
    std::fs::write(&cases_path, cases).expect("written");
    let output = Command::new(python)
        .arg(repo.join("tests/rules/judge.py"))
        .args([contract_path, cases_path])
        .output()
        .expect("Python runs");
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        said.contains(&format!("judged {} messages", cases.lines().count())),
        "{said}"
    );
}
