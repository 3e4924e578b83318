//! What goes wrong, and what a caller learns of it.

use example_user_service::api::{CreateUserRequest, UserError, UserService};
use example_user_service::service::Users;
use tonic_types::StatusExt as _;
use traitwire::{Code, Context, RpcError as _, Status, Streaming};

use crate::support::{both, users};

/// The fields that a refusal names.
fn violations(status: &Status) -> Vec<String> {
    assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
    let bad = status.get_details_bad_request().expect("a BadRequest");
    let fields = bad.field_violations.into_iter();
    fields
        .map(|violation| {
            assert!(!violation.description.is_empty());
            violation.field
        })
        .collect()
}

#[tokio::test]
async fn whatever_names_no_user_is_not_found() {
    let (_remote, clients) = both().await;
    let (ctx, long) = (&Context::new(), "9".repeat(1000));
    for client in clients {
        for nobody in [
            "nobody",
            "",
            "01",
            "-1",
            "18446744073709551617",
            "a\0\n",
            "ödön",
            &long,
        ] {
            match client.get_user(nobody).await {
                Err(UserError::NotFound { id }) => assert_eq!(id, nobody),
                other => panic!("{nobody:?}: {other:?}"),
            }
            let update = client.update_user(ctx, nobody, "Nobody", "nobody@example.com");
            match update.await {
                Err(UserError::NotFound { id }) => assert_eq!(id, nobody),
                other => panic!("{nobody:?}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn an_id_of_any_length_comes_back_in_trailers_that_clients_take() {
    let (_remote, clients) = both().await;
    for client in clients {
        match client.get_user(&"ö".repeat(100_000)).await {
            Err(UserError::NotFound { id }) => assert_eq!(id, format!("{}…", "ö".repeat(512))),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_address_belongs_to_one_user() {
    let (_remote, clients) = both().await;
    let ctx = &Context::new();
    for client in clients {
        match client.create_user(ctx, "Mallory", "ALICE@example.com").await {
            Err(UserError::EmailTaken { email }) => assert_eq!(email, "ALICE@example.com"),
            other => panic!("{other:?}"),
        }
        match client.update_user(ctx, "2", "Bob", "alice@example.com").await {
            Err(UserError::EmailTaken { email }) => assert_eq!(email, "alice@example.com"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn every_field_that_will_not_do_is_named() {
    let (_remote, clients) = both().await;
    let ctx = &Context::new();
    for client in clients {
        let status = client
            .create_user(ctx, "", "nobody")
            .await
            .expect_err("refused")
            .into_status();
        assert_eq!(violations(&status), ["name", "email"]);

        let status = client
            .update_user(ctx, "1", "Alice\0", "alice@example.com")
            .await
            .expect_err("refused")
            .into_status();
        assert_eq!(violations(&status), ["name"]);
        assert_eq!(client.get_user("1").await.expect("Alice").name, "Alice");
    }
}

#[tokio::test]
async fn the_first_that_cannot_be_created_ends_the_call_and_those_before_it_stay() {
    let (_remote, clients) = both().await;
    for client in clients {
        let requests = ["dan@example.com", "nobody", "eve@example.com"].map(|email| CreateUserRequest {
            name: "Somebody".into(),
            email: email.into(),
        });
        let status = client
            .create_users(Streaming::from_iter(requests))
            .await
            .expect_err("refused")
            .into_status();
        assert_eq!(violations(&status), ["email"]);
        let users = client.list_users().await.expect("users");
        assert_eq!(users.len(), 3);
        assert_eq!(users[2].email, "dan@example.com");
    }
}

#[tokio::test]
async fn one_call_creates_so_many_users_and_no_more() {
    let users = users().await;
    let request = |n: usize| CreateUserRequest {
        name: "Somebody".into(),
        email: format!("{n}@example.com"),
    };
    let status = users
        .create_users(Streaming::from_iter((0..10_001).map(request)))
        .await
        .expect_err("refused")
        .into_status();
    assert_eq!(status.code(), Code::ResourceExhausted);
}

#[tokio::test]
async fn why_the_database_failed_stays_on_the_server() {
    let users: Users = users().await;
    users.store().close().await;
    let error = users.get_user("1").await.expect_err("a closed database");
    assert!(matches!(error, UserError::Storage { .. }), "{error:?}");

    let status = error.into_status();
    assert_eq!(status.code(), Code::Internal);
    let shown = format!("{status:?}");
    assert!(!shown.to_lowercase().contains("pool"), "{shown}");

    let mut stream = users.list_users_stream().await.expect("a stream");
    let status = stream.next().await.expect("its end").expect_err("a failure");
    assert_eq!(status.code(), Code::Internal);
}
