//! Callers who meet, and callers who leave.

use example_user_service::store::{Store, StoreError};

use super::seeded;

/// Many tasks at once, over the given stores of one database, want the same address.
pub(super) async fn racing_creators(stores: Vec<Store>) {
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let store = stores[n % stores.len()].clone();
            tokio::spawn(async move { store.create(&format!("{n}"), "wanted@example.com").await })
        })
        .collect();
    let mut winners = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Ok(user) => winners.push(user),
            Err(StoreError::EmailTaken { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(stores[0].list().await.unwrap()[2..], winners);
}

/// Many at once, each as a process of its own would, start on a database that has no tables yet.
pub(super) async fn racing_starts(database: &str) {
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let database = database.to_owned();
            tokio::spawn(async move { Store::open(&database).await })
        })
        .collect();
    for start in starts {
        let store = start
            .await
            .unwrap()
            .expect("eight at once may start on a new database");
        assert_eq!(store.list().await.unwrap(), seeded());
    }
}

/// A caller who goes away in the middle of a call costs the others nothing: not the data, not a connection.
pub(super) async fn abandoned_calls(store: &Store) {
    for n in 0..150 {
        let store = store.clone();
        let call = tokio::spawn(async move { store.create("Gone", &format!("{n}@example.com")).await });
        // Far enough to leave in another place each time.
        for _ in 0..n % 50 {
            tokio::task::yield_now().await;
        }
        call.abort();
    }
    assert_eq!(store.list().await.unwrap()[..2], seeded());
    store.create("Here", "here@example.com").await.unwrap();
}
