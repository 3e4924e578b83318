//! What is found, and what is not.

use prost::Message as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{EnumValueDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

use super::*;

fn file(name: &str, package: &str, imports: &[&str]) -> FileDescriptorProto {
    FileDescriptorProto {
        name: Some(name.to_owned()),
        package: Some(package.to_owned()),
        dependency: imports.iter().map(|&import| import.to_owned()).collect(),
        ..Default::default()
    }
}

fn field(name: &str, number: i32) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::String.into()),
        ..Default::default()
    }
}

fn message(name: &str) -> DescriptorProto {
    DescriptorProto {
        name: Some(name.to_owned()),
        field: vec![field("id", 1)],
        ..Default::default()
    }
}

fn role() -> EnumDescriptorProto {
    EnumDescriptorProto {
        name: Some("Role".to_owned()),
        value: vec![EnumValueDescriptorProto {
            name: Some("ROLE_ADMIN".to_owned()),
            ..Default::default()
        }],
        ..Default::default()
    }
}

/// The names of the files of an answer.
fn names(files: Option<&[Bytes]>) -> Vec<String> {
    let decoded = files.unwrap_or_default().iter();
    decoded
        .map(|file| {
            let file = FileDescriptorProto::decode(&file[..]).expect("a file");
            file.name().to_owned()
        })
        .collect()
}

fn index() -> Index {
    let user = FileDescriptorProto {
        message_type: vec![DescriptorProto {
            nested_type: vec![message("Address")],
            enum_type: vec![role()],
            ..message("User")
        }],
        service: vec![ServiceDescriptorProto {
            name: Some("Users".to_owned()),
            method: vec![MethodDescriptorProto {
                name: Some("Get".to_owned()),
                ..Default::default()
            }],
            options: None,
        }],
        ..file("user.proto", "user", &["b.proto", "missing.proto"])
    };
    let options = FileDescriptorProto {
        extension: vec![FieldDescriptorProto {
            extendee: Some(".user.User".to_owned()),
            ..field("nick", 100)
        }],
        ..file("options.proto", "", &["user.proto"])
    };
    let top = FileDescriptorProto {
        enum_type: vec![role()],
        ..file("b.proto", "b", &["c.proto"])
    };
    let files = vec![
        user,
        options,
        top,
        file("c.proto", "c", &["b.proto"]),
        file("user.proto", "other", &[]),
    ];
    Index::new(vec!["user.Users", "a.A"], files)
}

#[test]
fn symbols_of_every_kind() {
    let index = index();
    for (symbol, file) in [
        ("user.User", "user.proto"),
        (".user.User", "user.proto"),
        ("user.User.id", "user.proto"),
        ("user.User.Address.id", "user.proto"),
        ("user.User.Role", "user.proto"),
        ("user.User.ROLE_ADMIN", "user.proto"),
        ("user.Users", "user.proto"),
        ("user.Users.Get", "user.proto"),
        ("user.Users/Get", "user.proto"),
        ("/user.Users/Get", "user.proto"),
        ("b.ROLE_ADMIN", "b.proto"),
        ("nick", "options.proto"),
    ] {
        assert_eq!(
            names(index.symbol(symbol)).first().map(String::as_str),
            Some(file),
            "{symbol}"
        );
    }
    for symbol in [
        "",
        ".",
        "/",
        "user",
        "user.User.Role.ROLE_ADMIN",
        "user.User.Nothing",
        "other.X",
    ] {
        assert!(index.symbol(symbol).is_none(), "{symbol}");
    }
}

#[test]
fn a_file_comes_first_and_each_import_once_even_in_a_circle() {
    let index = index();
    assert_eq!(
        names(index.file("user.proto")),
        ["user.proto", "b.proto", "c.proto"]
    );
    assert_eq!(names(index.file("c.proto")), ["c.proto", "b.proto"]);
    assert!(index.file("missing.proto").is_none());
}

#[test]
fn extensions() {
    let index = index();
    assert_eq!(
        names(index.extension(".user.User", 100)),
        ["options.proto", "user.proto", "b.proto", "c.proto"]
    );
    assert!(index.extension("user.User", 101).is_none());
    assert_eq!(index.extension_numbers("user.User"), Some(vec![100]));
    assert_eq!(index.extension_numbers("user.User.Address"), Some(vec![]));
    assert_eq!(index.extension_numbers("user.Users"), None);
}

#[test]
fn services_are_sorted() {
    assert_eq!(index().services(), ["a.A", "user.Users"]);
}
