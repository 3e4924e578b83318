//! An interceptor of our own: who changed what.

use traitwire::prelude::*;

/// Writes a line for each call of the methods it stands on: `#[audit]`.
///
/// It is a [`tracing`] event with the target `audit`, made when the call ends, however it ends: `caller` is the bearer
/// of the token that `#[auth]` outside it has verified, `user` the id that the method says it [`Changed`].
#[derive(Debug, Default)]
pub struct Audit;

/// The id of the user whom a method has changed, said with `ctx.insert(Changed(id))`.
#[derive(Debug)]
pub struct Changed(pub String);

impl Interceptor for Audit {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        ctx.on_end(|ctx, end| {
            let caller = ctx.get::<Claims>();
            let changed = ctx.get::<Changed>();
            tracing::info!(
                target: "audit",
                method = ctx.method().map(|method| method.name),
                caller = caller.as_ref().map_or("anybody", |claims| claims.sub.as_str()),
                user = changed.as_ref().map(|changed| changed.0.as_str()),
                code = ?end.code,
                "a change was asked for"
            );
        });
        next.run(ctx).await
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::Duration;

    use tracing::instrument::WithSubscriber as _;

    use super::*;
    use crate::api::{UserService as _, UserServiceClient, UserServiceServer};
    use crate::service::Users;

    /// Keeps what is logged.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Log {
        fn text(&self) -> String {
            let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            String::from_utf8_lossy(&bytes).into_owned()
        }
    }

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn changes_are_recorded_and_nothing_else() {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let users = Users::open("sqlite::memory:")
            .await
            .expect("a database in memory");
        let key = AuthKey::hs256("a secret that has 32 bytes or more").expect("a secret");
        let claims = Claims::new("tester", Duration::from_secs(600)).role("admin");
        let bearer = format!("Bearer {}", key.sign(&claims).expect("a token"));
        let server = UserServiceServer::new(users)
            .start(&Resources::new().with(key))
            .expect("the interceptors have what they need");
        let client = UserServiceClient::local(server);
        async {
            let ctx = &Context::new();
            client.get_user("1").await.expect("Alice");
            client
                .create_user(ctx, "Carol", "carol@example.com")
                .await
                .expect("Carol");
            client.delete_user(ctx, "1").await.expect_err("no token");
            let admin = Context::new().with_metadata("authorization", bearer);
            client.delete_user(&admin, "2").await.expect("deleted");
        }
        .with_subscriber(subscriber)
        .await;

        let text = log.text();
        let audited: Vec<_> = text.lines().filter(|line| line.contains(" audit: ")).collect();
        assert_eq!(audited.len(), 2, "{text}");
        for (line, parts) in audited.iter().zip([
            ["CreateUser", "caller=\"anybody\"", "user=\"3\"", "code=Ok"],
            ["DeleteUser", "caller=\"tester\"", "user=\"2\"", "code=Ok"],
        ]) {
            for part in parts {
                assert!(line.contains(part), "no {part} in {line}");
            }
        }
        assert!(!text.contains("Bearer"), "a token is in the log: {text}");
    }
}
