//! Messages that `prost-build` generated, as fields, requests and replies.

use prost::Message;
use traitwire::__private as private;
use traitwire::prelude::*;
use traitwire::schema::{link, spec};
use traitwire::{Prost, message};

use crate::twins::assert_twins;

traitwire::package!("prost_types_test");

const LEGACY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/legacy.binpb"));

/// What `prost-build` makes of the files beside this one, with `enable_type_names` for `User` only.
#[allow(unreachable_pub, reason = "as prost-build writes it")]
mod legacy {
    #[derive(Clone, PartialEq, prost::Message)]
    pub struct User {
        #[prost(string, tag = "1")]
        pub id: String,
        #[prost(message, optional, tag = "2")]
        pub address: Option<Address>,
        #[prost(message, optional, tag = "3")]
        pub since: Option<prost_types::Timestamp>,
        #[prost(message, optional, boxed, tag = "4")]
        pub boss: Option<Box<User>>,
    }

    impl prost::Name for User {
        const NAME: &'static str = "User";
        const PACKAGE: &'static str = "legacy";
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub struct Address {
        #[prost(string, tag = "1")]
        pub city: String,
    }
}

traitwire::foreign!(LEGACY; legacy::User, legacy::Address = "legacy.Address");
traitwire::foreign!(LEGACY => pub Legacy);

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    #[field(1)]
    lead: Option<legacy::User>,
    #[field(2)]
    members: Vec<Prost<legacy::User, Legacy>>,
    #[field(3)]
    office: legacy::Address,
}

#[derive(Clone, PartialEq, prost::Message)]
struct ProstTeam {
    #[prost(message, optional, tag = "1")]
    lead: Option<legacy::User>,
    #[prost(message, repeated, tag = "2")]
    members: Vec<legacy::User>,
    #[prost(message, optional, tag = "3")]
    office: Option<legacy::Address>,
}

fn user(id: &str) -> legacy::User {
    legacy::User {
        id: id.into(),
        address: Some(legacy::Address { city: "Bath".into() }),
        since: Some(prost_types::Timestamp { seconds: 1, nanos: 2 }),
        boss: Some(Box::default()),
    }
}

#[test]
fn foreign_messages_are_fields() {
    let ours = Team {
        lead: Some(user("1")),
        members: vec![user("2").into(), Prost::default()],
        office: legacy::Address { city: "York".into() },
    };
    let theirs = ProstTeam {
        lead: Some(user("1")),
        members: vec![user("2"), legacy::User::default()],
        office: Some(legacy::Address { city: "York".into() }),
    };
    assert_twins(&ours, &theirs);
    assert_twins(&Team::default(), &ProstTeam::default());
    let error = Team::decode(&[0x0a, 2, 0x0a, 9][..]).expect_err("truncated within theirs");
    assert!(error.to_string().contains("lead"), "{error}");
}

#[service]
pub trait Users {
    async fn swap(&self, user: legacy::User) -> Result<Prost<legacy::User, Legacy>, Status>;
}

struct Same;

impl Users for Same {
    async fn swap(&self, user: legacy::User) -> Result<Prost<legacy::User, Legacy>, Status> {
        Ok(user.into())
    }
}

#[tokio::test]
async fn foreign_messages_are_requests_and_replies() {
    let client = UsersClient::local(UsersServer::new(Same));
    let reply = client.swap(user("7")).await.expect("a reply");
    assert_eq!(reply.into_inner(), user("7"));
}

static METHOD: spec::MethodSpec = spec::MethodSpec {
    name: "Get",
    service: "prost_types_test.Teams",
    path: "/prost_types_test.Teams/Get",
    source: <Team as private::Message>::SPEC.source,
    empty_reply: "GetResponse",
    docs: "",
    deprecated: false,
    idempotency: spec::Idempotency::Unknown,
    validates: true,
    compress: None,
    timeout: None,
    request: payload(),
    reply: payload(),
};

const fn payload() -> spec::Payload {
    spec::Payload {
        message: spec::PayloadMessage::Message(private::spec::<Team>),
        streaming: false,
    }
}

static SERVICE: spec::ServiceSpec = spec::ServiceSpec {
    name: "Teams",
    full_name: "prost_types_test.Teams",
    package: <Team as private::Message>::SPEC.package,
    source: <Team as private::Message>::SPEC.source,
    docs: "",
    deprecated: false,
    methods: &[&METHOD],
};

#[test]
fn the_contract_has_their_files_as_they_are() {
    let set = link::link(&[&SERVICE]).expect("links");
    let names: Vec<_> = set.file.iter().map(|file| file.name()).collect();
    assert_eq!(
        names,
        [
            "google/protobuf/timestamp.proto",
            "legacy/address.proto",
            "legacy/user.proto",
            "prost_types_test/prost_types_test.proto",
        ]
    );
    let theirs = prost_types::FileDescriptorSet::decode(LEGACY).expect("a set");
    let bare = |file: &prost_types::FileDescriptorProto| prost_types::FileDescriptorProto {
        source_code_info: None,
        ..file.clone()
    };
    for file in &set.file[1..3] {
        let original = theirs.file.iter().find(|other| other.name() == file.name());
        assert_eq!(Some(bare(file)), original.map(bare));
    }
    assert_eq!(
        set.file[3].dependency,
        ["legacy/address.proto", "legacy/user.proto"]
    );
}

/// Ours within prost's within ours.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Ours {
    #[field(1)]
    theirs: Option<Box<Prost<Theirs, Legacy>>>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Theirs {
    #[prost(message, optional, boxed, tag = "1")]
    ours: Option<Box<Ours>>,
}

impl prost::Name for Theirs {
    const NAME: &'static str = "Theirs";
    const PACKAGE: &'static str = "legacy";
}

/// The depth is counted across the border, or the stack would overflow.
#[test]
fn types_that_alternate_are_bounded() {
    let nested = |levels: usize| {
        let mut bytes = Vec::new();
        for _ in 0..levels {
            let mut outer = vec![0x0a];
            prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
            outer.append(&mut bytes);
            bytes = outer;
        }
        bytes
    };
    let deep = Ours::decode(&*nested(99)).expect("as deep as any other message");
    assert_eq!(deep.encode_to_vec(), nested(99));
    Theirs::decode(&*nested(99)).expect("from the other side too");
    for levels in [102, 1_000, 100_000] {
        Ours::decode(&*nested(levels)).expect_err("too deep");
        Theirs::decode(&*nested(levels)).expect_err("too deep");
    }
}
