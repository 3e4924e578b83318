//! Every type changed to every other, and every cardinality: too many to write down.

use crate::table::{Case, Files};

const TYPES: [&str; 17] = [
    "bool", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32",
    "sfixed64", "float", "double", "string", "bytes", "Some", "Kind",
];

const SHAPES: [(&str, &str); 5] = [
    ("plain", "T value = 1;"),
    ("optional", "optional T value = 1;"),
    ("list", "repeated T value = 1;"),
    ("map", "map<string, T> value = 1;"),
    ("oneof", "oneof choice { T value = 1; }"),
];

/// Each ordered pair of types, and each ordered pair of shapes of a number, a string, a message and an enum.
pub(crate) fn cases() -> Vec<Case> {
    let types = TYPES
        .iter()
        .flat_map(|old| TYPES.iter().map(move |new| (*old, *new)));
    let types = types.map(|(old, new)| {
        let name = format!("{old} → {new}");
        case(name, &format!("{old} value = 1;"), &format!("{new} value = 1;"))
    });
    let shapes = SHAPES
        .iter()
        .flat_map(|old| SHAPES.iter().map(move |new| (*old, *new)));
    let shapes = shapes.flat_map(|((was, old), (is, new))| {
        ["int32", "string", "Some", "Kind"].map(|ty| {
            let name = format!("{ty}: {was} → {is}");
            case(name, &old.replace('T', ty), &new.replace('T', ty))
        })
    });
    types.chain(shapes).filter(|case| case.old != case.new).collect()
}

fn case(name: String, old: &str, new: &str) -> Case {
    Case {
        name,
        old: side(old),
        new: side(new),
    }
}

fn side(field: &str) -> Files {
    let text = format!(
        "syntax = \"proto3\";\npackage acme;\n\
         message Any {{ {field} }}\nmessage Some {{ int32 it = 1; }}\nenum Kind {{ KIND_UNSPECIFIED = 0; }}\n"
    );
    Files::from([("acme/acme.proto".to_owned(), text)])
}
