//! PostgreSQL: a server of our own, and the store on it.

mod server;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use example_user_service::store::{Store, StoreError};

use self::server::Server;
use crate::suite;

/// One server for all of it: making one takes longer than the tests.
#[tokio::test(flavor = "multi_thread")]
async fn postgres() {
    let server = match Server::start() {
        Ok(server) => server,
        Err(absent) => {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci != "true"),
                "{absent}; CI must have it"
            );
            // Not `eprintln!`, which the test harness swallows when a test passes.
            let _ = writeln!(std::io::stderr(), "skipped: the store on PostgreSQL ({absent})");
            return;
        }
    };
    let count = AtomicUsize::new(0);
    let fresh = async || {
        let name = format!("users_{}", count.fetch_add(1, Ordering::Relaxed));
        server.create_database(&name).await;
        server.url(&name)
    };
    suite::all(fresh).await;
    suite::lasting(fresh).await;
    what_cannot_be_opened(&server).await;
}

async fn what_cannot_be_opened(server: &Server) {
    let error = Store::open(&server.url("missing")).await.unwrap_err();
    assert!(matches!(error, StoreError::Connect { .. }), "{error:?}");
    assert!(
        error.to_string().contains("\"missing\" does not exist"),
        "{error}"
    );

    let encrypted = format!("{}?sslmode=require", server.url("postgres"));
    let error = Store::open(&encrypted).await.unwrap_err();
    assert!(error.to_string().contains("TLS"), "{error}");
}

/// Needs no server, but a port where there is none.
#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let port = server::free_port();
    let error = Store::open(&format!("postgres://ann:secret@127.0.0.1:{port}/users"))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Connect { .. }), "{error:?}");
    assert!(
        error
            .to_string()
            .contains(&format!("postgres://ann@127.0.0.1:{port}/users")),
        "{error}"
    );
    assert!(
        !error.to_string().contains("secret") && !format!("{error:?}").contains("secret"),
        "{error:?}"
    );
}
