//! Services and the interceptors that have to start before them.

use traitwire::{Error, Resources};

use super::*;

/// Wants a key.
#[derive(Default)]
pub(crate) struct Locked {
    key: Option<&'static str>,
}

struct Key(&'static str);

impl Interceptor for Locked {
    fn start(&mut self, resources: &Resources) -> Result<(), Error> {
        let key = resources
            .get::<Key>()
            .ok_or_else(|| Error::new("it needs a Key"))?;
        self.key = Some(key.0);
        Ok(())
    }

    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        ctx.set_header("x-key", self.key.unwrap_or("none"));
        next.run(ctx).await
    }
}

/// Behind a lock.
#[service]
#[locked]
pub(crate) trait Vault {
    /// Opens it.
    async fn open(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
}

#[derive(Clone)]
struct Gold;

impl Vault for Gold {
    async fn open(&self, _: &Context, note: Note) -> Result<Note, Status> {
        Ok(note)
    }
}

async fn key_of(client: &VaultClient) -> Result<Option<String>, Status> {
    let ctx = Context::new();
    client.open(&ctx, note("")).await?;
    Ok(ctx.header("x-key"))
}

async fn served(server: VaultServer<Gold>) -> VaultClient {
    let server = Server::new().provide(Key("of the server")).add(server);
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    VaultClient::connect(url).await.expect("connects")
}

#[tokio::test]
async fn a_service_that_was_called_before_it_was_started_is_started_by_the_server() {
    let server = VaultServer::new(Gold);
    let status = key_of(&VaultClient::local(server.clone()))
        .await
        .expect_err("no key");
    assert_eq!(status.code(), Code::FailedPrecondition);
    for word in ["Locked", "it needs a Key", ".start"] {
        assert!(status.message().contains(word), "{}", status.message());
    }
    let key = key_of(&served(server).await).await.expect("a key");
    assert_eq!(key.as_deref(), Some("of the server"));
}

#[tokio::test]
async fn a_started_service_is_left_as_it_is() {
    let started = VaultServer::new(Gold)
        .start(&Resources::new().with(Key("of its own")))
        .expect("starts");
    let key = key_of(&served(started.clone()).await).await.expect("a key");
    assert_eq!(key.as_deref(), Some("of its own"));
    let key = key_of(&VaultClient::local(started)).await.expect("a key");
    assert_eq!(key.as_deref(), Some("of its own"));
}

#[tokio::test]
async fn no_interceptor_is_one() {
    let server = Server::new()
        .intercept(None::<Locked>)
        .add(ProbeServer::new(Scripted::default()));
    let _ = server.bind("127.0.0.1:0").await.expect("none lacks nothing");
}
