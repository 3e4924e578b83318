//! `#[enumeration]`.

use std::collections::HashMap;

use traitwire::__private::Enumeration;
use traitwire::message::Open;
use traitwire::schema::spec::Reserved;
use traitwire::{enumeration, message};

use crate::twins::assert_twins;

traitwire::package!("enums");

/// What a user may do.
#[enumeration(reserved(11, 20..=29, "ROLE_GHOST"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Unspecified,
    /// All of it.
    #[value(alias("ROLE_ROOT", "ROLE_OWNER"))]
    Admin = 5,
    ReadOnly,
    #[deprecated]
    #[value(name = "ROLE_OUTCAST")]
    Banned = -1,
    #[cfg(not(test))]
    Never = 7,
    r#Type = 8,
    #[cfg(not(test))]
    Gone,
    Last,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
enum ProstRole {
    Unspecified = 0,
    Admin = 5,
    ReadOnly = 6,
    Banned = -1,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Roles {
    #[field(1)]
    role: Role,
    #[field(2)]
    maybe: Option<Role>,
    #[field(3)]
    list: Vec<Role>,
    #[field(4, packed = false)]
    unpacked: Vec<Role>,
    #[field(5)]
    map: HashMap<String, Role>,
    #[field(6)]
    open: Open<Role>,
    #[field(7)]
    opens: Vec<Open<Role>>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstRoles {
    #[prost(enumeration = "ProstRole", tag = "1")]
    role: i32,
    #[prost(enumeration = "ProstRole", optional, tag = "2")]
    maybe: Option<i32>,
    #[prost(enumeration = "ProstRole", repeated, tag = "3")]
    list: Vec<i32>,
    #[prost(enumeration = "ProstRole", repeated, packed = "false", tag = "4")]
    unpacked: Vec<i32>,
    #[prost(map = "string, enumeration(ProstRole)", tag = "5")]
    map: HashMap<String, i32>,
    #[prost(enumeration = "ProstRole", tag = "6")]
    open: i32,
    #[prost(enumeration = "ProstRole", repeated, tag = "7")]
    opens: Vec<i32>,
}

#[test]
#[allow(deprecated, reason = "that is what is tested")]
fn values() {
    let ours = Roles {
        role: Role::Admin,
        maybe: Some(Role::Unspecified),
        list: vec![Role::ReadOnly, Role::Banned],
        unpacked: vec![Role::Unspecified, Role::Admin],
        map: [("x".to_owned(), Role::Admin)].into(),
        open: Open::Unknown(77),
        opens: vec![Open::Known(Role::Banned), Open::Unknown(-5)],
    };
    let theirs = ProstRoles {
        role: 5,
        maybe: Some(0),
        list: vec![6, -1],
        unpacked: vec![0, 5],
        map: [("x".to_owned(), 5)].into(),
        open: 77,
        opens: vec![-1, -5],
    };
    assert_twins(&ours, &theirs);
    assert_twins(&Roles::default(), &ProstRoles::default());
}

#[test]
fn a_bare_enum_reads_the_unknown_as_zero() {
    use prost::Message;
    let theirs = ProstRoles {
        role: 1234,
        list: vec![5, 1234],
        ..Default::default()
    };
    let ours = Roles::decode(&*theirs.encode_to_vec()).expect("decodes");
    assert_eq!(ours.role, Role::Unspecified);
    assert_eq!(ours.list, [Role::Admin, Role::Unspecified]);
}

#[test]
fn records_say_what_is_written() {
    let spec = Role::SPEC;
    let values: Vec<_> = spec
        .values
        .iter()
        .map(|value| (value.name, value.number))
        .collect();
    assert_eq!(
        values,
        [
            ("ROLE_UNSPECIFIED", 0),
            ("ROLE_ADMIN", 5),
            ("ROLE_ROOT", 5),
            ("ROLE_OWNER", 5),
            ("ROLE_READ_ONLY", 6),
            ("ROLE_OUTCAST", -1),
            ("ROLE_TYPE", 8),
            ("ROLE_LAST", 10),
        ]
    );
    assert!(spec.allow_alias);
    assert!(spec.values[5].deprecated);
    assert_eq!(spec.full_name(), "enums.Role");
    assert_eq!(
        (spec.docs, spec.values[1].docs),
        ("What a user may do.", "All of it.")
    );
    assert_eq!(
        spec.reserved,
        [
            Reserved::Numbers(11, 11),
            Reserved::Numbers(20, 29),
            Reserved::Name("ROLE_GHOST")
        ]
    );
    assert_eq!(Role::from_number(8), Some(Role::r#Type));
    assert_eq!(Role::from_number(7), None);
    // Neither the contract nor Rust counts differently where a variant is left out.
    assert_eq!((Role::Last.number(), Role::Last as i32), (10, 10));
}
