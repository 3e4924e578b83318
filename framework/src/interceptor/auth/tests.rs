//! The interceptor, as a call meets it.

use std::sync::Arc;
use std::time::Duration;

use tonic::{Code, Status};

use super::{Auth, AuthKey, Claims};
use crate::interceptor::fixture::{OK, call};
use crate::interceptor::{Interceptor, Next, Resources, begin};
use crate::rpc::Context;

fn key() -> AuthKey {
    AuthKey::hs256("thirty-two bytes of a test secret").expect("a secret")
}

fn started(auth: Auth, key: &AuthKey) -> Auth {
    let mut auth = auth;
    auth.start(&Resources::new().with(key.clone())).expect("started");
    auth
}

fn bearer(key: &AuthKey, role: &str) -> Context {
    let claims = Claims::new("alice", Duration::from_secs(3600)).role(role);
    let token = key.sign(&claims).expect("signed");
    call(None, &[("authorization", &format!("Bearer {token}"))])
}

fn code(result: Result<(), Status>) -> Code {
    result.map_or_else(|status| status.code(), |()| Code::Ok)
}

#[tokio::test]
async fn a_valid_token_is_let_through_and_its_claims_are_kept() {
    let key = key();
    let auth = started(Auth::default(), &key);
    let ctx = bearer(&key, "reader");
    auth.intercept(&ctx, OK).await.expect("let through");
    let claims = ctx.get::<Claims>().expect("claims");
    assert_eq!((&*claims.sub, claims.role.as_deref()), ("alice", Some("reader")));
}

#[tokio::test]
async fn no_token_and_the_wrong_role_are_told_apart() {
    let key = key();
    let auth = started(Auth::default().role("admin"), &key);
    assert_eq!(code(auth.intercept(&bearer(&key, "admin"), OK).await), Code::Ok);
    for role in ["reader", "", "Admin"] {
        let ctx = bearer(&key, role);
        let status = auth.intercept(&ctx, OK).await.expect_err("the wrong role");
        assert_eq!(status.code(), Code::PermissionDenied);
    }
    for metadata in [&[][..], &[("authorization", "Bearer a.b.c")]] {
        let ctx = call(None, metadata);
        assert_eq!(code(auth.intercept(&ctx, OK).await), Code::Unauthenticated);
        assert!(ctx.get::<Claims>().is_none());
    }
}

#[tokio::test]
async fn what_a_handler_or_a_user_put_there_is_no_verified_caller() {
    let auth = started(Auth::default(), &key());
    let ctx = call(None, &[]);
    ctx.insert(Claims::new("mallory", Duration::from_secs(3600)).role("admin"));
    assert_eq!(code(auth.intercept(&ctx, OK).await), Code::Unauthenticated);
}

/// An interceptor around a handler, as another handler.
struct Inner<'a>(&'a Auth);

impl Next for Inner<'_> {
    type Reply = Arc<Claims>;

    async fn run(self, ctx: &Context) -> Result<Arc<Claims>, Status> {
        let before = ctx.get::<Claims>().ok_or_else(|| Status::internal("no claims"))?;
        self.0.intercept(ctx, OK).await?;
        Ok(before)
    }
}

#[tokio::test]
async fn the_second_of_two_does_not_verify_again() {
    let key = key();
    let outer = started(Auth::default(), &key);
    let inner = started(Auth::default().role("admin"), &key);
    let ctx = bearer(&key, "admin");
    let before = outer.intercept(&ctx, Inner(&inner)).await.expect("let through");
    let after = ctx.get::<Claims>().expect("claims");
    assert!(Arc::ptr_eq(&before, &after), "inserted once");

    let ctx = bearer(&key, "reader");
    let refused = outer.intercept(&ctx, Inner(&inner)).await;
    assert_eq!(
        refused.expect_err("the wrong role").code(),
        Code::PermissionDenied
    );
}

#[tokio::test]
async fn a_second_with_another_key_does() {
    let outer_key = key();
    let outer = started(Auth::default(), &outer_key);
    let inner = started(Auth::default(), &AuthKey::hs256("another").expect("a secret"));
    let refused = outer.intercept(&bearer(&outer_key, "admin"), Inner(&inner)).await;
    assert_eq!(refused.expect_err("another key").code(), Code::Unauthenticated);
}

#[tokio::test]
async fn without_a_key_it_does_not_start() {
    let mut auth = Auth::default();
    let error = begin(&mut auth, &Resources::new())
        .expect_err("no key")
        .to_string();
    assert!(
        error.starts_with("the interceptor `Auth` cannot start: "),
        "{error}"
    );
    assert!(error.contains("Server::provide(AuthKey::"), "{error}");
    let refused = auth.intercept(&bearer(&key(), "admin"), OK).await;
    assert_eq!(code(refused), Code::FailedPrecondition);
}
