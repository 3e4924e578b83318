//! Keys and tokens, the forged ones above all.

use std::time::Duration;

use jsonwebtoken::crypto::sign;
use serde_json::json;
use tonic::Code;

use super::*;

const SECRET: &str = "thirty-two bytes of a test secret";
const RSA_PRIVATE: &str = include_str!("../fixtures/rsa-private.pem");
const RSA_PUBLIC: &str = include_str!("../fixtures/rsa-public.pem");
const RSA_PUBLIC_PKCS1: &str = include_str!("../fixtures/rsa-public-pkcs1.pem");
const RSA_PUBLIC_1024: &str = include_str!("../fixtures/rsa-public-1024.pem");
const EC_PRIVATE: &str = include_str!("../fixtures/ec-private.pem");
const EC_PRIVATE_SEC1: &str = include_str!("../fixtures/ec-private-sec1.pem");
const EC_PUBLIC: &str = include_str!("../fixtures/ec-public.pem");
const EC_PUBLIC_P384: &str = include_str!("../fixtures/ec-public-p384.pem");

fn hour() -> Claims {
    Claims::new("alice", Duration::from_secs(3600)).role("admin")
}

/// Seconds since 1970, an hour from now and an hour ago.
fn times() -> (u64, u64) {
    let later = hour().exp;
    (later, later - 7200)
}

fn base64(json: &Value) -> String {
    // `encode` with any header and any key, its signature cut off, is a way to base64url.
    let token =
        jsonwebtoken::encode(&Header::default(), json, &EncodingKey::from_secret(b"x")).expect("encoded");
    token.split('.').nth(1).expect("a payload").to_owned()
}

/// A token with any header and payload, signed with an algorithm that the header need not name.
fn forge(header: &Value, payload: &Value, algorithm: Algorithm, key: &EncodingKey) -> String {
    let message = format!("{}.{}", base64(header), base64(payload));
    let signature = sign(message.as_bytes(), key, algorithm).expect("signed");
    format!("{message}.{signature}")
}

fn hs256(payload: &Value) -> String {
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    forge(&json!({ "alg": "HS256" }), payload, Algorithm::HS256, &key)
}

#[track_caller]
fn refused(key: &AuthKey, token: &str, why: &str) {
    let status = key.verify(token).expect_err(why);
    assert_eq!(status.code(), Code::Unauthenticated, "{why}");
    assert!(status.message().contains(why), "{why}: {status:?}");
    for part in token.split('.').filter(|part| part.len() > 4) {
        assert!(!status.message().contains(part), "echoes the token: {status:?}");
    }
}

#[track_caller]
fn no_key(result: Result<AuthKey, Error>, why: &str) {
    let error = result.expect_err(why).to_string();
    assert!(error.contains(why), "{why}: {error}");
}

fn accepts_its_own(signing: &AuthKey, verifying: &AuthKey) {
    let token = signing.sign(&hour()).expect("signed");
    let claims = verifying.verify(&token).expect("verified");
    assert_eq!(
        claims,
        Claims {
            exp: claims.exp,
            ..hour()
        }
    );
}

#[test]
fn each_kind_of_key_verifies_what_it_signed() {
    let secret = AuthKey::hs256(SECRET).expect("a secret");
    accepts_its_own(&secret, &secret);
    let rsa = AuthKey::private_pem(RSA_PRIVATE).expect("RSA");
    accepts_its_own(&rsa, &rsa);
    accepts_its_own(&rsa, &AuthKey::pem(RSA_PUBLIC).expect("RSA"));
    accepts_its_own(&rsa, &AuthKey::pem(RSA_PUBLIC_PKCS1).expect("RSA"));
    let ec = AuthKey::private_pem(EC_PRIVATE).expect("EC");
    accepts_its_own(&ec, &ec);
    accepts_its_own(&ec, &AuthKey::pem(EC_PUBLIC).expect("EC"));
    assert_eq!(
        format!("{secret:?} {rsa:?} {ec:?}"),
        "AuthKey(HS256) AuthKey(RS256) AuthKey(ES256)"
    );
}

#[test]
fn the_key_and_not_the_token_chooses_the_algorithm() {
    let (exp, _) = times();
    let payload = json!({ "sub": "mallory", "exp": exp, "role": "admin" });
    let public = AuthKey::pem(RSA_PUBLIC).expect("RSA");
    // The public key, which everybody has, taken for a secret.
    for secret in [RSA_PUBLIC, RSA_PUBLIC.trim_end()] {
        let secret = EncodingKey::from_secret(secret.as_bytes());
        let honest = forge(&json!({ "alg": "HS256" }), &payload, Algorithm::HS256, &secret);
        refused(&public, &honest, "algorithm");
        let lying = forge(&json!({ "alg": "RS256" }), &payload, Algorithm::HS256, &secret);
        refused(&public, &lying, "not signed");
    }
    let rsa = EncodingKey::from_rsa_pem(RSA_PRIVATE.as_bytes()).expect("RSA");
    let other = forge(&json!({ "alg": "RS512" }), &payload, Algorithm::RS512, &rsa);
    refused(&public, &other, "algorithm");
    let unsigned = format!("{}.{}.", base64(&json!({ "alg": "none" })), base64(&payload));
    refused(&public, &unsigned, "malformed");
    refused(&AuthKey::hs256(SECRET).expect("a secret"), &unsigned, "malformed");
    let stripped = format!("{}.{}.", base64(&json!({ "alg": "HS256" })), base64(&payload));
    refused(
        &AuthKey::hs256(SECRET).expect("a secret"),
        &stripped,
        "not signed",
    );
}

#[test]
fn a_token_of_another_key_is_refused() {
    let token = AuthKey::hs256("another")
        .expect("a secret")
        .sign(&hour())
        .expect("signed");
    refused(&AuthKey::hs256(SECRET).expect("a secret"), &token, "not signed");
    let token = AuthKey::private_pem(EC_PRIVATE)
        .expect("EC")
        .sign(&hour())
        .expect("signed");
    refused(&AuthKey::pem(RSA_PUBLIC).expect("RSA"), &token, "algorithm");
}

#[test]
fn a_token_is_valid_for_its_time_only() {
    let key = AuthKey::hs256(SECRET).expect("a secret");
    let (later, earlier) = times();
    refused(&key, &hs256(&json!({ "sub": "a", "exp": earlier })), "expired");
    refused(
        &key,
        &hs256(&json!({ "sub": "a", "exp": later, "nbf": later })),
        "not valid yet",
    );
    refused(&key, &hs256(&json!({ "sub": "a" })), "`exp`");
    refused(&key, &hs256(&json!({ "sub": "a", "exp": "later" })), "`exp`");
    refused(&key, &hs256(&json!({ "sub": "a", "exp": null })), "`exp`");
    refused(&key, &hs256(&json!({ "sub": "a", "exp": -1 })), "`exp`");
    refused(
        &key,
        &hs256(&json!({ "sub": "a", "exp": later, "nbf": "now" })),
        "malformed",
    );
    refused(&key, &hs256(&json!({ "exp": later })), "`sub`");
    let fraction = hs256(&json!({ "sub": "a", "exp": 9_999_999_999.5, "nbf": earlier }));
    assert_eq!(key.verify(&fraction).expect("valid").sub, "a");
}

#[test]
fn audience_and_issuer_count_where_the_key_says_so() {
    let (exp, _) = times();
    let plain = hs256(&json!({ "sub": "a", "exp": exp }));
    let ours = hs256(&json!({ "sub": "a", "exp": exp, "aud": ["api", "other"], "iss": "us" }));
    let theirs = hs256(&json!({ "sub": "a", "exp": exp, "aud": "other", "iss": "them" }));
    let key = AuthKey::hs256(SECRET).expect("a secret");
    key.verify(&plain).expect("for anybody");
    refused(&key, &theirs, "audience");
    let key = key.audience("api");
    key.verify(&ours).expect("for us");
    refused(&key, &theirs, "audience");
    refused(&key, &plain, "`aud`");
    let key = key.issuer("us");
    key.verify(&ours).expect("from us");
    refused(&key.issuer("them"), &ours, "issuer");
}

#[test]
fn extensions_that_have_to_be_understood_are_refused() {
    let (exp, _) = times();
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let header = json!({ "alg": "HS256", "crit": ["exp2"], "exp2": 1 });
    let token = forge(
        &header,
        &json!({ "sub": "a", "exp": exp }),
        Algorithm::HS256,
        &key,
    );
    refused(&AuthKey::hs256(SECRET).expect("a secret"), &token, "extensions");
}

#[test]
fn no_text_makes_it_panic() {
    let keys = [
        AuthKey::hs256(SECRET),
        AuthKey::pem(RSA_PUBLIC),
        AuthKey::pem(EC_PUBLIC),
    ]
    .map(|key| key.expect("a key"));
    let headers = ["HS256", "RS256", "ES256", "EdDSA", "none", ""].map(|alg| base64(&json!({ "alg": alg })));
    let deep = base64(&json!({ "alg": "HS256", "jwk": { "kty": "EC", "crv": "P-256", "x": "AA", "y": "" } }));
    let payload = base64(&json!({ "sub": "a", "exp": 9_999_999_999_u64 }));
    let signatures = [
        "",
        "A",
        "AA",
        "AAAA",
        "=",
        "..",
        "\u{1f511}",
        &"A".repeat(86),
        &"_".repeat(342),
        &"A".repeat(16_000),
    ];
    for header in headers.iter().chain([&deep, &String::new(), &"A".repeat(16_000)]) {
        for payload in [&payload, "", "AA", "e30", "bnVsbA"] {
            for signature in signatures {
                let token = format!("{header}.{payload}.{signature}");
                for key in &keys {
                    assert!(key.verify(&token).is_err());
                }
            }
        }
    }
    for token in ["", ".", "..", "...", "a.b.c.d", "\u{0}"] {
        for key in &keys {
            assert!(key.verify(token).is_err());
        }
    }
}

#[test]
fn a_key_of_the_wrong_kind_says_what_to_do() {
    no_key(AuthKey::hs256(""), "empty");
    no_key(AuthKey::hs256(RSA_PUBLIC), "AuthKey::pem");
    no_key(AuthKey::pem(RSA_PRIVATE), "openssl pkey -in FILE -pubout");
    no_key(AuthKey::pem(EC_PRIVATE), "openssl pkey -in FILE -pubout");
    no_key(AuthKey::pem(EC_PRIVATE_SEC1), "openssl pkey -in FILE -pubout");
    no_key(AuthKey::pem(EC_PUBLIC_P384), "P-256");
    no_key(AuthKey::pem(RSA_PUBLIC_1024), "1024 bits is too short");
    no_key(AuthKey::pem("a secret"), "no PEM block");
    no_key(AuthKey::pem(format!("{EC_PUBLIC}{RSA_PUBLIC}")), "2 PEM blocks");
    no_key(
        AuthKey::pem(EC_PUBLIC.replace("PUBLIC KEY", "CERTIFICATE")),
        "openssl x509",
    );
    no_key(
        AuthKey::pem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
        "damaged",
    );
    no_key(AuthKey::private_pem(EC_PRIVATE_SEC1), "openssl pkcs8");
    no_key(AuthKey::private_pem(EC_PUBLIC), "private key");
    let error = AuthKey::pem(EC_PUBLIC)
        .expect("EC")
        .sign(&hour())
        .expect_err("public");
    assert!(error.to_string().contains("AuthKey::private_pem"), "{error}");
}

#[test]
fn a_command_line_names_a_secret_or_a_file() {
    let file = |name: &str| {
        format!(
            "@{}/src/interceptor/auth/fixtures/{name}",
            env!("CARGO_MANIFEST_DIR")
        )
    };
    let signing = AuthKey::from_signing_arg(&file("ec-private.pem")).expect("EC");
    accepts_its_own(&signing, &AuthKey::from_arg(&file("ec-public.pem")).expect("EC"));
    let secret = AuthKey::random_secret().expect("random");
    assert_eq!(secret.len(), 64);
    accepts_its_own(
        &AuthKey::from_signing_arg(&secret).expect("a secret"),
        &AuthKey::from_arg(&secret).expect("a secret"),
    );
    no_key(AuthKey::from_arg(""), "empty");
    no_key(AuthKey::from_arg("@/no/such.pem"), "`/no/such.pem`");
    no_key(
        AuthKey::from_arg(&file("ec-private.pem")),
        "ec-private.pem`: it holds a `PRIVATE KEY`",
    );
}
