//! The printed modules are those that are committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use traitwire::schema::import::{import, module_name};

use crate::protos;

fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("generated")
}

#[test]
fn the_modules_are_what_the_importer_prints() {
    let Some(folder) = protos::folder() else { return };
    let set = protos::descriptors(folder);
    let (mut modules, mut roots, mut notes) = (String::new(), String::new(), String::new());
    for file in protos::FILES {
        let imported = import(&set, file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let module = module_name(file);
        compare(&format!("{module}.rs"), &imported.rust);
        writeln!(modules, "pub mod {module};").unwrap();
        write_root(&mut roots, file, &module, &imported.rust);
        for note in imported.notes {
            writeln!(notes, "{note}").unwrap();
        }
    }
    let text = format!(
        "//! Printed by the importer: see `tests/import`.\n\n{modules}\nuse crate::round_trip::Root;\n\n\
         /// What each module declares.\npub fn roots() -> Vec<Root> {{\n    vec![\n{roots}    ]\n}}\n"
    );
    compare("mod.rs", &text);
    compare("notes.txt", &notes);
}

/// The record of a module: its messages and enumerations.
fn write_root(out: &mut String, file: &str, module: &str, rust: &str) {
    writeln!(
        out,
        "        Root {{\n            file: {file:?},\n            module: {module:?},"
    )
    .unwrap();
    for (field, attribute, item, function) in [
        ("messages", "message", "struct", "record"),
        ("enums", "enumeration", "enum", "enumeration"),
    ] {
        writeln!(out, "            {field}: vec![").unwrap();
        let mut is_ours = false;
        for line in rust.lines() {
            if line.starts_with("#[") && !line.starts_with("#[derive") && !line.starts_with("#[deprecated") {
                is_ours = line.starts_with(&format!("#[{attribute}"));
            }
            if let Some(rest) = line.strip_prefix(&format!("pub {item} "))
                && is_ours
            {
                let name = rest.split(' ').next().expect("a name");
                writeln!(
                    out,
                    "                traitwire::message::{function}::spec::<{module}::{name}>(),"
                )
                .unwrap();
            }
        }
        writeln!(out, "            ],").unwrap();
    }
    writeln!(out, "        }},").unwrap();
}

fn compare(name: &str, text: &str) {
    let path = generated().join(name);
    if env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(&path, text).expect("a file of the repository");
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed,
        text,
        "{}: print it again by UPDATE_GENERATED=1 cargo test -p traitwire-tests --test import",
        path.display()
    );
}

#[test]
fn the_modules_are_as_rustfmt_leaves_them() {
    for file in protos::FILES {
        let path = generated().join(format!("{}.rs", module_name(file)));
        let output = Command::new("rustfmt")
            // The default width, not the one of this repository.
            .args(["--check", "--edition", "2024", "--config", "max_width=100"])
            .arg(&path)
            .output()
            .expect("rustfmt");
        let [difference, error] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        assert!(output.status.success(), "{}\n{difference}{error}", path.display());
    }
}
