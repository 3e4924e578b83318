//! A crate that holds an API and nothing else: without features it has messages, traits and descriptions, and no
//! runtime; a client may be compiled from it without the interceptors that the server has.
#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

use traitwire::prelude::*;

traitwire::package!("api");

/// A thing.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    /// Its name.
    #[field(1)]
    pub name: String,
}

/// Keeps things. The interceptors are types that exist on the server only.
#[service]
#[my::only_on_the_server(level = 3)]
pub trait Things {
    /// Finds one.
    #[auth(role = "admin")]
    async fn find(&self, ctx: &Context, #[field(1)] name: &str) -> Result<Thing, Status>;
    /// All.
    async fn all(&self) -> Result<Streaming<Thing>, Status>;
}

/// Counts them, on whatever implements the trait.
pub async fn count(things: &impl Things) -> Result<usize, Status> {
    let mut all = things.all().await?;
    let mut count = 0;
    while let Some(thing) = all.next().await {
        thing?;
        count += 1;
    }
    Ok(count)
}
