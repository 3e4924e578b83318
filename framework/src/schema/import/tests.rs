//! What is printed for small files; whole public ones are in `tests/import`.

use prost::Message as _;
use prost_types::FileDescriptorSet;
use protox::Compiler;

use super::{ImportErrorKind, Imported, Options, import, import_with};

/// The descriptors of these files.
fn set(files: &[(&str, &str)]) -> FileDescriptorSet {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut compiler = Compiler::new([folder.path()]).unwrap();
    compiler.include_imports(true).include_source_info(true);
    for (name, _) in files {
        compiler.open_file(folder.path().join(name)).unwrap();
    }
    FileDescriptorSet::decode(compiler.encode_file_descriptor_set().as_slice()).unwrap()
}

fn imported(text: &str) -> Imported {
    let text = format!("syntax = \"proto3\";\npackage p;\n{text}");
    import(&set(&[("p.proto", &text)]), "p.proto").unwrap()
}

/// What is printed below `package!`.
fn items(text: &str) -> String {
    let rust = imported(text).rust;
    let (_, items) = rust.split_once("file = \"p.proto\");\n\n").unwrap();
    items.to_owned()
}

#[test]
fn a_whole_file() {
    let text = "// A licence.\n\nsyntax = \"proto3\";\n\n// People.\npackage acme.user.v1;\n\n\
        option go_package = \"example.com/user/v1;userv1\";\noption java_package = \"com.acme\";\n\n\
        // A person.\nmessage User {\n  reserved 4, 7 to 9, 100 to max;\n  reserved \"old\";\n\n  // The id.\n  \
        string id = 1; // stays\n  optional int32 age = 2 [deprecated = true];\n  \
        map<string, bytes> tags = 3;\n  map<sint32, fixed64> more = 10;\n  repeated uint32 type = 5 [packed = false, json_name = \"kind\"];\n\
        oneof contact {\n    // By mail.\n    string email = 11;\n    sfixed64 phone_number = 12;\n  }\n\
        User friend = 6;\n  Role role = 13;\n  enum Role {\n    ROLE_UNSPECIFIED = 0;\n    ROLE_ADMIN = 1;\n  }\n}\n\n\
        // Users.\nservice Users {\n  // Finds one.\n  rpc Get(GetRequest) returns (User) {\n    option idempotency_level = NO_SIDE_EFFECTS;\n  }\n  \
        rpc Watch(stream GetRequest) returns (stream User);\n}\nmessage GetRequest {}\n";
    let imported = import(&set(&[("user.proto", text)]), "user.proto").unwrap();
    assert_eq!(imported.notes, [] as [&str; 0]);
    assert_eq!(imported.rust, include_str!("fixtures/user.rs.txt"));
}

#[test]
fn enumerations_strip_the_prefix_and_keep_other_names() {
    let text = "enum Role {\n  option allow_alias = true;\n  reserved -3 to -1, 7;\n  reserved \"ROLE_OLD\";\n  \
        ROLE_NONE = 0;\n  ADMIN = 2;\n  ROLE_ROOT = 2;\n  ROLE_BOSS = 2;\n  ROLE_2ND = -5;\n  ROLE_Mixed = 9;\n}\n";
    assert_eq!(
        items(text),
        "#[enumeration(reserved(-3..=-1, 7, \"ROLE_OLD\"))]\n\
         #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]\npub enum Role {\n    #[default]\n    None = 0,\n    \
         #[value(name = \"ADMIN\", alias(\"ROLE_ROOT\", \"ROLE_BOSS\"))]\n    Admin = 2,\n    \
         #[value(name = \"ROLE_2ND\")]\n    Role2nd = -5,\n    #[value(name = \"ROLE_Mixed\")]\n    Mixed = 9,\n}\n"
    );
}

#[test]
fn nested_types_are_flattened_and_names_give_way() {
    let text = "message Outer {\n  message Inner { Kind kind = 1; enum Kind { A = 0; } }\n  oneof inner_kind { Inner x = 1; Outer y = 2; }\n}\n\
        message OuterInner {}\n";
    let rust = items(text);
    for part in [
        "pub struct OuterInner {}",
        "#[message(name = \"Inner\", within = Outer)]",
        "pub struct OuterInner2 {\n    #[field(1)]\n    pub kind: Open<OuterInner2Kind>,",
        "#[enumeration(name = \"Kind\", within = OuterInner2)]",
        "    #[field(oneof)]\n    pub inner_kind: Option<OuterInnerKind>,",
        "    X(OuterInner2),\n    #[field(2)]\n    Y(Box<Outer>),",
    ] {
        assert!(rust.contains(part), "{part}\n{rust}");
    }
}

#[test]
fn words_of_rust_and_of_the_client_are_avoided() {
    let text = "message Option { string self = 1; string type = 2; string FOO = 3; Self s = 5; }\n\
        message Self {}\nmessage Status {}\nmessage SClient {}\n\
        service S { rpc Clone(Self) returns (Status); rpc GetURL(Self) returns (stream Status); rpc Move(Self) returns (Self); }\n";
    let rust = items(text);
    for part in [
        "#[service(name = \"S\")]\npub trait S2 {",
        "#[rpc(name = \"Clone\")]\n    async fn clone_rpc(&self, request: TSelf) -> Result<Status, traitwire::Status>;",
        "#[rpc(name = \"GetURL\")]\n    async fn get_url(&self, request: TSelf) -> Result<Streaming<Status>, traitwire::Status>;",
        "    async fn r#move(",
        "    #[field(1, name = \"self\")]\n    pub self_: String,\n    #[field(2)]\n    pub r#type: String,",
        "    #[field(3, name = \"FOO\")]\n    pub foo: String,",
        "pub s: std::option::Option<TSelf>,",
    ] {
        assert!(rust.contains(part), "{part}\n{rust}");
    }
}

#[test]
fn messages_that_contain_each_other_are_boxed_and_others_are_not() {
    let text = "message A { B b = 1; C c = 2; repeated A list = 3; map<string, A> map = 4; }\n\
        message B { oneof x { A a = 1; } }\nmessage C { repeated A a = 1; }\n";
    let rust = items(text);
    for part in [
        "pub b: Option<Box<B>>,",
        "pub c: Option<C>,",
        "pub list: Vec<A>,",
        "pub map: HashMap<String, A>,",
        "    A(Box<A>),",
        "pub a: Vec<A>,",
    ] {
        assert!(rust.contains(part), "{part}\n{rust}");
    }
}

#[test]
fn other_files_are_sibling_modules_and_well_known_types_are_ours() {
    let set = set(&[
        ("a.proto", "syntax = \"proto3\"; message A {}"),
        (
            "b.proto",
            "syntax = \"proto3\"; import \"a.proto\"; import \"google/protobuf/timestamp.proto\"; \
             message B { A a = 1; google.protobuf.Timestamp at = 2; }",
        ),
    ]);
    let rust = import(&set, "b.proto").unwrap().rust;
    assert!(rust.contains("pub a: Option<super::a::A>,"), "{rust}");
    assert!(
        rust.contains("pub at: Option<traitwire::well_known::Timestamp>,"),
        "{rust}"
    );
}

#[test]
fn what_is_not_modelled_is_named() {
    let text = "import \"google/protobuf/descriptor.proto\";\noption java_generate_equals_and_hash = true;\n\
        extend google.protobuf.FieldOptions { string rule = 50001; }\n\
        message M { string x = 1 [(p.rule) = \"y\"]; string y = 2 [debug_redact = true]; optional M m = 3; }\n";
    assert_eq!(
        imported(text).notes,
        [
            "p.proto: p.M.x: the option `(p.rule)` is left out",
            "p.proto: p.M.y: the option `debug_redact` is left out",
            "p.proto: p.M.m: `optional` is left out: a message has presence without it",
            "p.proto: the file: the option `java_generate_equals_and_hash` is left out",
            "p.proto: the file: the extension `rule` is left out",
            "p.proto: the file: uses nothing of its import \"google/protobuf/descriptor.proto\", which is left out",
        ]
    );
}

#[test]
fn what_is_not_proto3_is_refused_by_name() {
    let set = set(&[
        ("two.proto", "syntax = \"proto2\"; message Two {}"),
        (
            "three.proto",
            "syntax = \"proto3\"; import \"two.proto\"; message Three { Two two = 1; }",
        ),
    ]);
    for file in ["two.proto", "three.proto"] {
        let error = import(&set, file).unwrap_err();
        assert_eq!(error.kind(), ImportErrorKind::Syntax);
        assert!(
            error.to_string().contains("`two.proto` is a proto2 file"),
            "{error}"
        );
    }
    let missing = import(&set, "four.proto").unwrap_err();
    assert_eq!(missing.kind(), ImportErrorKind::Missing);
    let mut editions = set.clone();
    editions.file[0].syntax = Some("editions".into());
    assert!(
        import(&editions, "two.proto")
            .unwrap_err()
            .to_string()
            .contains("written in editions")
    );
}

#[test]
fn names_that_no_compiler_lets_through_do_not_reach_the_code() {
    let good = set(&[(
        "a.proto",
        "syntax = \"proto3\"; message A { int32 x = 1; } enum E { Z = 0; }",
    )]);
    let evils: [fn(&mut FileDescriptorSet); 5] = [
        |set| set.file[0].message_type[0].name = Some("A {} fn x() {} struct B".into()),
        |set| set.file[0].message_type[0].field[0].name = Some("x: u8, y".into()),
        |set| set.file[0].enum_type[0].value[0].name = Some("Z,\nY".into()),
        |set| set.file[0].package = Some("a\"".into()),
        |set| set.file[0].enum_type[0].value.clear(),
    ];
    for evil in evils {
        let mut set = good.clone();
        evil(&mut set);
        assert_eq!(
            import(&set, "a.proto").unwrap_err().kind(),
            ImportErrorKind::Invalid
        );
    }
}

#[test]
fn the_inside_of_a_module_is_indented() {
    let set = set(&[("a.proto", "syntax = \"proto3\"; message A {}")]);
    let rust = import_with(
        &set,
        "a.proto",
        Options {
            indent: 1,
            ..Default::default()
        },
    )
    .unwrap()
    .rust;
    assert!(
        rust.lines()
            .all(|line| line.is_empty() || line.starts_with("    ")),
        "{rust}"
    );
}

#[test]
fn what_is_not_declared_is_kept_where_asked_for() {
    let set = set(&[(
        "a.proto",
        "syntax = \"proto3\"; message A {} message B { string unknown_fields = 1; }",
    )]);
    let options = Options {
        keep_unknown: true,
        ..Default::default()
    };
    let rust = import_with(&set, "a.proto", options).unwrap().rust;
    for part in [
        "pub struct A {\n    /// What arrived and is not declared here.\n    #[field(unknown)]\n    pub unknown_fields: traitwire::UnknownFields,\n}",
        "    #[field(unknown)]\n    pub unknown_fields_2: traitwire::UnknownFields,",
    ] {
        assert!(rust.contains(part), "{part}\n{rust}");
    }
}
