use std::fs;
use std::path::Path;

use prost::Message as _;
use prost_types::FileDescriptorSet;

use super::{ContractErrorKind, DESCRIPTOR_SET, check, emit, print};
use crate::schema::samples::*;
use crate::schema::spec::*;

const USER_PROTO: &str = "acme/user/v1/user.proto";

/// The sample service with something removed from its request.
static BROKEN_REQUEST: MessageSpec = message("GetUserRequest", &ACME, GET_USER.source, &[]);
static BROKEN_GET: MethodSpec = MethodSpec {
    docs: "Looks one user up.",
    source: GET_USER.source,
    idempotency: Idempotency::NoSideEffects,
    ..method("GetUser", one(|| &BROKEN_REQUEST), one(|| &USER))
};
static BROKEN: ServiceSpec = ServiceSpec {
    docs: "Keeps users.",
    ..service(
        "UserService",
        &ACME,
        at(30, "UserService"),
        &[&BROKEN_GET, &DELETE_USER, &CHAT],
    )
};

/// The same, and this is meant.
static MEANT_REQUEST: MessageSpec = MessageSpec {
    reserved: &[Reserved::Numbers(1, 1), Reserved::Name("id")],
    ..message("GetUserRequest", &ACME, GET_USER.source, &[])
};
static MEANT_GET: MethodSpec = MethodSpec {
    docs: "Looks one user up.",
    source: GET_USER.source,
    idempotency: Idempotency::NoSideEffects,
    ..method("GetUser", one(|| &MEANT_REQUEST), one(|| &USER))
};
static MEANT: ServiceSpec = ServiceSpec {
    docs: "Keeps users.",
    ..service(
        "UserService",
        &ACME,
        at(30, "UserService"),
        &[&MEANT_GET, &DELETE_USER, &CHAT],
    )
};

/// Another package, which uses nothing of the first.
static OTHER_PACKAGE: PackageSpec = PackageSpec {
    name: "ping",
    file: None,
    options: &[],
};
static PING_REQUEST: MessageSpec = message("PingRequest", &OTHER_PACKAGE, at(1, "PingRequest"), &[]);
static PING: MethodSpec = MethodSpec {
    empty_reply: "PingResponse",
    ..method("Ping", one(|| &PING_REQUEST), UNIT)
};
static PINGER: ServiceSpec = service("Pinger", &OTHER_PACKAGE, at(1, "Pinger"), &[&PING]);

fn fails(dir: &Path, service: &'static ServiceSpec) -> (ContractErrorKind, String) {
    let error = check(dir, &[service]).unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn what_is_emitted_is_kept_until_the_code_changes() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("proto");

    let (kind, text) = fails(&dir, &USER_SERVICE);
    assert!(
        kind == ContractErrorKind::Missing && text.contains("proto emit"),
        "{text}"
    );

    let emitted = emit(&dir, &[&USER_SERVICE], false).unwrap();
    assert_eq!(
        emitted.written,
        ["acme/common/v1/common.proto", USER_PROTO, DESCRIPTOR_SET]
    );
    assert!(!dir.join("google").exists());
    let set = FileDescriptorSet::decode(fs::read(dir.join(DESCRIPTOR_SET)).unwrap().as_slice()).unwrap();
    assert!(
        set.file
            .iter()
            .any(|file| file.name() == "google/protobuf/timestamp.proto"),
        "the set is whole"
    );
    check(&dir, &[&USER_SERVICE]).unwrap();

    let again = emit(&dir, &[&USER_SERVICE], false).unwrap();
    assert_eq!(
        (again.written.len(), again.unchanged, again.changes.len()),
        (0, 3, 0)
    );

    let (kind, text) = fails(&dir, &BROKEN);
    assert_eq!(kind, ContractErrorKind::Differs);
    for part in [
        "error[wire]: `acme.user.v1.GetUserRequest.id`",
        "--> `api::UserService::get_user` (line 31)",
        "`reserved(1, \"id\")` in the method's `#[rpc(…)]`",
        "--allow-breaking",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_breaking_change_is_written_only_when_it_is_allowed_or_declared() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    emit(dir, &[&USER_SERVICE], false).unwrap();
    let before = fs::read(dir.join(USER_PROTO)).unwrap();

    let error = emit(dir, &[&BROKEN], false).unwrap_err();
    assert_eq!(error.kind(), ContractErrorKind::Breaking);
    assert!(error.to_string().contains("reserved(1, \"id\")"), "{error}");
    assert_eq!(
        fs::read(dir.join(USER_PROTO)).unwrap(),
        before,
        "nothing was written"
    );

    let emitted = emit(dir, &[&MEANT], false).unwrap();
    assert!(
        emitted
            .to_string()
            .contains("warning[source]: `acme.user.v1.GetUserRequest.id`"),
        "{emitted}"
    );
    check(dir, &[&MEANT]).unwrap();

    // What was reserved is so no longer: breaking too, and allowed.
    emit(dir, &[&BROKEN], false).unwrap_err();
    let emitted = emit(dir, &[&BROKEN], true).unwrap();
    assert_eq!(emitted.written, [USER_PROTO, DESCRIPTOR_SET]);
    check(dir, &[&BROKEN]).unwrap();
}

#[test]
fn files_that_no_package_has_any_more_are_removed_and_others_are_left() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    emit(dir, &[&USER_SERVICE, &PINGER], false).unwrap();
    fs::write(dir.join("acme/README.md"), "ours").unwrap();

    let emitted = emit(dir, &[&PINGER], true).unwrap();
    assert_eq!(emitted.removed, ["acme/common/v1/common.proto", USER_PROTO]);
    assert!(!dir.join("acme/user").exists() && !dir.join("acme/common").exists());
    assert!(dir.join("acme/README.md").exists() && dir.join("ping/ping.proto").exists());
    check(dir, &[&PINGER]).unwrap();
}

#[test]
fn a_file_that_the_old_contract_names_outside_the_directory_is_left() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("proto");
    emit(&dir, &[&PINGER], false).unwrap();
    let mut set = FileDescriptorSet::decode(fs::read(dir.join(DESCRIPTOR_SET)).unwrap().as_slice()).unwrap();
    set.file[0].name = Some("../victim.proto".to_owned());
    fs::write(dir.join(DESCRIPTOR_SET), set.encode_to_vec()).unwrap();
    fs::write(temp.path().join("victim.proto"), "mine").unwrap();
    emit(&dir, &[&PINGER], true).unwrap();
    assert!(temp.path().join("victim.proto").exists());
}

#[test]
fn a_file_edited_by_hand_or_missing_is_named() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    emit(dir, &[&USER_SERVICE], false).unwrap();
    let path = dir.join(USER_PROTO);
    let text = fs::read_to_string(&path).unwrap();

    fs::write(
        &path,
        text.replace("package acme.user.v1;", "package acme.user.v2;"),
    )
    .unwrap();
    let (kind, message) = fails(dir, &USER_SERVICE);
    assert_eq!(kind, ContractErrorKind::Differs);
    for part in [
        "`acme/user/v1/user.proto` was edited by hand",
        "line 5 is `package acme.user.v2;`",
        "proto emit",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }

    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    check(dir, &[&USER_SERVICE]).unwrap();

    fs::remove_file(&path).unwrap();
    assert!(
        fails(dir, &USER_SERVICE)
            .1
            .contains("`acme/user/v1/user.proto` is missing")
    );
}

#[test]
fn another_comment_and_another_order_are_differences_that_break_nothing() {
    static DOCUMENTED: ServiceSpec = ServiceSpec {
        docs: "Keeps all users.",
        ..service(
            "UserService",
            &ACME,
            at(30, "UserService"),
            &[&GET_USER, &DELETE_USER, &CHAT],
        )
    };
    static REORDERED: ServiceSpec = ServiceSpec {
        docs: "Keeps users.",
        ..service(
            "UserService",
            &ACME,
            at(30, "UserService"),
            &[&CHAT, &GET_USER, &DELETE_USER],
        )
    };
    let temp = tempfile::tempdir().unwrap();
    emit(temp.path(), &[&USER_SERVICE], false).unwrap();
    let (_, text) = fails(temp.path(), &DOCUMENTED);
    assert!(
        text.contains("note[docs]: `acme.user.v1.UserService`") && !text.contains("--allow"),
        "{text}"
    );
    let (_, text) = fails(temp.path(), &REORDERED);
    assert!(
        text.contains("another order") && !text.contains("--allow"),
        "{text}"
    );
    emit(temp.path(), &[&REORDERED], false).unwrap();
    check(temp.path(), &[&REORDERED]).unwrap();
}

#[test]
fn a_set_that_cannot_be_read_and_no_services_at_all_explain_themselves() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join(DESCRIPTOR_SET), b"\xff\xff\xff").unwrap();
    let (kind, text) = fails(temp.path(), &USER_SERVICE);
    assert!(
        kind == ContractErrorKind::Unreadable && text.contains("version control"),
        "{text}"
    );
    let error = emit(temp.path(), &[&USER_SERVICE], true).unwrap_err();
    assert_eq!(error.kind(), ContractErrorKind::Unreadable);
    assert_eq!(
        check(temp.path(), &[]).unwrap_err().kind(),
        ContractErrorKind::NoServices
    );
}

#[test]
fn all_files_are_printed_with_their_paths() {
    let text = print(&[&USER_SERVICE]).unwrap();
    assert!(
        text.starts_with("// acme/common/v1/common.proto\n\n// Generated"),
        "{text}"
    );
    assert!(text.contains("\n\n// acme/user/v1/user.proto\n\n"), "{text}");
    assert!(!text.contains("// google/protobuf"), "{text}");
}

#[test]
#[should_panic(expected = "there is no contract in")]
fn the_test_of_one_line_panics_with_the_whole_message() {
    super::assert_contract(
        &tempfile::tempdir().unwrap().path().join("none"),
        &[&USER_SERVICE],
    );
}

#[test]
fn a_file_of_prost_build_that_is_not_proto3_is_refused_by_name() {
    /// `o.proto` of the package `o` with an empty message `M`, without a word on its syntax.
    const SET: &[u8] = b"\x0a\x11\x0a\x07o.proto\x12\x01o\x22\x03\x0a\x01M";
    static FOREIGN: MessageSpec = MessageSpec {
        foreign: Some(ForeignSpec {
            set: SET,
            full_name: || "o.M".to_owned(),
        }),
        ..message("M", &OTHER_PACKAGE, at(70, "M"), &[])
    };
    static SEND: MethodSpec = method("Send", one(|| &FOREIGN), one(|| &FOREIGN));
    static SENDER: ServiceSpec = service("Sender", &OTHER_PACKAGE, at(71, "Sender"), &[&SEND]);
    let error = print(&[&SENDER]).unwrap_err();
    assert_eq!(error.kind(), ContractErrorKind::Link);
    assert!(
        error.to_string().contains("`o.proto`") && error.to_string().contains("proto2"),
        "{error}"
    );
}

#[test]
fn a_file_of_prost_build_that_has_more_than_its_text_can_say_is_refused_by_name() {
    /// The same in proto3, the message with an option of the number 50000.
    const SET: &[u8] =
        b"\x0a\x22\x0a\x07o.proto\x12\x01o\x22\x0c\x0a\x01M\x3a\x07\x82\xb5\x18\x03abc\x62\x06proto3";
    static FOREIGN: MessageSpec = MessageSpec {
        foreign: Some(ForeignSpec {
            set: SET,
            full_name: || "o.M".to_owned(),
        }),
        ..message("M", &OTHER_PACKAGE, at(70, "M"), &[])
    };
    static SEND: MethodSpec = method("Send", one(|| &FOREIGN), one(|| &FOREIGN));
    static SENDER: ServiceSpec = service("Sender", &OTHER_PACKAGE, at(71, "Sender"), &[&SEND]);
    let error = print(&[&SENDER]).unwrap_err();
    assert_eq!(error.kind(), ContractErrorKind::Link);
    assert!(
        error.to_string().contains("`o.proto`") && error.to_string().contains("`o.M`"),
        "{error}"
    );
}
