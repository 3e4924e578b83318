//! Records as the macros write them, for the tests of this floor.

use super::rules::FieldRules;
use super::spec::*;

pub(crate) static ACME: PackageSpec = PackageSpec {
    name: "acme.user.v1",
    file: None,
    options: &[
        ("java_package", "com.acme.user.v1"),
        ("java_multiple_files", "true"),
        ("go_package", "acme.example/user/v1;userv1"),
    ],
};
pub(crate) static COMMON: PackageSpec = PackageSpec {
    name: "acme.common.v1",
    file: None,
    options: &[],
};
pub(crate) static TIME: PackageSpec = PackageSpec {
    name: "google.protobuf",
    file: Some("google/protobuf/timestamp.proto"),
    options: &[],
};
pub(crate) static WRAPPERS: PackageSpec = PackageSpec {
    name: "google.protobuf",
    file: Some("google/protobuf/wrappers.proto"),
    options: &[],
};

pub(crate) const fn at(line: u32, item: &'static str) -> Source {
    Source {
        module: "api",
        line,
        column: 1,
        item,
    }
}

pub(crate) const fn plain(name: &'static str, number: u32, kind: Kind) -> FieldSpec {
    field(name, number, kind, Shape::Singular, "")
}

pub(crate) const fn field(
    name: &'static str,
    number: u32,
    kind: Kind,
    shape: Shape,
    docs: &'static str,
) -> FieldSpec {
    FieldSpec {
        name,
        json_name: None,
        number,
        ty: FieldType { kind, shape },
        docs,
        deprecated: false,
        rules: FieldRules::NONE,
    }
}

pub(crate) const fn message(
    name: &'static str,
    package: &'static PackageSpec,
    source: Source,
    members: &'static [MemberSpec],
) -> MessageSpec {
    MessageSpec {
        name,
        package,
        within: None,
        source,
        docs: "",
        deprecated: false,
        members,
        reserved: &[],
        foreign: None,
        transcoder: None,
    }
}

pub(crate) const fn method(name: &'static str, request: Payload, reply: Payload) -> MethodSpec {
    MethodSpec {
        name,
        service: "acme.user.v1.UserService",
        path: name,
        source: at(34, name),
        empty_reply: "Response",
        docs: "",
        deprecated: false,
        idempotency: Idempotency::Unknown,
        validates: true,
        compress: None,
        timeout: None,
        request,
        reply,
    }
}

pub(crate) const fn service(
    name: &'static str,
    package: &'static PackageSpec,
    source: Source,
    methods: &'static [&'static MethodSpec],
) -> ServiceSpec {
    ServiceSpec {
        name,
        full_name: name,
        package,
        source,
        docs: "",
        deprecated: false,
        methods,
    }
}

pub(crate) const fn one(spec: fn() -> &'static MessageSpec) -> Payload {
    Payload {
        message: PayloadMessage::Message(spec),
        streaming: false,
    }
}

pub(crate) const fn many(spec: fn() -> &'static MessageSpec) -> Payload {
    Payload {
        message: PayloadMessage::Message(spec),
        streaming: true,
    }
}

pub(crate) const UNIT: Payload = Payload {
    message: PayloadMessage::Unit,
    streaming: false,
};

pub(crate) static TIMESTAMP: MessageSpec = message(
    "Timestamp",
    &TIME,
    Source {
        module: "traitwire::well_known",
        line: 1,
        column: 1,
        item: "Timestamp",
    },
    &[
        MemberSpec::Field(plain("seconds", 1, Kind::Int64)),
        MemberSpec::Field(plain("nanos", 2, Kind::Int32)),
    ],
);
pub(crate) static STRING_VALUE: MessageSpec = message(
    "StringValue",
    &WRAPPERS,
    Source {
        module: "traitwire::well_known",
        line: 9,
        column: 1,
        item: "StringValue",
    },
    &[MemberSpec::Field(plain("value", 1, Kind::String))],
);

pub(crate) static MONEY: MessageSpec = message(
    "Money",
    &COMMON,
    at(3, "Money"),
    &[
        MemberSpec::Field(plain("units", 1, Kind::Sint64)),
        MemberSpec::Field(plain("currency", 2, Kind::String)),
    ],
);

pub(crate) static ROLE: EnumSpec = EnumSpec {
    name: "Role",
    package: &ACME,
    within: None,
    source: at(5, "Role"),
    docs: "What a user may do.",
    deprecated: false,
    allow_alias: true,
    values: &[
        ValueSpec {
            name: "ROLE_UNSPECIFIED",
            number: 0,
            docs: "",
            deprecated: false,
        },
        ValueSpec {
            name: "ROLE_ADMIN",
            number: 1,
            docs: "All of it.",
            deprecated: false,
        },
        ValueSpec {
            name: "ROLE_ROOT",
            number: 1,
            docs: "",
            deprecated: true,
        },
        ValueSpec {
            name: "ROLE_NEGATIVE",
            number: -1,
            docs: "",
            deprecated: false,
        },
    ],
    reserved: &[
        Reserved::Numbers(5, 5),
        Reserved::Numbers(10, i32::MAX),
        Reserved::Name("ROLE_GUEST"),
    ],
};

pub(crate) static KIND: EnumSpec = EnumSpec {
    name: "Kind",
    package: &ACME,
    within: Some(|| &USER),
    source: at(19, "Kind"),
    docs: "",
    deprecated: true,
    allow_alias: false,
    values: &[ValueSpec {
        name: "KIND_UNSPECIFIED",
        number: 0,
        docs: "",
        deprecated: false,
    }],
    reserved: &[],
};

pub(crate) static ADDRESS: MessageSpec = MessageSpec {
    within: Some(|| &USER),
    ..message(
        "Address",
        &ACME,
        at(18, "Address"),
        &[
            MemberSpec::Field(plain("street", 1, Kind::String)),
            MemberSpec::Field(plain("owner", 2, Kind::Message(|| &USER))),
            MemberSpec::Field(plain("former", 3, Kind::Message(|| &ADDRESS))),
        ],
    )
};

pub(crate) static CONTACT: OneofSpec = OneofSpec {
    source: at(25, "Contact"),
    fields: &[
        field("email", 20, Kind::String, Shape::Singular, "By mail."),
        plain("phone", 21, Kind::Uint64),
        plain("visit", 22, Kind::Message(|| &ADDRESS)),
    ],
};

pub(crate) static USER: MessageSpec = MessageSpec {
    docs: "A person who can sign in.\n\n    indented\nSaid \"so\".",
    reserved: &[
        Reserved::Numbers(3, 3),
        Reserved::Numbers(7, 9),
        Reserved::Numbers(1000, 536_870_911),
        Reserved::Name("old_name"),
        Reserved::Name("older"),
    ],
    ..message(
        "User",
        &ACME,
        at(10, "User"),
        &[
            MemberSpec::Field(field("id", 1, Kind::String, Shape::Singular, "Never empty.")),
            MemberSpec::Field(field("nick_name", 2, Kind::String, Shape::Optional, "")),
            MemberSpec::Oneof {
                name: "contact",
                docs: "How to reach them.",
                required: false,
                spec: || &CONTACT,
            },
            MemberSpec::Field(FieldSpec {
                json_name: Some("theRole"),
                ..plain("role", 4, Kind::Enum(|| &ROLE))
            }),
            MemberSpec::Field(FieldSpec {
                deprecated: true,
                ..field(
                    "scores",
                    5,
                    Kind::Int32,
                    Shape::Repeated { packed: false },
                    "Unpacked.",
                )
            }),
            MemberSpec::Field(field(
                "ratios",
                6,
                Kind::Double,
                Shape::Repeated { packed: true },
                "",
            )),
            MemberSpec::Field(field(
                "tags",
                10,
                Kind::String,
                Shape::Repeated { packed: false },
                "",
            )),
            MemberSpec::Field(field(
                "home_by_year",
                11,
                Kind::Message(|| &ADDRESS),
                Shape::Map { key: Kind::Sint32 },
                "",
            )),
            MemberSpec::Field(field(
                "balance",
                12,
                Kind::Message(|| &MONEY),
                Shape::Optional,
                "",
            )),
            MemberSpec::Field(plain("created_at", 13, Kind::Message(|| &TIMESTAMP))),
            MemberSpec::Field(field("age", 14, Kind::Fixed32, Shape::Optional, "")),
            MemberSpec::Field(plain("kind", 15, Kind::Enum(|| &KIND))),
            MemberSpec::Field(FieldSpec {
                deprecated: true,
                ..plain("title", 16, Kind::Message(|| &STRING_VALUE))
            }),
        ],
    )
};

pub(crate) static GET_USER_REQUEST: MessageSpec = message(
    "GetUserRequest",
    &ACME,
    at(31, "UserService::get_user"),
    &[MemberSpec::Field(plain("id", 1, Kind::String))],
);
pub(crate) static DELETE_USER_REQUEST: MessageSpec = message(
    "DeleteUserRequest",
    &ACME,
    at(33, "UserService::delete_user"),
    &[MemberSpec::Field(plain("id", 1, Kind::String))],
);

pub(crate) static GET_USER: MethodSpec = MethodSpec {
    docs: "Looks one user up.",
    source: at(31, "UserService::get_user"),
    idempotency: Idempotency::NoSideEffects,
    ..method("GetUser", one(|| &GET_USER_REQUEST), one(|| &USER))
};
pub(crate) static DELETE_USER: MethodSpec = MethodSpec {
    idempotency: Idempotency::Idempotent,
    source: at(33, "UserService::delete_user"),
    empty_reply: "DeleteUserResponse",
    deprecated: true,
    ..method("DeleteUser", one(|| &DELETE_USER_REQUEST), UNIT)
};
pub(crate) static CHAT: MethodSpec = method("Chat", many(|| &USER), many(|| &USER));

pub(crate) static USER_SERVICE: ServiceSpec = ServiceSpec {
    docs: "Keeps users.",
    ..service(
        "UserService",
        &ACME,
        at(30, "UserService"),
        &[&GET_USER, &DELETE_USER, &CHAT],
    )
};
