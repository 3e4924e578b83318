//! The printed modules are those that are committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use traitwire::schema::import::{Options, import, import_with, module_name};
use traitwire_tests::tools;

use crate::protos;

fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("generated")
}

#[test]
fn the_modules_are_what_the_importer_prints() {
    let Some(folder) = protos::folder() else { return };
    let set = protos::descriptors(folder, protos::FILES);
    let (mut modules, mut roots, mut notes) = (String::new(), String::new(), String::new());
    for file in protos::FILES {
        let options = Options {
            // The conformance suite wants what is not declared back.
            keep_unknown: file.starts_with("conformance/messages/"),
            ..Default::default()
        };
        let imported = import_with(&set, file, options).unwrap_or_else(|error| panic!("{file}: {error}"));
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
        formatted(&generated().join(format!("{}.rs", module_name(file))));
    }
}

#[test]
fn a_module_within_another_is_as_rustfmt_leaves_it() {
    let Some(folder) = protos::folder() else { return };
    let set = protos::descriptors(folder, protos::FILES);
    let out = tempfile::tempdir().expect("a folder");
    for file in protos::FILES {
        let options = Options {
            indent: 1,
            keep_unknown: true,
        };
        let imported = import_with(&set, file, options).unwrap_or_else(|error| panic!("{file}: {error}"));
        let path = out.path().join(format!("{}.rs", module_name(file)));
        fs::write(&path, format!("pub mod m {{\n{}}}\n", imported.rust)).expect("a temporary file");
        formatted(&path);
    }
}

#[test]
fn every_public_file_is_imported_or_refused_by_name() {
    let Some(folder) = protos::folder() else { return };
    let (mut imported, mut refused) = (0, Vec::new());
    for path in tools::files(folder) {
        let file = path.strip_prefix(folder).expect("a path below it");
        let file = file.to_str().expect("a name");
        let text = fs::read_to_string(&path).expect("a file");
        if text.lines().any(|line| line.starts_with("syntax = \"proto3\"")) {
            let set = protos::descriptors(folder, &[file]);
            import(&set, file).unwrap_or_else(|error| panic!("{file}: {error}"));
            imported += 1;
            continue;
        }
        // The parser refuses editions itself, and names the file too.
        let why = match protos::parsed(folder, &[file]) {
            Ok(set) => import(&set, file).expect_err("a refusal").to_string(),
            Err(why) => why,
        };
        assert!(why.contains(file), "{why}");
        refused.push(file.to_owned());
    }
    assert!(
        imported > 60 && refused.len() > 6,
        "{imported} imported, {refused:?} refused"
    );
    for known in protos::REFUSED {
        assert!(refused.iter().any(|file| file == known), "{known}");
    }
}

/// rustfmt, at its default width and not the one of this repository, changes nothing.
fn formatted(path: &Path) {
    let output = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--config", "max_width=100"])
        .arg(path)
        .output()
        .expect("rustfmt");
    let [difference, error] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{}\n{difference}{error}", path.display());
}
