//! The service by traitwire, every default on.

use traitwire::prelude::*;

traitwire::package!("user");

/// A user.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[field(1)]
    pub id: String,
    #[field(2)]
    pub name: String,
    #[field(3)]
    pub email: String,
}

/// Users.
#[service]
pub trait UserService {
    async fn get_user(&self, #[field(1)] id: String) -> Result<User, Status>;

    #[returns(users = 1)]
    async fn list_users(&self) -> Result<Vec<User>, Status>;

    async fn watch_users(&self) -> Result<Streaming<User>, Status>;
}

struct Users;

fn user(id: String) -> User {
    User {
        id,
        name: "Ada Lovelace".to_owned(),
        email: "ada@example.com".to_owned(),
    }
}

impl UserService for Users {
    async fn get_user(&self, id: String) -> Result<User, Status> {
        Ok(user(id))
    }

    async fn list_users(&self) -> Result<Vec<User>, Status> {
        Ok((0..crate::USERS).map(|id| user(id.to_string())).collect())
    }

    async fn watch_users(&self) -> Result<Streaming<User>, Status> {
        Ok(Streaming::from_iter(
            (0..crate::STREAMED).map(|id| user(id.to_string())),
        ))
    }
}

/// Serves until it is ended.
#[tokio::main]
pub async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::new().add(UserServiceServer::new(Users));
    Ok(server.listen(crate::address()).await?)
}
