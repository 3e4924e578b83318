//! What a token says.

use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};

/// What a verified token says of its bearer (RFC 7519, section 4).
///
/// A handler under `#[auth]` reads it with `ctx.get::<Claims>()`, and a test makes one with [`Claims::new`]:
///
/// ```
/// use std::time::Duration;
/// use traitwire::{Claims, Context};
///
/// let ctx = Context::test();
/// ctx.insert(Claims::new("alice", Duration::from_secs(60)).role("admin").claim("tenant", "acme"));
///
/// let caller = ctx.get::<Claims>().expect("inserted");
/// assert_eq!(caller.sub, "alice");
/// assert_eq!(caller.extra["tenant"], "acme");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Claims {
    /// Who it is.
    pub sub: String,
    /// Until when the token is valid, in seconds since 1970-01-01 UTC.
    pub exp: u64,
    /// What they are, where the token says so in one word.
    pub role: Option<String>,
    /// All other claims.
    pub extra: Map<String, Value>,
}

impl Claims {
    /// The claims of `sub`, valid from now for as long as `valid_for`.
    pub fn new(sub: impl Into<String>, valid_for: Duration) -> Self {
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            sub: sub.into(),
            exp: now.saturating_add(valid_for).as_secs(),
            role: None,
            extra: Map::new(),
        }
    }

    /// The same, with this role.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// The same, with one more claim.
    #[must_use]
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.extra.insert(name.into(), value.into());
        self
    }

    /// Reads the payload of a token; `None` when it names nobody or does not end.
    pub(super) fn from_payload(mut payload: Map<String, Value>) -> Option<Self> {
        let Some(Value::String(sub)) = payload.remove("sub") else {
            return None;
        };
        let exp = seconds(&payload.remove("exp")?)?;
        let role = match payload.remove("role") {
            Some(Value::String(role)) => Some(role),
            Some(other) => {
                payload.insert("role".to_owned(), other);
                None
            }
            None => None,
        };
        Some(Self {
            sub,
            exp,
            role,
            extra: payload,
        })
    }

    /// The payload of a token that says this.
    pub(super) fn to_payload(&self) -> Map<String, Value> {
        let mut payload = self.extra.clone();
        payload.insert("sub".to_owned(), self.sub.clone().into());
        payload.insert("exp".to_owned(), self.exp.into());
        if let Some(role) = &self.role {
            payload.insert("role".to_owned(), role.clone().into());
        }
        payload
    }
}

/// A NumericDate, which may have a fraction.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and what is no date has been refused"
)]
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        let seconds = value.as_f64()?;
        (seconds >= 0.0).then_some(seconds as u64)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(payload: Value) -> Option<Claims> {
        let Value::Object(payload) = payload else {
            return None;
        };
        Claims::from_payload(payload)
    }

    #[test]
    fn payloads_round_trip() {
        let claims = Claims::new("alice", Duration::from_secs(60))
            .role("admin")
            .claim("tenant", "acme");
        assert_eq!(Claims::from_payload(claims.to_payload()), Some(claims));
    }

    #[test]
    fn a_role_that_is_no_word_is_just_a_claim() {
        let claims = read(json!({ "sub": "a", "exp": 1.5, "role": ["admin"] })).expect("claims");
        assert_eq!((claims.role, claims.exp), (None, 1));
        assert_eq!(claims.extra["role"], json!(["admin"]));
    }

    #[test]
    fn nobody_and_no_end_are_refused() {
        for payload in [
            json!({ "exp": 1 }),
            json!({ "sub": 7, "exp": 1 }),
            json!({ "sub": "a" }),
            json!({ "sub": "a", "exp": "soon" }),
            json!({ "sub": "a", "exp": -1 }),
        ] {
            assert_eq!(read(payload.clone()), None, "{payload}");
        }
    }
}
