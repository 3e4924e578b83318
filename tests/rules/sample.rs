//! The sample service: what its server answers, and what a caller who reads its contract knows beforehand.

use example_user_service::api::{
    ChatMessage, CreateUserRequest, UserError, UserService, UserServiceClient, UserServiceServer,
};
use example_user_service::service::Users;
use tonic_types::StatusExt as _;
use traitwire::{Code, Context, Status, Streaming};

use super::cases::{Cases, Wrong};
use super::values::Values;
use super::{folder, python};

const CONTRACT: &[u8] = include_bytes!("../../proto/contract.binpb");

/// What a refusal says; nothing where the call came through, or failed for another reason than its argument.
fn wrong<T>(answer: Result<T, UserError>) -> Vec<Wrong> {
    let status = match answer {
        Err(UserError::Rpc(status)) => status,
        _ => return Vec::new(),
    };
    of_status(&status)
}

fn of_status(status: &Status) -> Vec<Wrong> {
    assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
    let details = status.get_details_bad_request().expect("a BadRequest");
    let all = details.field_violations.into_iter();
    all.map(|one| (one.field, one.reason, one.description, false))
        .collect()
}

fn names() -> Vec<String> {
    let mut all: Vec<_> = String::to_try();
    all.extend(
        [
            "\u{3000}",
            "\u{85}b",
            "李小龍",
            "O'Brien, Jr.",
            "\u{2028}",
            "a\u{2028}",
            "\u{200b}",
        ]
        .map(str::to_owned),
    );
    all.extend([199, 200, 201].map(|len| "n".repeat(len)));
    all.extend([199, 200, 201].map(|len| "ö".repeat(len)));
    all
}

fn emails() -> Vec<String> {
    let mut all = String::to_try();
    all.extend([253, 254, 255].map(|len| format!("{}@example.com", "a".repeat(len - "@example.com".len()))));
    all
}

#[tokio::test]
async fn the_server_refuses_what_protovalidate_refuses() {
    let users = Users::open(":memory:").await.expect("a store");
    // The stack declared on the trait wants a key for administrators, which no call here is.
    let key = traitwire::AuthKey::hs256("a key of thirty-two bytes or more").expect("a key");
    let server = UserServiceServer::new(users)
        .start(&traitwire::Resources::new().with(key))
        .expect("starts");
    let client = UserServiceClient::local(server);
    let ctx = &Context::new();
    let mut cases = Cases::default();
    for name in names() {
        let answer = client.create_user(ctx, &name, "somebody@example.com").await;
        let request = CreateUserRequest {
            name,
            email: "somebody@example.com".into(),
        };
        cases.judged(&request, &wrong(answer));
    }
    for email in emails() {
        let answer = client.create_user(ctx, "Somebody", &email).await;
        let request = CreateUserRequest {
            name: "Somebody".into(),
            email,
        };
        cases.judged(&request, &wrong(answer));
    }
    for (name, email) in names().into_iter().zip(emails()) {
        let requests = Streaming::from_iter([CreateUserRequest {
            name: name.clone(),
            email: email.clone(),
        }]);
        let answer = client.create_users(requests).await;
        cases.judged(&CreateUserRequest { name, email }, &wrong(answer));
    }
    for len in [0, 1, 200, 201, 4095, 4096, 4097] {
        for letter in ["a", "ö"] {
            let message = ChatMessage {
                from: letter.repeat(len),
                text: letter.repeat(len),
                sent_at: None,
            };
            let mut said = client
                .chat(Streaming::from_iter([message.clone()]))
                .await
                .expect("a room");
            let heard = said.next().await.expect("an answer");
            cases.judged(
                &message,
                &heard.err().map_or(Vec::new(), |status| of_status(&status)),
            );
        }
    }
    assert!(
        cases.count > 600 && cases.refused > 200 && cases.refused + 200 < cases.count,
        "{} {}",
        cases.count,
        cases.refused
    );
    python::agrees(&folder("sample"), CONTRACT, &cases.text);
}
