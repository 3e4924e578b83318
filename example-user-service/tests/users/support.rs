//! What a test calls: the implementation, a client in process, a client over a socket.

use example_user_service::api::{UserServiceClient, UserServiceServer};
use example_user_service::service::Users;
use std::time::Duration;
use traitwire::server::{Handle, Server};
use traitwire::{AuthKey, Claims, Resources};

/// The implementation, on a new database that holds Alice and Bob.
pub(crate) async fn users() -> Users {
    Users::open("sqlite::memory:")
        .await
        .expect("a database in memory")
}

pub(crate) fn key() -> AuthKey {
    AuthKey::hs256("the secret of these tests, 32 bytes or more").expect("a secret")
}

/// What a caller with this role sends as `authorization`.
pub(crate) fn bearer(role: &str) -> String {
    let claims = Claims::new("tester", Duration::from_secs(600)).role(role);
    format!("Bearer {}", key().sign(&claims).expect("a token"))
}

pub(crate) fn with_role(client: &UserServiceClient, role: &str) -> UserServiceClient {
    client.with_metadata("authorization", bearer(role))
}

/// A client of a server in this process, without a token.
pub(crate) async fn local() -> UserServiceClient {
    let server = UserServiceServer::new(users().await)
        .start(&Resources::new().with(key()))
        .expect("the interceptors have what they need");
    UserServiceClient::local(server)
}

/// A server on a port of its own, which ends with the value.
pub(crate) struct Remote {
    url: String,
    handle: Handle,
}

impl Remote {
    pub(crate) async fn start() -> Self {
        let bound = Server::new()
            .provide(key())
            .add(UserServiceServer::new(users().await))
            .bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let remote = Self {
            url: bound.local_addr().url(),
            handle: bound.handle(),
        };
        tokio::spawn(bound.serve());
        remote
    }

    /// A client with a connection of its own, without a token.
    pub(crate) async fn client(&self) -> UserServiceClient {
        UserServiceClient::connect(&self.url).await.expect("a connection")
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}

/// A remote client and a local one, which every refusal has to reach alike.
pub(crate) async fn both() -> (Remote, [UserServiceClient; 2]) {
    let remote = Remote::start().await;
    let clients = [remote.client().await, local().await];
    (remote, clients)
}
