//! Who may delete.

use std::time::Duration;

use example_user_service::api::{UserError, UserService, UserServiceClient, UserServiceServer};
use traitwire::server::Server;
use traitwire::{AuthKey, Claims, Code, Context, Resources};

use crate::support::{both, key, local, users, with_role};

/// The code that deleting Bob is refused with; `None` when it is not.
async fn refusal(client: &UserServiceClient) -> Option<Code> {
    match client.delete_user(&Context::new(), "2").await {
        Ok(deleted) => {
            assert!(deleted);
            None
        }
        Err(UserError::Rpc(status)) => Some(status.code()),
        Err(error) => panic!("neither deleted nor refused: {error}"),
    }
}

#[tokio::test]
async fn an_administrator_deletes_and_nobody_else() {
    let (_remote, clients) = both().await;
    for client in clients {
        assert_eq!(refusal(&client).await, Some(Code::Unauthenticated));

        let nonsense = client.with_metadata("authorization", "Bearer nonsense");
        assert_eq!(refusal(&nonsense).await, Some(Code::Unauthenticated));

        let foreign = AuthKey::hs256("the secret of somebody else").expect("a secret");
        let claims = Claims::new("mallory", Duration::from_secs(600)).role("admin");
        let token = foreign.sign(&claims).expect("a token");
        let mallory = client.with_metadata("authorization", format!("Bearer {token}"));
        assert_eq!(refusal(&mallory).await, Some(Code::Unauthenticated));

        assert_eq!(
            refusal(&with_role(&client, "viewer")).await,
            Some(Code::PermissionDenied)
        );
        client.get_user("2").await.expect("Bob is still there");

        assert_eq!(refusal(&with_role(&client, "admin")).await, None);
        assert!(matches!(
            client.get_user("2").await,
            Err(UserError::NotFound { .. })
        ));
    }
}

#[tokio::test]
async fn a_token_may_come_with_one_call() {
    let client = local().await;
    let ctx = Context::new().with_metadata("authorization", crate::support::bearer("admin"));
    assert!(client.delete_user(&ctx, "2").await.expect("deleted"));
    assert_eq!(refusal(&client).await, Some(Code::Unauthenticated));
}

#[tokio::test]
async fn without_a_key_nothing_starts() {
    let server = UserServiceServer::new(users().await);
    let error = Server::new()
        .add(server.clone())
        .bind("127.0.0.1:0")
        .await
        .err()
        .expect("refused")
        .to_string();
    assert!(error.contains("Auth") && error.contains("key"), "{error}");

    let error = server
        .clone()
        .start(&Resources::new())
        .expect_err("refused")
        .to_string();
    assert!(error.contains("Auth") && error.contains("key"), "{error}");

    server.start(&Resources::new().with(key())).expect("it has a key");
}
