//! What h2spec is run against: a method of gRPC, and beside it a route that reads the request and then answers DATA.
//!
//! It says where it listens, and ends on SIGTERM.

use std::convert::Infallible;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use traitwire::server::{Body, Server};
use traitwire::{Error, Status, message, service};

traitwire::package!("h2spec");

/// Anything.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    /// Its name.
    #[field(1)]
    name: String,
}

/// Something to call.
#[service]
trait Things {
    /// Gives back what it is given.
    async fn keep(&self, thing: Thing) -> Result<Thing, Status>;
}

struct Keeper;

impl Things for Keeper {
    async fn keep(&self, thing: Thing) -> Result<Thing, Status> {
        Ok(thing)
    }
}

/// Answers with the length of the request.
async fn count(request: http::Request<Body>) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let mut body = request.into_body();
    let mut read = 0;
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, Bytes::len);
    }
    Ok(http::Response::new(Full::from(format!("{read} bytes\n"))))
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let bound = Server::new()
        .add(ThingsServer::new(Keeper))
        .route("/count", tower::service_fn(count))
        .bind("127.0.0.1:0")
        .await?;
    println!("listening on {}", bound.local_addr().url());
    bound.serve().await
}
