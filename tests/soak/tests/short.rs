//! A short soak: what `tests/soak/run` does by hand with millions of calls.

use std::process::Command;

#[test]
fn ten_thousand_calls_end_as_they_may() {
    let output = Command::new(env!("CARGO_BIN_EXE_soak"))
        .args(["load", "10000"])
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{errors}");
    // Each kind of end has been there.
    for end in ["Natural", "Left", "Late", "Failed", "Cut"] {
        assert!(said.contains(&format!("Some({end}) / ")), "{said}");
    }
}
