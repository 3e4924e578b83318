use std::path::Path;

use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use super::*;

/// The embedded file, to a compiler.
struct Embedded;

impl FileResolver for Embedded {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if name == PATH {
            File::from_source(name, TEXT)
        } else {
            Err(protox::Error::file_not_found(name))
        }
    }
}

#[test]
fn the_compiled_file_is_the_text() {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Embedded);
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(false);
    compiler.open_file(PATH).expect("compiles");
    let mut set = options::decode(&compiler.encode_file_descriptor_set()).expect("a set");
    set.file
        .retain(|file| [PATH, "google/protobuf/descriptor.proto"].contains(&file.name()));
    let bytes = options::encode(&set);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema/validate/validate.binpb");
        std::fs::write(path, &bytes).expect("written");
        return;
    }
    assert!(bytes == SET, "write it again with UPDATE_GENERATED=1");
    assert_eq!(files().len(), 2);
}

mod ruled {
    //! A message with every kind of rule's value.

    use std::collections::HashMap;
    use std::time::{Duration, SystemTime};

    crate::package!("acme.ruled.v1");

    #[crate::enumeration]
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub(super) enum Color {
        #[default]
        Unspecified,
        Red = 1,
    }

    #[crate::oneof]
    #[derive(Clone, Debug, PartialEq)]
    pub(super) enum Choice {
        #[field(30)]
        #[validate(min_len = 1)]
        Word(String),
        #[field(31)]
        Count(i32),
    }

    #[crate::message]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Ruled {
        #[field(1)]
        #[validate(required, min_len = 1, max_len = 200, pattern = "^\\S(.*\"\n)?$", not_in = ["a", "ö"])]
        pub text: String,
        #[field(2, json_name = "B")]
        #[validate(ignore = if_zero_value, prefix = b"\x00a\xff", in = [b"\"", "b"])]
        pub bytes: Vec<u8>,
        #[field(3)]
        #[validate(gt = -5, lte = 9223372036854775807)]
        pub int64: i64,
        #[field(4, sint32)]
        #[validate(in = [-1, 0, 2147483647])]
        pub sint32: i32,
        #[field(5, sint64)]
        #[validate(gte = -9223372036854775808)]
        pub sint64: i64,
        #[field(6, fixed32)]
        #[validate(const = 4294967295)]
        pub fixed32: u32,
        #[field(7, sfixed64)]
        #[validate(not_in = [-1])]
        pub sfixed64: i64,
        #[field(8)]
        #[validate(const = 18446744073709551615)]
        pub uint64: u64,
        #[field(9)]
        #[validate(gt = 0.1, finite)]
        pub float: f32,
        #[field(10)]
        #[validate(lt = 1e300, in = [0.5, 1, -2.25])]
        pub double: f64,
        #[field(11)]
        #[validate(const = true)]
        pub bool: bool,
        #[field(12)]
        #[validate(in = [Color::Red, 7])]
        pub color: Color,
        #[field(13)]
        #[validate(min_items = 1, max_items = 5, unique, items(ignore = always, uuid))]
        pub list: Vec<String>,
        #[field(14)]
        #[validate(min_pairs = 1, keys(gt = 5), values(email))]
        pub map: HashMap<u32, String>,
        #[field(15)]
        #[validate(gt = "1970-01-01T00:00:01.5Z", lt_now, within = "3600s")]
        pub time: Option<SystemTime>,
        #[field(16)]
        #[validate(gte = "-1.5s", lt = "60s", in = ["1s", "0s", "1.5s"])]
        pub wait: Option<Duration>,
        #[field(17)]
        #[validate(in = ["type.googleapis.com/a.B"])]
        pub any: Option<traitwire::well_known::Any>,
        #[field(18)]
        #[validate(not_in = ["a.b"])]
        pub mask: Option<traitwire::well_known::FieldMask>,
        #[field(19, wrapper)]
        #[validate(gt = 1)]
        pub wrapped: Option<i32>,
        #[field(20)]
        #[validate(well_known_regex = http_header_name, strict = false)]
        pub header: String,
        #[deprecated]
        #[field(21)]
        #[validate(ignore = always)]
        pub old: Option<Box<Ruled>>,
        #[field(oneof)]
        #[validate(required)]
        pub choice: Option<Choice>,
    }
}

/// Our own output, to a compiler.
struct Printed(prost_types::FileDescriptorSet);

impl FileResolver for Printed {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match self.0.file.iter().find(|file| file.name() == name) {
            Some(file) if file.package() == "acme.ruled.v1" => {
                File::from_source(name, &crate::schema::print::print(file))
            }
            _ => Err(protox::Error::file_not_found(name)),
        }
    }
}

#[test]
fn rules_are_printed_as_what_they_are_in_the_descriptor() {
    let spec = <ruled::Ruled as crate::Message>::SPEC;
    let set = crate::schema::link::link_all(&[], &[spec], &[]).expect("links");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    for name in [
        PATH,
        "google/protobuf/descriptor.proto",
        "google/protobuf/field_mask.proto",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    let path = "acme/ruled/v1/ruled.proto";
    let ours = set
        .file
        .iter()
        .find(|file| file.name() == path)
        .expect("the file");
    let text = crate::schema::print::print(ours);
    as_before(&text);

    let mut resolver = ChainFileResolver::new();
    resolver.add(Printed(set.clone()));
    resolver.add(Embedded);
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(false);
    compiler
        .open_file(path)
        .unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    let theirs = options::decode(&compiler.encode_file_descriptor_set()).expect("a set");
    let theirs = theirs
        .file
        .iter()
        .find(|file| file.name() == path)
        .expect("the file");
    let ours = FileDescriptorProto {
        source_code_info: None,
        ..ours.clone()
    };
    // A compiler writes an option for each line, we write one for them all: the same message.
    let merged = |file: &FileDescriptorProto| {
        let mut all = Vec::new();
        for field in file.message_type.iter().flat_map(|message| &message.field) {
            let kept = field
                .options
                .as_ref()
                .map(|options| &options.uninterpreted_option[..]);
            let texts = field_texts(kept.unwrap_or_default());
            let bytes = options::message(kept.unwrap_or_default(), EXTENSION);
            all.push((field.name().to_owned(), texts, bytes.map(|bytes| bytes.len())));
        }
        all
    };
    assert_eq!(merged(&ours), merged(theirs));
    assert_eq!(&ours, theirs);
}

/// Compares with the text that was looked at.
fn as_before(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema/validate/fixtures/ruled.proto");
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("a fixture"), text);
}

/// What `proto import` prints for a file.
fn imported(path: &str, set: &prost_types::FileDescriptorSet) -> crate::schema::import::Imported {
    crate::schema::import::import(set, path).expect("imports")
}

#[test]
fn rules_are_imported_as_they_were_written() {
    let spec = <ruled::Ruled as crate::Message>::SPEC;
    let set = crate::schema::link::link_all(&[], &[spec], &[]).expect("links");
    let imported = imported("acme/ruled/v1/ruled.proto", &set);
    assert_eq!(imported.notes, [] as [&str; 0]);
    let flat = |text: &str| text.split_whitespace().collect::<String>().replace(",)]", ")]");
    let rust = flat(&imported.rust);
    for rules in [
        "min_len = 1, max_len = 200, pattern = \"^\\\\S(.*\\\"\\n)?$\", not_in = [\"a\", \"ö\"], required",
        "prefix = b\"\\x00a\\xff\", in = [b\"\\\"\", b\"b\"], ignore = if_zero_value",
        "lte = 9223372036854775807, gt = -5",
        "in = [-1, 0, 2147483647]",
        "gte = -9223372036854775808",
        "const = 18446744073709551615",
        "gt = 0.1, finite",
        "lt = 1e300, in = [0.5, 1.0, -2.25]",
        "const = true",
        "in = [1, 7]",
        "min_items = 1, max_items = 5, unique, items(uuid, ignore = always)",
        "min_pairs = 1, keys(gt = 5), values(email)",
        "gt = \"1970-01-01T00:00:01.5Z\", lt_now, within = \"3600s\"",
        "lt = \"60s\", gte = \"-1.5s\", in = [\"1s\", \"0s\", \"1.5s\"]",
        "well_known_regex = http_header_name, strict = false",
        "ignore = always",
        "required",
        "min_len = 1",
    ] {
        let attribute = flat(&format!("#[validate({rules})]"));
        assert!(rust.contains(&attribute), "{rules}\n{}", imported.rust);
    }
}

#[test]
fn rules_without_a_word_in_rust_are_named() {
    let text = "syntax = \"proto3\";\npackage p;\nimport \"buf/validate/validate.proto\";\nmessage M {\n  \
        int32 a = 1 [(buf.validate.field).cel_expression = \"this > 1\", (buf.validate.field).int32.gt = 1, \
        (buf.validate.field).int32.example = 5];\n}\n";
    struct One(&'static str);
    impl FileResolver for One {
        fn open_file(&self, name: &str) -> Result<File, protox::Error> {
            match name {
                "p.proto" => File::from_source(name, self.0),
                _ => Err(protox::Error::file_not_found(name)),
            }
        }
    }
    let mut resolver = ChainFileResolver::new();
    resolver.add(One(text));
    resolver.add(Embedded);
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    compiler.open_file("p.proto").expect("compiles");
    let set = options::decode(&compiler.encode_file_descriptor_set()).expect("a set");
    let imported = imported("p.proto", &set);
    assert!(imported.rust.contains("#[validate(gt = 1)]"), "{}", imported.rust);
    let notes = imported.notes.join("\n");
    assert!(
        notes.contains("`cel_expression`") && notes.contains("`int32.example`"),
        "{notes}"
    );
}

#[test]
fn a_rule_without_words_and_another_file_are_known() {
    let said = |bytes: &[u8]| is_said(&[options::extension(EXTENSION, bytes)], "OneofRules");
    assert!(said(b"\x08\x01"));
    // A number that is no rule's, a value of another kind, and a field that ends too soon.
    for bytes in [&b"\xf8\x07\x01"[..], b"\x0a\x00", b"\x08"] {
        assert!(!said(bytes), "{bytes:x?}");
    }
    assert!(!is_said(&[options::extension(EXTENSION + 1, b"")], "OneofRules"));

    let mut file = files()
        .iter()
        .find(|file| file.name() == PATH)
        .cloned()
        .expect("it");
    assert!(is_ours(&file));
    file.message_type[0].field.pop();
    assert!(!is_ours(&file));
}
