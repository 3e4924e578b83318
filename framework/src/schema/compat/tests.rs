use prost_types::FileDescriptorSet;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use super::{Change, changes};

/// The files of one side: a path and a text each.
struct Files(Vec<(String, String)>);

impl FileResolver for Files {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match self.0.iter().find(|(path, _)| path == name) {
            Some((_, text)) => File::from_source(name, text),
            None => Err(protox::Error::file_not_found(name)),
        }
    }
}

fn compiled(files: &[(&str, &str)]) -> FileDescriptorSet {
    let owned = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), format!("syntax = \"proto3\";\n{text}")));
    let mut resolver = ChainFileResolver::new();
    resolver.add(Files(owned.collect()));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for (path, text) in files {
        compiler
            .open_file(path)
            .unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    }
    crate::schema::options::decode(&compiler.encode_file_descriptor_set()).expect("a set")
}

fn between(old: &str, new: &str) -> Vec<Change> {
    let set = |text: &str| compiled(&[("p/p.proto", &format!("package p;\n{text}"))]);
    changes(&set(old), &set(new))
}

/// `error wire p.M.a`, one for each change.
fn verdicts(changes: &[Change]) -> Vec<String> {
    let level = |change: &Change| match (change.breaking, change.declared) {
        (true, false) => "error",
        (true, true) => "warning",
        _ => "note",
    };
    changes
        .iter()
        .map(|change| format!("{} {} {}", level(change), change.class, change.path))
        .collect()
}

/// Old text, new text, and the verdicts in order.
type Row = (&'static str, &'static str, &'static [&'static str]);

fn table(rows: &[Row]) {
    for (old, new, expected) in rows {
        let changes = between(old, new);
        assert_eq!(verdicts(&changes), *expected, "\n{old}\n→ {new}\n{changes:#?}");
        for change in changes.iter().filter(|change| change.is_refused()) {
            assert!(!change.remedy.is_empty(), "{change} has no remedy");
        }
        assert_eq!(between(old, old), [], "nothing changed");
        assert_eq!(between(new, new), [], "nothing changed");
    }
}

#[test]
fn fields() {
    table(&[
        (
            "message M { int32 a = 1; }",
            "message M { int32 a = 1; int32 b = 2; }",
            &["note source p.M.b"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M {}",
            &["error wire p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { reserved 1; }",
            &["error json p.M.a", "note source p.M"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { reserved \"a\"; }",
            &["error wire p.M.a", "note source p.M"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { reserved 1; reserved \"a\"; }",
            &["warning source p.M.a", "note source p.M"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { int32 a = 2; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { int32 b = 1; }",
            &["error json p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { int32 a = 1 [json_name = \"x\"]; }",
            &["error json p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { string b = 1; }",
            &["error wire p.M.a", "error json p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { int32 a = 1 [deprecated = true]; }",
            &["note source p.M.a"],
        ),
        (
            "message M { repeated int32 a = 1; }",
            "message M { repeated int32 a = 1 [packed = false]; }",
            &["note wire p.M.a"],
        ),
    ]);
}

#[test]
fn types_of_fields() {
    table(&[
        (
            "message M { int32 a = 1; }",
            "message M { uint32 a = 1; }",
            &["error source p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { int64 a = 1; }",
            &["error json p.M.a"],
        ),
        (
            "message M { string a = 1; }",
            "message M { bytes a = 1; }",
            &["error json p.M.a"],
        ),
        (
            "message M { bytes a = 1; }",
            "message M { string a = 1; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { string a = 1; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { A a = 1; } message A {} message B {}",
            "message M { B a = 1; } message A {} message B {}",
            &["error wire p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { M a = 1; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { map<string, int32> a = 1; }",
            "message M { map<string, string> a = 1; }",
            &["error wire p.M.a.value"],
        ),
        (
            "message M { map<int32, int32> a = 1; }",
            "message M { map<int64, int32> a = 1; }",
            &["error json p.M.a.key"],
        ),
    ]);
}

#[test]
fn cardinality_and_oneofs() {
    table(&[
        (
            "message M { int32 a = 1; }",
            "message M { optional int32 a = 1; }",
            &["error source p.M.a"],
        ),
        (
            "message M { optional int32 a = 1; }",
            "message M { int32 a = 1; }",
            &["error source p.M.a"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { repeated int32 a = 1; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { map<string, int32> a = 1; }",
            "message M { repeated E a = 1; } message E { string key = 1; int32 value = 2; }",
            &["error wire p.M.a", "note source p.E"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M { oneof o { int32 a = 1; } }",
            &["error wire p.M.a"],
        ),
        (
            "message M { oneof o { int32 a = 1; } }",
            "message M { int32 a = 1; }",
            &["error wire p.M.a"],
        ),
        (
            "message M { oneof o { int32 a = 1; } }",
            "message M { oneof o { int32 a = 1; int32 b = 2; } }",
            &["note source p.M.b"],
        ),
        (
            "message M { oneof o { int32 a = 1; } }",
            "message M { oneof q { int32 a = 1; } }",
            &["error wire p.M.a"],
        ),
        (
            "message M { oneof o { int32 a = 1; } }",
            "message M { reserved 1; reserved \"a\"; }",
            &["warning source p.M.a", "warning source p.M.o", "note source p.M"],
        ),
    ]);
}

#[test]
fn reserved() {
    table(&[
        (
            "message M { reserved 1 to 5; }",
            "message M { reserved 1, 2, 4 to 5; }",
            &["error wire p.M"],
        ),
        (
            "message M { reserved 1 to 5; }",
            "message M { reserved 1 to 2, 3 to 9; }",
            &["note source p.M"],
        ),
        (
            "message M { reserved 1; }",
            "message M { int32 a = 1; }",
            &["error wire p.M", "note source p.M.a"],
        ),
        (
            "message M { reserved \"a\"; }",
            "message M {}",
            &["error wire p.M"],
        ),
        (
            "enum E { Z = 0; reserved 1 to max; }",
            "enum E { Z = 0; reserved 2 to max; }",
            &["error wire p.E"],
        ),
    ]);
}

#[test]
fn enumerations() {
    table(&[
        (
            "enum E { Z = 0; }",
            "enum E { Z = 0; A = 1; }",
            &["note source p.E.A"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { Z = 0; }",
            &["error wire p.E.A"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { Z = 0; reserved 1; }",
            &["error json p.E.A", "note source p.E"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { Z = 0; reserved 1; reserved \"A\"; }",
            &["warning source p.E.A", "note source p.E"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { Z = 0; A = 2; }",
            &["error wire p.E.A"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { Z = 0; B = 1; }",
            &["error json p.E.A"],
        ),
        (
            "enum E { Z = 0; A = 1; }",
            "enum E { option allow_alias = true; Z = 0; A = 1; B = 1; }",
            &["note source p.E.B"],
        ),
        (
            "enum E { Z = 0; }",
            "enum E { option deprecated = true; Z = 0; }",
            &["note source p.E"],
        ),
        (
            "message M { E e = 1; } enum E { Z = 0; }",
            "message M { O.E e = 1; } message O { enum E { Z = 0; A = 1; } } enum E { Z = 0; }",
            &["error source p.M.e", "note source p.O"],
        ),
    ]);
}

#[test]
fn services() {
    const OLD: &str = "message A {} message B {} service S { rpc Go(A) returns (B); }";
    table(&[
        (
            OLD,
            "message A {} message B {} service S {}",
            &["error wire p.S.Go"],
        ),
        (
            OLD,
            "message A {} message B {} service S { rpc Run(A) returns (B); }",
            &["error wire p.S.Go", "note source p.S.Run"],
        ),
        (OLD, "message A {} message B {}", &["error wire p.S"]),
        (
            OLD,
            "message A {} message B {} service S { rpc Go(stream A) returns (B); }",
            &["error wire p.S.Go"],
        ),
        (
            OLD,
            "message A {} message B {} service S { rpc Go(A) returns (stream B); }",
            &["error wire p.S.Go"],
        ),
        (
            OLD,
            "message A {} message B {} service S { rpc Go(B) returns (B); }",
            &["error wire p.S.Go"],
        ),
        (
            OLD,
            "message A {} message B {} service S { rpc Go(A) returns (B) { option idempotency_level = IDEMPOTENT; } }",
            &["error wire p.S.Go"],
        ),
        (
            OLD,
            "message A {} message B {} service S { rpc Go(A) returns (B) { option deprecated = true; } }",
            &["note source p.S.Go"],
        ),
    ]);
}

#[test]
fn types_that_come_and_go() {
    table(&[
        ("message A {} message B {}", "message A {}", &["error source p.B"]),
        (
            "message A {}",
            "message A { message B { message C {} } }",
            &["note source p.A.B"],
        ),
        (
            "message A { message B {} }",
            "message C {}",
            &["error source p.A", "note source p.C"],
        ),
        (
            "enum E { Z = 0; }",
            "message E {}",
            &["error source p.E", "note source p.E"],
        ),
        (
            "message A { B b = 1; } message B { repeated C c = 1; } message C {}",
            "message A { reserved 1; reserved \"b\"; }",
            &[
                "warning source p.A.b",
                "warning source p.B",
                "warning source p.C",
                "note source p.A",
            ],
        ),
        (
            "message A { B b = 1; } message B {} service S { rpc Go(A) returns (B); }",
            "message A { reserved 1; reserved \"b\"; } service S { rpc Go(A) returns (A); }",
            &[
                "error wire p.S.Go",
                "error source p.B",
                "warning source p.A.b",
                "note source p.A",
            ],
        ),
    ]);
    let renamed = between("message User { int32 a = 1; }", "message Person { int32 a = 1; }");
    assert!(
        renamed[0].to_string().contains("#[message(name = \"User\")]"),
        "{}",
        renamed[0]
    );
}

#[test]
fn files_and_packages() {
    let old = compiled(&[(
        "a.proto",
        "package a; option go_package = \"x\"; message M { int32 a = 1; }",
    )]);
    let cases = [
        (
            "b.proto",
            "package a; option go_package = \"x\"; message M { int32 a = 1; }",
            vec!["error source a.proto"],
        ),
        (
            "a.proto",
            "package a; option go_package = \"y\"; message M { int32 a = 1; }",
            vec!["error source a.proto"],
        ),
        (
            "a.proto",
            "package b; option go_package = \"x\"; message M { int32 a = 1; }",
            vec!["error wire a.proto", "error source a.M", "note source b.M"],
        ),
        (
            "a.proto",
            "package a; option go_package = \"x\"; option java_multiple_files = false; message M { int32 a = 1; }",
            vec![],
        ),
    ];
    for (path, text, expected) in cases {
        let changes = changes(&old, &compiled(&[(path, text)]));
        assert_eq!(verdicts(&changes), expected, "{changes:#?}");
    }
    let split = compiled(&[
        ("a.proto", "package a; option go_package = \"x\";"),
        ("b.proto", "package a; message M { int32 a = 1; }"),
    ]);
    assert_eq!(verdicts(&changes(&old, &split)), ["error source a.M"]);
}

#[test]
fn well_known_types_are_not_ours_to_change() {
    let with = compiled(&[(
        "a.proto",
        "package a; import \"google/protobuf/empty.proto\"; message M { google.protobuf.Empty e = 1; }",
    )]);
    let without = compiled(&[("a.proto", "package a; message M { reserved 1; reserved \"e\"; }")]);
    assert_eq!(
        verdicts(&changes(&with, &without)),
        ["warning source a.M.e", "note source a.M"]
    );
}

#[test]
fn docs() {
    table(&[
        (
            "// One.\nmessage M {}",
            "// Two.\nmessage M {}",
            &["note docs p.M"],
        ),
        (
            "message M { int32 a = 1; }",
            "message M {\n// A.\nint32 a = 1; }",
            &["note docs p.M.a"],
        ),
        (
            "enum E {\n// Z.\nZ = 0; }",
            "enum E { Z = 0; }",
            &["note docs p.E.Z"],
        ),
    ]);
}

#[test]
fn custom_options_are_named() {
    let set = |text: &str| {
        let options = "package o; import \"google/protobuf/descriptor.proto\"; \
            extend google.protobuf.FileOptions { string file = 50000; } \
            extend google.protobuf.MessageOptions { string message = 50000; } \
            extend google.protobuf.FieldOptions { string field = 50000; } \
            extend google.protobuf.OneofOptions { string oneof = 50000; } \
            extend google.protobuf.EnumOptions { string enum = 50000; } \
            extend google.protobuf.EnumValueOptions { string value = 50000; } \
            extend google.protobuf.ServiceOptions { string service = 50000; } \
            message Scope { extend google.protobuf.MethodOptions { string method = 50000; } }";
        let text = format!("package p; import \"o.proto\"; {text}");
        compiled(&[("o.proto", options), ("p.proto", &text)])
    };
    let with = |value: &str| {
        set(&"option (o.file) = V; \
            message M { option (o.message) = V; oneof c { option (o.oneof) = V; int32 a = 1 [(o.field) = V]; } } \
            enum E { option (o.enum) = V; Z = 0 [(o.value) = V]; } \
            service S { option (o.service) = V; rpc Go(M) returns (M) { option (o.Scope.method) = V; } }"
            .replace('V', &format!("\"{value}\"")))
    };
    let without =
        set("message M { oneof c { int32 a = 1; } } enum E { Z = 0; } service S { rpc Go(M) returns (M); }");
    for (old, new, words) in [
        (&without, &with("x"), ["has the option `(", ")` now"]),
        (&with("x"), &without, ["has the option `(", ")` no longer"]),
        (
            &with("x"),
            &with("y"),
            ["has another value of the option `(", ")`"],
        ),
    ] {
        let told: Vec<_> = changes(old, new).iter().map(ToString::to_string).collect();
        let expected = [
            ("p.E", "o.enum"),
            ("p.E.Z", "o.value"),
            ("p.M", "o.message"),
            ("p.M.a", "o.field"),
            ("p.M.c", "o.oneof"),
            ("p.S", "o.service"),
            ("p.S.Go", "o.Scope.method"),
            ("p.proto", "o.file"),
        ]
        .map(|(path, name)| format!("note[source]: `{path}` {}{name}{}", words[0], words[1]));
        assert_eq!(told, expected);
        assert_eq!(changes(old, old), []);
    }
}

#[test]
#[cfg(feature = "validate")]
fn the_rules_of_a_oneof_are_compared_as_those_of_a_field() {
    use crate::schema::validate;

    let with = |rules: Option<prost_types::UninterpretedOption>| {
        let mut set = compiled(&[("p.proto", "package p; message M { oneof c { int32 a = 1; } }")]);
        set.file[0].message_type[0].oneof_decl[0].options = rules.map(|rules| prost_types::OneofOptions {
            uninterpreted_option: vec![rules],
        });
        set
    };
    let (none, required) = (with(None), with(validate::oneof_options(true)));
    for (old, new, was, is) in [
        (&none, &required, "none", "`required = true`"),
        (&required, &none, "`required = true`", "none"),
    ] {
        let told: Vec<_> = changes(old, new).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [format!(
                "note[source]: `p.M.c` has other rules: {was} before, {is} now; callers that kept the old ones may be \
                 refused"
            )]
        );
        assert_eq!(changes(old, old), []);
    }
}

#[test]
fn the_worst_comes_first_and_reads_like_a_compiler() {
    let changes = between(
        "// A.\nmessage User { string id = 1; string email = 3; }",
        "// B.\nmessage User { string id = 1; string mail = 4; }",
    );
    assert_eq!(
        verdicts(&changes),
        [
            "error wire p.User.email",
            "note source p.User.mail",
            "note docs p.User"
        ]
    );
    assert_eq!(
        changes[0].to_string(),
        "error[wire]: `p.User.email` (field 3) was removed, and its number and name can be used again with another \
         meaning\n  = help: write `reserved(3, \"email\")` in the `#[message(…)]` of `User`, or keep the field"
    );
}
