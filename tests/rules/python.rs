//! The other judge.

use std::path::Path;
use std::process::Command;

use traitwire_tests::tools;

/// Has Python's protovalidate judge `cases` by `contract`, and fails where it differs. Where there is no Python it says so;
/// with `CI=true` that is a failure.
pub(crate) fn agrees(folder: &Path, contract: &[u8], cases: &str) {
    let Some(python) = tools::protovalidate() else {
        return;
    };
    let (contract_path, cases_path) = (folder.join("contract.binpb"), folder.join("cases.txt"));
    std::fs::write(&contract_path, contract).expect("written");
    std::fs::write(&cases_path, cases).expect("written");
    let output = Command::new(python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/judge.py"))
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
