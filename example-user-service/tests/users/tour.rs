//! One function, written against the trait, on all that implement it.

use example_user_service::api::{ChatMessage, CreateUserRequest, User, UserError, UserService};
use traitwire::{Context, Streaming};

use crate::support::{Remote, local, users, with_role};

fn person(id: &str, name: &str, email: &str) -> User {
    User {
        id: id.into(),
        name: name.into(),
        email: email.into(),
    }
}

/// All eight methods, on a new database.
async fn tour<S: UserService>(s: &S) -> Result<(), UserError> {
    let ctx = &Context::new();
    let alice = person("1", "Alice", "alice@example.com");
    let bob = person("2", "Bob", "bob@example.com");
    assert_eq!(s.get_user("1").await?, alice);

    let carol = s.create_user(ctx, "Carol", "carol@example.com").await?;
    assert_eq!(carol, person("3", "Carol", "carol@example.com"));
    assert_eq!(s.list_users().await?, [alice.clone(), bob.clone(), carol.clone()]);

    let carol = s
        .update_user(ctx, "3", "Caroline", "caroline@example.com")
        .await?;
    assert_eq!(carol, person("3", "Caroline", "caroline@example.com"));
    assert_eq!(s.get_user("3").await?, carol);

    let requests = ["dan", "eve"].map(|name| CreateUserRequest {
        name: name.into(),
        email: format!("{name}@example.com"),
    });
    let created = s.create_users(Streaming::from_iter(requests)).await?;
    assert_eq!(
        created,
        [
            person("4", "dan", "dan@example.com"),
            person("5", "eve", "eve@example.com")
        ]
    );
    assert!(s.create_users(Streaming::from_iter([])).await?.is_empty());

    assert!(s.delete_user(ctx, "4").await?);
    assert!(matches!(s.delete_user(ctx, "4").await, Err(UserError::NotFound { id }) if id == "4"));
    assert!(matches!(s.get_user("4").await, Err(UserError::NotFound { id }) if id == "4"));

    let mut stream = s.list_users_stream().await?;
    let mut streamed = Vec::new();
    while let Some(user) = stream.next().await {
        streamed.push(user?);
    }
    assert_eq!(streamed, [alice, bob, carol, created[1].clone()]);

    let words = ["hello", "goodbye"].map(|text| ChatMessage {
        from: "the tour".into(),
        text: text.into(),
        sent_at: Some(std::time::UNIX_EPOCH),
    });
    let mut room = s.chat(Streaming::from_iter(words.clone())).await?;
    for word in words {
        assert_eq!(room.next().await.expect("the room answers")?, word);
    }
    assert!(room.next().await.is_none(), "who stops sending leaves");
    Ok(())
}

#[tokio::test]
async fn the_implementation() {
    tour(&users().await).await.expect("the tour");
}

#[tokio::test]
async fn a_client_in_process() {
    tour(&with_role(&local().await, "admin")).await.expect("the tour");
}

#[tokio::test]
async fn a_client_over_a_socket() {
    let remote = Remote::start().await;
    tour(&with_role(&remote.client().await, "admin"))
        .await
        .expect("the tour");
}

/// A handler is a function: a test calls it, and reads from its context what it says.
#[tokio::test]
async fn a_unit_test_needs_no_server() {
    let ctx = Context::test();
    let user = users()
        .await
        .create_user(&ctx, "Carol", "carol@example.com")
        .await
        .expect("a user");
    let changed = ctx
        .get::<example_user_service::audit::Changed>()
        .expect("the handler says whom it changed");
    assert_eq!(changed.0, user.id);
}
