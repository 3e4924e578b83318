//! The service by plain tonic, as its documentation shows it.

use std::pin::Pin;

use tonic::codegen::tokio_stream::{self, Stream};
use tonic::{Request, Response, Status};

use pb::user_service_server::{UserService, UserServiceServer};

#[allow(unreachable_pub)]
pub(crate) mod pb {
    tonic::include_proto!("user");
}

struct Users;

fn user(id: String) -> pb::User {
    pb::User {
        id,
        name: "Ada Lovelace".to_owned(),
        email: "ada@example.com".to_owned(),
    }
}

#[tonic::async_trait]
impl UserService for Users {
    async fn get_user(&self, request: Request<pb::GetUserRequest>) -> Result<Response<pb::User>, Status> {
        Ok(Response::new(user(request.into_inner().id)))
    }

    async fn list_users(
        &self,
        _: Request<pb::ListUsersRequest>,
    ) -> Result<Response<pb::ListUsersResponse>, Status> {
        let users = (0..crate::USERS).map(|id| user(id.to_string())).collect();
        Ok(Response::new(pb::ListUsersResponse { users }))
    }

    type WatchUsersStream = Pin<Box<dyn Stream<Item = Result<pb::User, Status>> + Send>>;

    async fn watch_users(
        &self,
        _: Request<pb::WatchUsersRequest>,
    ) -> Result<Response<Self::WatchUsersStream>, Status> {
        let users = (0..crate::STREAMED).map(|id| Ok(user(id.to_string())));
        Ok(Response::new(Box::pin(tokio_stream::iter(users))))
    }
}

/// Serves until it is ended.
#[tokio::main]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tonic::transport::Server::builder()
        .add_service(UserServiceServer::new(Users))
        .serve(crate::address().parse()?)
        .await?;
    Ok(())
}
