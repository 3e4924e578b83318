use prost::Message as _;

use super::{LinkErrorKind, link};
use crate::schema::samples::*;
use crate::schema::spec::*;

/// Services that are only there for one test.
macro_rules! service_of {
    ($name:literal, $package:expr, $($method:expr),+) => {{
        static SERVICE: ServiceSpec = service($name, &$package, at(1, $name), &[$(&$method),+]);
        &SERVICE
    }};
}

fn failure(services: &[&'static ServiceSpec]) -> (LinkErrorKind, String) {
    let error = link(services).unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn the_set_is_the_whole_closure_with_dependencies_first() {
    let set = link(&[&USER_SERVICE]).unwrap();
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(
        names,
        [
            "acme/common/v1/common.proto",
            "google/protobuf/timestamp.proto",
            "google/protobuf/wrappers.proto",
            "acme/user/v1/user.proto"
        ]
    );
    assert_eq!(set.file[3].dependency, names[..3]);
    let wrappers: Vec<_> = set.file[2]
        .message_type
        .iter()
        .map(|message| message.name())
        .collect();
    assert_eq!(wrappers.len(), 9, "the canonical file is whole: {wrappers:?}");
}

#[test]
fn a_pool_that_knows_nothing_of_us_accepts_the_set() {
    let set = link(&[&USER_SERVICE]).unwrap();
    let pool = protox::prost_reflect::DescriptorPool::decode(set.encode_to_vec().as_slice()).unwrap();
    let chat = pool.get_service_by_name("acme.user.v1.UserService").unwrap();
    assert!(
        chat.methods()
            .any(|method| method.is_client_streaming() && method.is_server_streaming())
    );
}

#[test]
fn the_order_is_that_of_declaration_whatever_is_reached_first() {
    static SECOND: ServiceSpec = service("Second", &ACME, at(40, "Second"), &[&CHAT]);
    let one = link(&[&USER_SERVICE, &SECOND]).unwrap();
    let other = link(&[&SECOND, &USER_SERVICE]).unwrap();
    assert_eq!(one.encode_to_vec(), other.encode_to_vec());
    let file = &one.file[3];
    let messages: Vec<_> = file.message_type.iter().map(|message| message.name()).collect();
    assert_eq!(
        messages,
        [
            "User",
            "GetUserRequest",
            "DeleteUserRequest",
            "DeleteUserResponse"
        ]
    );
    let services: Vec<_> = file.service.iter().map(|service| service.name()).collect();
    assert_eq!(services, ["UserService", "Second"]);
}

#[test]
fn an_enclosing_message_is_reached_through_what_is_nested_in_it() {
    static ASK: MethodSpec = method("Ask", one(|| &ADDRESS), one(|| &ADDRESS));
    let set = link(&[service_of!("Inner", ACME, ASK)]).unwrap();
    let file = set.file.last().unwrap();
    assert_eq!(file.message_type[0].name(), "User");
    assert_eq!(file.message_type[0].nested_type[0].name(), "Address");
    assert_eq!(
        file.service[0].method[0].input_type(),
        ".acme.user.v1.User.Address"
    );
}

#[test]
fn a_service_without_a_package_has_a_file() {
    static NONE: PackageSpec = PackageSpec {
        name: "",
        file: None,
        options: &[],
    };
    static PING: MethodSpec = MethodSpec {
        empty_reply: "PingResponse",
        ..method("Ping", one(|| &PING_REQUEST), UNIT)
    };
    static PING_REQUEST: MessageSpec = message("PingRequest", &NONE, at(2, "PingRequest"), &[]);
    let set = link(&[service_of!("Pinger", NONE, PING)]).unwrap();
    assert_eq!((set.file[0].name(), &set.file[0].package), ("api.proto", &None));
    assert_eq!(set.file[0].service[0].method[0].output_type(), ".PingResponse");
    let text = crate::schema::print::print(&set.file[0]);
    assert!(
        text.contains("rpc Ping(PingRequest) returns (PingResponse);"),
        "{text}"
    );
}

#[test]
fn two_types_of_one_name_are_refused_by_their_rust_paths() {
    static OTHER: MessageSpec = message(
        "Money",
        &COMMON,
        Source {
            module: "billing",
            line: 7,
            column: 1,
            item: "Price",
        },
        &[],
    );
    static A: MethodSpec = method("A", one(|| &MONEY), one(|| &OTHER));
    let (kind, text) = failure(&[service_of!("Clash", ACME, A)]);
    assert_eq!(kind, LinkErrorKind::Duplicate);
    for part in [
        "`acme.common.v1.Money`",
        "`api::Money` (line 3)",
        "`billing::Price` (line 7)",
        "#[message(name = ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn instances_of_one_generic_message_that_differ_but_share_a_name_are_refused() {
    static INTS: MessageSpec = message(
        "Page",
        &ACME,
        at(3, "Page"),
        &[MemberSpec::Field(plain("items", 1, Kind::Int32))],
    );
    static TEXTS: MessageSpec = message(
        "Page",
        &ACME,
        at(3, "Page"),
        &[MemberSpec::Field(plain("items", 1, Kind::String))],
    );
    static A: MethodSpec = method("A", one(|| &INTS), one(|| &TEXTS));
    assert_eq!(
        failure(&[service_of!("Generic", ACME, A)]).0,
        LinkErrorKind::Duplicate
    );
}

#[test]
fn a_copy_of_a_record_is_the_same_type() {
    static COPY: MessageSpec = message(
        "Money",
        &COMMON,
        at(3, "Money"),
        &[
            MemberSpec::Field(plain("units", 1, Kind::Sint64)),
            MemberSpec::Field(plain("currency", 2, Kind::String)),
        ],
    );
    static A: MethodSpec = method("A", one(|| &MONEY), one(|| &COPY));
    let set = link(&[service_of!("Copies", ACME, A)]).unwrap();
    assert_eq!(set.file[0].message_type.len(), 1);
}

#[test]
fn two_services_whose_methods_share_generated_names_are_told_what_to_write() {
    static FIRST: MethodSpec = MethodSpec {
        source: at(41, "One::delete"),
        empty_reply: "DeleteResponse",
        ..method("Delete", one(|| &MONEY), UNIT)
    };
    static SECOND: MethodSpec = MethodSpec {
        source: at(42, "Two::delete"),
        empty_reply: "DeleteResponse",
        ..method("Delete", one(|| &MONEY), UNIT)
    };
    let (kind, text) = failure(&[service_of!("One", ACME, FIRST), service_of!("Two", ACME, SECOND)]);
    assert_eq!(kind, LinkErrorKind::Duplicate);
    for part in [
        "`acme.user.v1.DeleteResponse`",
        "`api::One::delete` (line 41)",
        "`api::Two::delete` (line 42)",
        "#[rpc(response = ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }

    static ASKED: MessageSpec = message("AskRequest", &ACME, at(43, "Three::ask"), &[]);
    static ASKED_TOO: MessageSpec = message("AskRequest", &ACME, at(44, "Four::ask"), &[]);
    static ASK: MethodSpec = MethodSpec {
        source: ASKED.source,
        ..method("Ask", one(|| &ASKED), one(|| &MONEY))
    };
    static ASK_TOO: MethodSpec = MethodSpec {
        source: ASKED_TOO.source,
        ..method("Ask", one(|| &ASKED_TOO), one(|| &MONEY))
    };
    let (_, text) = failure(&[
        service_of!("Three", ACME, ASK),
        service_of!("Four", ACME, ASK_TOO),
    ]);
    for part in ["`api::Three::ask`", "`api::Four::ask`", "#[rpc(request = "] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn values_of_two_enumerations_share_a_scope() {
    static LEVEL: EnumSpec = EnumSpec {
        name: "Level",
        source: at(80, "Level"),
        ..ROLE_COPY
    };
    const ROLE_COPY: EnumSpec = EnumSpec {
        name: "Role",
        package: &ACME,
        within: None,
        source: at(5, "Role"),
        docs: "",
        deprecated: false,
        allow_alias: false,
        values: &[ValueSpec {
            name: "ROLE_UNSPECIFIED",
            number: 0,
            docs: "",
            deprecated: false,
        }],
        reserved: &[],
    };
    static BOTH: MessageSpec = message(
        "Both",
        &ACME,
        at(90, "Both"),
        &[
            MemberSpec::Field(plain("a", 1, Kind::Enum(|| &ROLE))),
            MemberSpec::Field(plain("b", 2, Kind::Enum(|| &LEVEL))),
        ],
    );
    static A: MethodSpec = method("A", one(|| &BOTH), one(|| &BOTH));
    let (kind, text) = failure(&[service_of!("Values", ACME, A)]);
    assert_eq!(kind, LinkErrorKind::Duplicate);
    assert!(
        text.contains("a value of `acme.user.v1.Role`") && text.contains("`acme.user.v1.Level`"),
        "{text}"
    );
}

#[test]
fn packages_that_import_each_other_are_refused_with_the_path() {
    static A: PackageSpec = PackageSpec {
        name: "a",
        file: None,
        options: &[],
    };
    static B: PackageSpec = PackageSpec {
        name: "b",
        file: None,
        options: &[],
    };
    static LEFT: MessageSpec = message(
        "Left",
        &A,
        at(1, "Left"),
        &[MemberSpec::Field(plain("right", 1, Kind::Message(|| &RIGHT)))],
    );
    static RIGHT: MessageSpec = message(
        "Right",
        &B,
        at(2, "Right"),
        &[MemberSpec::Field(plain("left", 1, Kind::Message(|| &LEFT)))],
    );
    static GO: MethodSpec = method("Go", one(|| &LEFT), one(|| &RIGHT));
    let (kind, text) = failure(&[service_of!("Round", ACME, GO)]);
    assert_eq!(kind, LinkErrorKind::Cycle);
    for part in [
        "a/a.proto → b/b.proto → a/a.proto",
        "`a.Left.right` uses `b.Right`",
        "`b.Right.left` uses `a.Left`",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_message_nested_in_itself_is_an_error_not_a_crash() {
    static SNAKE: MessageSpec = MessageSpec {
        within: Some(|| &SNAKE),
        ..message("Snake", &ACME, at(1, "Snake"), &[])
    };
    static A: MethodSpec = method("A", one(|| &SNAKE), UNIT);
    let (kind, text) = failure(&[service_of!("Nest", ACME, A)]);
    assert_eq!(kind, LinkErrorKind::Nesting);
    assert!(text.contains("api::Snake"), "{text}");
}

#[test]
fn options_and_files_of_packages_must_agree() {
    static BAD: PackageSpec = PackageSpec {
        name: "x",
        file: None,
        options: &[("go_pakage", "y")],
    };
    static ONE: PackageSpec = PackageSpec {
        name: "x",
        file: None,
        options: &[("go_package", "y")],
    };
    static TWO: PackageSpec = PackageSpec {
        name: "x",
        file: None,
        options: &[("go_package", "z")],
    };
    static OTHER: PackageSpec = PackageSpec {
        name: "y",
        file: Some("x/x.proto"),
        options: &[],
    };
    static A: MethodSpec = method("A", one(|| &MONEY), one(|| &MONEY));
    let (kind, text) = failure(&[service_of!("Bad", BAD, A)]);
    assert!(
        kind == LinkErrorKind::Option && text.contains("go_pakage") && text.contains("package!"),
        "{text}"
    );
    let (kind, text) = failure(&[service_of!("One", ONE, A), service_of!("Two", TWO, A)]);
    assert!(
        kind == LinkErrorKind::Option && text.contains("\"y\"") && text.contains("\"z\""),
        "{text}"
    );
    let (kind, text) = failure(&[service_of!("Three", ONE, A), service_of!("Four", OTHER, A)]);
    assert!(
        kind == LinkErrorKind::File && text.contains("`x/x.proto`"),
        "{text}"
    );
}
