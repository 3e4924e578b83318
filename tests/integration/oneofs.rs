//! `#[oneof]`.

use prost::Message;
use traitwire::schema::spec::MemberSpec;
use traitwire::{message, oneof};

use crate::twins::assert_twins;

traitwire::package!("oneofs");

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum Contact {
    /// By letter.
    #[field(2)]
    PostBox(u32),
    #[field(3)]
    Email(String),
    #[field(4, sint64, name = "code")]
    Number(i64),
    #[field(5)]
    Person(Box<Person>),
    #[field(6)]
    #[deprecated]
    Nobody(()),
    #[cfg(not(test))]
    #[field(7)]
    Never(NoSuchType),
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
enum Either<A, B> {
    #[field(11)]
    Left(A),
    #[field(12)]
    Right(B),
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Person {
    #[field(1)]
    name: String,
    /// How to reach them.
    #[field(oneof)]
    contact: Option<Contact>,
    #[field(10)]
    age: u32,
    #[field(oneof, name = "other")]
    either: Option<Either<String, bool>>,
}

mod theirs {
    #[derive(Clone, PartialEq, prost::Message)]
    pub(super) struct Person {
        #[prost(string, tag = "1")]
        pub(super) name: String,
        #[prost(oneof = "Contact", tags = "2, 3, 4, 5, 6")]
        pub(super) contact: Option<Contact>,
        #[prost(uint32, tag = "10")]
        pub(super) age: u32,
        #[prost(oneof = "Either", tags = "11, 12")]
        pub(super) either: Option<Either>,
    }

    #[derive(Clone, PartialEq, prost::Oneof)]
    pub(super) enum Contact {
        #[prost(uint32, tag = "2")]
        PostBox(u32),
        #[prost(string, tag = "3")]
        Email(String),
        #[prost(sint64, tag = "4")]
        Number(i64),
        #[prost(message, boxed, tag = "5")]
        Person(Box<Person>),
        #[prost(message, tag = "6")]
        Nobody(()),
    }

    #[derive(Clone, PartialEq, prost::Oneof)]
    pub(super) enum Either {
        #[prost(string, tag = "11")]
        Left(String),
        #[prost(bool, tag = "12")]
        Right(bool),
    }
}

#[test]
#[allow(deprecated, reason = "that is what is tested")]
fn members() {
    let someone = Box::new(Person::default());
    for (ours, theirs) in [
        (None, None),
        (Some(Contact::PostBox(0)), Some(theirs::Contact::PostBox(0))),
        (
            Some(Contact::Email("e".into())),
            Some(theirs::Contact::Email("e".into())),
        ),
        (Some(Contact::Number(-9)), Some(theirs::Contact::Number(-9))),
        (
            Some(Contact::Person(someone)),
            Some(theirs::Contact::Person(Box::default())),
        ),
        (Some(Contact::Nobody(())), Some(theirs::Contact::Nobody(()))),
    ] {
        let ours = Person {
            name: "n".into(),
            contact: ours,
            age: 3,
            either: Some(Either::Right(false)),
        };
        let theirs = theirs::Person {
            name: "n".into(),
            contact: theirs,
            age: 3,
            either: Some(theirs::Either::Right(false)),
        };
        assert_twins(&ours, &theirs);
    }
}

#[test]
fn the_last_one_counts_and_messages_merge() {
    let last = Person::decode(&[0x10, 1, 0x1a, 1, b'x'][..]).expect("decodes");
    assert_eq!(last.contact, Some(Contact::Email("x".into())));
    let merged = Person::decode(&[0x2a, 3, 0x0a, 1, b'n', 0x2a, 2, 0x50, 7][..]).expect("decodes");
    let person = Person {
        name: "n".into(),
        age: 7,
        ..Default::default()
    };
    assert_eq!(merged.contact, Some(Contact::Person(Box::new(person))));
    let error = Person::decode(&[0x22, 0][..]).expect_err("another wire type");
    assert!(error.to_string().contains("`code`"), "{error}");
}

#[test]
fn records_say_what_is_written() {
    let spec = <Person as traitwire::__private::Message>::SPEC;
    let MemberSpec::Oneof {
        name,
        docs,
        required: false,
        spec: contact,
        ..
    } = &spec.members[1]
    else {
        panic!("a oneof");
    };
    assert_eq!((*name, *docs), ("contact", "How to reach them."));
    let names: Vec<_> = contact()
        .fields
        .iter()
        .map(|field| (field.name, field.number))
        .collect();
    assert_eq!(
        names,
        [
            ("post_box", 2),
            ("email", 3),
            ("code", 4),
            ("person", 5),
            ("nobody", 6)
        ]
    );
    assert!(contact().fields[4].deprecated);
    assert_eq!(contact().fields[0].docs, "By letter.");
    assert!(matches!(
        &spec.members[3],
        MemberSpec::Oneof { name: "other", .. }
    ));
}
