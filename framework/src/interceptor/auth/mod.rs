//! Who calls, and whether they may.

#[cfg(feature = "auth")]
mod bearer;
#[cfg(feature = "auth")]
mod claims;
#[cfg(feature = "auth")]
mod key;
#[cfg(feature = "auth")]
mod pem;

#[cfg(feature = "auth")]
pub use claims::Claims;
#[cfg(feature = "auth")]
pub use key::AuthKey;

/// Lets calls through that carry a valid token: `#[auth]`, or with a role `#[auth(role = "admin")]`. Needs the
/// feature `auth`.
///
/// The token is a JSON Web Token (RFC 7519) in the metadata `authorization: Bearer …` (RFC 6750), signed with HS256,
/// RS256 or ES256. The `AuthKey` that the server was provided with fixes which: a token that names another
/// algorithm, or none, is refused. `exp` and `sub` have to be there, `nbf` may be; clocks may differ by 5 seconds.
/// `aud` and `iss` are compared where the key says with what, and a token that is meant for somebody (`aud`) is
/// refused where the key does not say for whom it verifies.
///
/// | the call | is refused with |
/// |---|---|
/// | has no token, more than one, or one that is malformed, expired, early or not of this key | UNAUTHENTICATED |
/// | has a valid token whose claim `role` is not the one asked for | PERMISSION_DENIED |
///
/// The verified caller is in the context: `ctx.get::<Claims>()`. Of several `Auth` around a call, the first verifies
/// the token and the others look at the role only.
///
/// Without a key in the server's resources it does not start:
///
/// ```
/// # #[cfg(feature = "auth")]
/// # fn main() -> Result<(), traitwire::Error> {
/// use traitwire::{Auth, AuthKey, Interceptor, Resources};
///
/// let mut auth = Auth::default().role("admin"); // what #[auth(role = "admin")] makes
/// assert!(auth.start(&Resources::new()).is_err());
///
/// // What `Server::new().provide(AuthKey::…)` does:
/// auth.start(&Resources::new().with(AuthKey::hs256("a secret that has 32 bytes or more")?))?;
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "auth"))]
/// # fn main() {}
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Auth {
    /// What the claim `role` has to be; empty for any, or none.
    pub role: &'static str,
    #[cfg(feature = "auth")]
    key: Option<AuthKey>,
}

impl Auth {
    /// The same, for callers with this role only.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.role = role;
        self
    }
}

#[cfg(not(feature = "auth"))]
super::off::off!(Auth, "#[auth]", "auth");

#[cfg(feature = "auth")]
mod on {
    use std::sync::Arc;

    use tonic::Status;

    use super::{Auth, AuthKey, Claims, bearer};
    use crate::error::Error;
    use crate::interceptor::{Interceptor, Next, Resources};
    use crate::rpc::Context;

    /// Who a call was found to come from, kept for the next `Auth` around it.
    struct Verified {
        by: AuthKey,
        claims: Arc<Claims>,
    }

    impl Interceptor for Auth {
        fn start(&mut self, resources: &Resources) -> Result<(), Error> {
            let key = resources.get::<AuthKey>().ok_or_else(|| {
                Error::new(
                    "it has no key to verify tokens with: give the server one, \
                     `Server::provide(AuthKey::hs256(secret)?)`, or `AuthKey::pem(public_key)?` for RS256 and ES256",
                )
            })?;
            self.key = Some(key.clone());
            Ok(())
        }

        async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
            let caller = self.caller(ctx)?;
            if !self.role.is_empty() && caller.role.as_deref() != Some(self.role) {
                return Err(Status::permission_denied(format!(
                    "the caller has to have the role `{}`",
                    self.role
                )));
            }
            next.run(ctx).await
        }
    }

    impl Auth {
        /// Who calls, by the token of this call.
        fn caller(&self, ctx: &Context) -> Result<Arc<Claims>, Status> {
            let Some(key) = &self.key else {
                return Err(Status::failed_precondition("authentication was not started"));
            };
            if let Some(known) = ctx.get::<Verified>()
                && known.by.is(key)
            {
                return Ok(known.claims.clone());
            }
            let claims = key.verify(bearer::token(ctx.metadata())?)?;
            ctx.insert(claims.clone());
            let claims = Arc::new(claims);
            ctx.insert(Verified {
                by: key.clone(),
                claims: claims.clone(),
            });
            Ok(claims)
        }
    }
}

#[cfg(all(test, feature = "auth"))]
mod tests;
