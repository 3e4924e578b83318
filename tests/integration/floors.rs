//! The floors of the house: inside `framework`, a module imports only from floors below its own.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. What stands on one line shares a floor, and does not know of each other.
const FLOORS: &[&[&str]] = &[
    &["error", "schema"],
    &["message"],
    &["registry"],
    &["contract", "rpc"],
    &["interceptor"],
    &["server", "client"],
    &["cli"],
];

/// The front door and what generated code names: they lead everywhere.
const DOORS: &[&str] = &["lib", "private", "prelude", "compile_errors"];

fn floor(module: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&module))
        .unwrap_or_else(|| {
            panic!(
                "the module `{module}` of framework/src has no floor: give it one here and in ARCHITECTURE.md"
            )
        })
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a source names after `crate::`, with the lines.
fn imports(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for rest in code.split("crate::").skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(list) => list
                    .split(['}', ';'])
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .collect(),
                None => vec![rest],
            };
            for name in names {
                let module: String = name
                    .trim()
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                // A path that goes on; `crate::Type` and `crate::function()` are re-exports of the door.
                let is_module = name.trim()[module.len()..].starts_with("::") || rest.starts_with('{');
                if is_module && !module.is_empty() {
                    found.push((number + 1, module));
                }
            }
        }
    }
    found
}

#[test]
fn a_module_imports_only_from_floors_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../framework/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 40, "the sources were found");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files {
        let relative = file.strip_prefix(&root).expect("below the root");
        let first = relative.iter().next().expect("a name").to_string_lossy();
        let module = first.trim_end_matches(".rs");
        if DOORS.contains(&module) {
            continue;
        }
        let own = floor(module);
        let source = fs::read_to_string(&file).expect("a source");
        for (line, import) in imports(&source) {
            seen += 1;
            if import == module || import.starts_with("__") {
                continue;
            }
            let below = floor(&import) < own;
            if !below {
                wrong.push(format!(
                    "{}:{line}: `{module}` imports `{import}`",
                    relative.display()
                ));
            }
        }
    }
    assert!(seen > 100, "the imports were found: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found() {
    let source = "use crate::rpc::{Body, Peer};\nlet x = crate::server::call(); // crate::cli::x\nuse crate::{contract, registry};\ncrate::Error::new";
    let modules: Vec<_> = imports(source).into_iter().map(|(_, module)| module).collect();
    assert_eq!(modules, ["rpc", "server", "contract", "registry"]);
}
