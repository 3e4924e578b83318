//! What both servers answer: h2load counts an answer by its HTTP status alone, which is 200 for every failure of gRPC too.

use prost::Message as _;
use tonic::Streaming;
use tonic::metadata::MetadataMap;

use crate::serve_tonic::pb::user_service_client::UserServiceClient;
use crate::serve_tonic::pb::{GetUserRequest, ListUsersRequest, ListUsersResponse, User, WatchUsersRequest};
use crate::{STREAMED, USERS};

/// How many bytes of DATA a reply of this method has: each message and the five bytes before it.
pub fn length(method: &str) -> Result<u64, String> {
    let framed = |length: usize| 5 + length as u64;
    match method {
        "GetUser" => Ok(framed(user(42).encoded_len())),
        "ListUsers" => Ok(framed(users().encoded_len())),
        "WatchUsers" => Ok((0..STREAMED).map(|id| framed(user(id).encoded_len())).sum()),
        _ => Err(format!("nobody knows the reply of {method}")),
    }
}

/// Calls each method of the server once, and compares every message of the reply and its `grpc-status`.
///
/// # Errors
/// What it answers instead.
pub fn check(address: &str) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("there is no runtime: {error}"))?;
    runtime
        .block_on(call(address))
        .map_err(|error| format!("{address} does not answer as it ought to: {error}"))
}

async fn call(address: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut client = UserServiceClient::connect(format!("http://{address}")).await?;

    let reply = client.get_user(GetUserRequest { id: "42".to_owned() }).await?;
    is_ok(Some(reply.metadata()))?;
    same(reply.get_ref(), &user(42))?;

    let reply = client.list_users(ListUsersRequest {}).await?;
    is_ok(Some(reply.metadata()))?;
    same(reply.get_ref(), &users())?;

    let mut stream: Streaming<User> = client.watch_users(WatchUsersRequest {}).await?.into_inner();
    for id in 0..STREAMED {
        same(&stream.message().await?, &Some(user(id)))?;
    }
    same(&stream.message().await?, &None)?;
    is_ok(stream.trailers().await?.as_ref())
}

/// tonic's client takes an end without a status for a good one.
fn is_ok(metadata: Option<&MetadataMap>) -> Result<(), Box<dyn std::error::Error>> {
    let status = metadata.and_then(|metadata| metadata.get("grpc-status"));
    match status.map(|status| status.as_bytes()) {
        Some(b"0") => Ok(()),
        status => Err(format!("its grpc-status is {status:?}").into()),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(reply: &T, expected: &T) -> Result<(), Box<dyn std::error::Error>> {
    match reply == expected {
        true => Ok(()),
        false => Err(format!("{reply:?} in place of {expected:?}").into()),
    }
}

fn user(id: usize) -> User {
    User {
        id: id.to_string(),
        name: "Ada Lovelace".to_owned(),
        email: "ada@example.com".to_owned(),
    }
}

fn users() -> ListUsersResponse {
    ListUsersResponse {
        users: (0..USERS).map(user).collect(),
    }
}
