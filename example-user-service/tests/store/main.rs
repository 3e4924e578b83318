//! The store, on each database it knows.

#[cfg(unix)]
mod postgres;
mod sqlite;
mod suite;
