//! What every database must do alike. A check gets the address of a new database and leaves it as it likes.

mod concurrency;

use std::pin::pin;

use example_user_service::api::User;
use example_user_service::store::{Store, StoreError};
use futures_util::TryStreamExt;

use self::concurrency::{abandoned_calls, racing_creators, racing_starts};

/// What holds for a database that lives in one store.
pub(crate) async fn all(fresh: impl AsyncFn() -> String) {
    seed(&open(&fresh().await).await).await;
    ids(&open(&fresh().await).await).await;
    strange_ids(&open(&fresh().await).await).await;
    update(&open(&fresh().await).await).await;
    taken_addresses(&open(&fresh().await).await).await;
    racing_creators(vec![open(&fresh().await).await]).await;
    what_no_database_keeps(&open(&fresh().await).await).await;
    streams(&open(&fresh().await).await).await;
    abandoned_calls(&open(&fresh().await).await).await;
}

/// What holds, besides, for a database that outlives a store.
pub(crate) async fn lasting(fresh: impl AsyncFn() -> String) {
    reopening(&fresh().await).await;
    // A race that is lost rarely is run more than once.
    for _ in 0..5 {
        racing_starts(&fresh().await).await;
    }
    let shared = fresh().await;
    racing_creators(vec![open(&shared).await, open(&shared).await]).await;
}

async fn open(database: &str) -> Store {
    Store::open(database).await.expect("a new database opens")
}

fn person(id: &str, name: &str, email: &str) -> User {
    User {
        id: id.into(),
        name: name.into(),
        email: email.into(),
    }
}

fn seeded() -> Vec<User> {
    vec![
        person("1", "Alice", "alice@example.com"),
        person("2", "Bob", "bob@example.com"),
    ]
}

async fn seed(store: &Store) {
    assert_eq!(store.list().await.unwrap(), seeded());
    assert_eq!(store.get("1").await.unwrap(), Some(seeded().remove(0)));
    assert_eq!(store.get("3").await.unwrap(), None);
}

async fn ids(store: &Store) {
    let carol = store.create("Carol", "carol@example.com").await.unwrap();
    assert_eq!(carol, person("3", "Carol", "carol@example.com"));
    assert_eq!(store.get("3").await.unwrap(), Some(carol));
    assert_eq!(
        store.create("", "Ünï@exämple.com").await.unwrap(),
        person("4", "", "Ünï@exämple.com")
    );

    assert!(store.delete("4").await.unwrap());
    assert!(!store.delete("4").await.unwrap());
    assert_eq!(store.get("4").await.unwrap(), None);
    let dave = store.create("Dave", "Ünï@exämple.com").await.unwrap();
    assert_eq!(dave.id, "5", "the id of a deleted user is used again");

    assert!(store.delete("1").await.unwrap());
    let left: Vec<_> = store
        .list()
        .await
        .unwrap()
        .into_iter()
        .map(|user| user.id)
        .collect();
    assert_eq!(left, ["2", "3", "5"]);
}

async fn strange_ids(store: &Store) {
    let strange = [
        "",
        "0",
        "-1",
        "+1",
        "01",
        " 1",
        "1 ",
        "1.0",
        "1e0",
        "0x1",
        "١",
        "one",
        "1\0",
        "\0",
        "1;--",
        "NULL",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551617",
        "999999999999999999999999999999",
    ];
    for id in strange {
        assert_eq!(store.get(id).await.unwrap(), None, "{id:?}");
        assert!(!store.delete(id).await.unwrap(), "{id:?}");
        let nobody = person(id, "Nobody", "nobody@example.com");
        assert_eq!(store.update(&nobody).await.unwrap(), None, "{id:?}");
    }
    assert_eq!(store.list().await.unwrap(), seeded());
}

async fn update(store: &Store) {
    let robert = person("2", "Robert", "robert@example.com");
    assert_eq!(store.update(&robert).await.unwrap(), Some(robert.clone()));
    assert_eq!(store.get("2").await.unwrap(), Some(robert.clone()));
    assert_eq!(
        store.get("1").await.unwrap(),
        Some(seeded().remove(0)),
        "somebody else was changed"
    );

    // Once more the same, as a caller who retries will do; and the same address in another case is still his own.
    assert_eq!(store.update(&robert).await.unwrap(), Some(robert));
    let shouting = person("2", "Robert", "ROBERT@example.com");
    assert_eq!(store.update(&shouting).await.unwrap(), Some(shouting.clone()));
    assert_eq!(store.get("2").await.unwrap(), Some(shouting));

    assert_eq!(
        store
            .update(&person("3", "Carol", "carol@example.com"))
            .await
            .unwrap(),
        None
    );
    store
        .create("Bob", "bob@example.com")
        .await
        .expect("the address that Robert gave up is free");
}

async fn taken_addresses(store: &Store) {
    let error = store.create("Mallory", "ALICE@Example.com").await.unwrap_err();
    assert!(
        matches!(&error, StoreError::EmailTaken { email } if email == "ALICE@Example.com"),
        "{error:?}"
    );
    let error = store
        .update(&person("2", "Bob", "Alice@example.com"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error, StoreError::EmailTaken { email } if email == "Alice@example.com"),
        "{error:?}"
    );
    assert_eq!(store.list().await.unwrap(), seeded());

    // Beyond ASCII as well, where each database has its own idea of lower case.
    store.create("Ödön", "ödön@example.com").await.unwrap();
    let error = store.create("Ödön", "ÖDÖN@EXAMPLE.COM").await.unwrap_err();
    assert!(matches!(error, StoreError::EmailTaken { .. }), "{error:?}");

    assert!(store.delete("1").await.unwrap());
    store
        .create("Alice", "ALICE@example.com")
        .await
        .expect("the address of a deleted user is free");
}

async fn what_no_database_keeps(store: &Store) {
    let long = format!("{}@example.com", "a".repeat(1000));
    for (name, email) in [("a\0b", "a@example.com"), ("a", "a\0@example.com"), ("a", &*long)] {
        let error = store.create(name, email).await.unwrap_err();
        assert!(matches!(error, StoreError::Unstorable { .. }), "{error:?}");
        let error = store.update(&person("1", name, email)).await.unwrap_err();
        assert!(matches!(error, StoreError::Unstorable { .. }), "{error:?}");
    }
    assert_eq!(store.list().await.unwrap(), seeded());

    // The longest address that is let in, of letters that grow in lower case and do not compress.
    let grown: String = ('\u{2C00}'..).take(20).chain("Ⱥ".repeat(470).chars()).collect();
    assert_eq!(grown.len(), 1000);
    store
        .create("Long", &grown)
        .await
        .expect("an index can hold the longest address");
}

async fn streams(store: &Store) {
    for n in 0..248 {
        store
            .create("Somebody", &format!("{n}@example.com"))
            .await
            .unwrap();
    }
    let users: Vec<User> = store.stream().try_collect().await.unwrap();
    assert_eq!(users.len(), 250);
    assert_eq!(users, store.list().await.unwrap());

    // Exactly two pages, and gaps in the ids.
    for id in 51..=100 {
        assert!(store.delete(&id.to_string()).await.unwrap());
    }
    let users: Vec<User> = store.stream().try_collect().await.unwrap();
    assert_eq!((users.len(), users[50].id.as_str()), (200, "101"));

    // More readers than connections, each halted after a page: whoever else comes is served.
    let mut halted: Vec<_> = (0..20).map(|_| Box::pin(store.stream())).collect();
    for stream in &mut halted {
        for id in ["1", "2", "3"] {
            assert_eq!(stream.try_next().await.unwrap().unwrap().id, id);
        }
    }
    store.create("Late", "late@example.com").await.unwrap();
    let late: Vec<User> = halted.remove(0).try_collect().await.unwrap();
    assert_eq!(
        late.last().map(|user| &*user.name),
        Some("Late"),
        "a later page shows what is there by then"
    );

    // It is `'static`, outlives the handle it came from, and ends after an error.
    let mut stream = pin!(store.clone().stream());
    store.close().await;
    assert!(matches!(
        stream.try_next().await,
        Err(StoreError::Database { .. })
    ));
    assert!(matches!(stream.try_next().await, Ok(None)));
}

async fn reopening(database: &str) {
    let store = open(database).await;
    let carol = store.create("Carol", "carol@example.com").await.unwrap();
    assert!(store.delete("1").await.unwrap());
    let dave = store.create("Dave", "dave@example.com").await.unwrap();
    assert!(store.delete(&dave.id).await.unwrap());
    store.close().await;

    let store = open(database).await;
    assert_eq!(
        store.list().await.unwrap(),
        [seeded().remove(1), carol],
        "seeded twice, or lost"
    );
    let erin = store.create("Erin", "erin@example.com").await.unwrap();
    assert_eq!(erin.id, "5", "the id of a deleted user is used again");
}
