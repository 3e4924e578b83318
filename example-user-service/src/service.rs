//! The contract, implemented.

use futures_util::TryStreamExt;
use tonic_types::{ErrorDetails, StatusExt};
use traitwire::RpcError as _;
use traitwire::prelude::*;

use crate::api::{ChatMessage, CreateUserRequest, User, UserError, UserService};
use crate::audit::Changed;
use crate::room::Room;
use crate::store::{Store, StoreError};

/// How many users one call creates at most: what it answers is held in memory until then.
const MOST: usize = 10_000;

/// In bytes of an id. It travels thrice in a status, and many clients take 8 KiB.
const LONGEST_SHOWN: usize = 1024;

/// The users of a store, and a room for those who call.
#[derive(Clone, Debug)]
pub struct Users {
    store: Store,
    room: Room,
}

impl Users {
    /// Serves what is in `store`.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            room: Room::new(),
        }
    }

    /// Opens a database, as [`Store::open`] does, and serves what is in it.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub async fn open(database: &str) -> Result<Self, StoreError> {
        Store::open(database).await.map(Self::new)
    }

    /// Where the users are kept.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where those who call `Chat` meet.
    pub fn room(&self) -> &Room {
        &self.room
    }
}

impl UserService for Users {
    async fn get_user(&self, id: &str) -> Result<User, UserError> {
        self.store.get(id).await?.ok_or_else(|| not_found(id))
    }

    async fn create_user(&self, ctx: &Context, name: &str, email: &str) -> Result<User, UserError> {
        let user = self.store.create(name, email).await?;
        ctx.insert(Changed(user.id.clone()));
        Ok(user)
    }

    async fn list_users(&self) -> Result<Vec<User>, UserError> {
        Ok(self.store.list().await?)
    }

    async fn update_user(&self, ctx: &Context, id: &str, name: &str, email: &str) -> Result<User, UserError> {
        let user = User {
            id: id.to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
        };
        let user = self.store.update(&user).await?.ok_or_else(|| not_found(id))?;
        ctx.insert(Changed(user.id.clone()));
        Ok(user)
    }

    async fn delete_user(&self, ctx: &Context, id: &str) -> Result<bool, UserError> {
        if !self.store.delete(id).await? {
            return Err(not_found(id));
        }
        ctx.insert(Changed(id.to_owned()));
        Ok(true)
    }

    async fn list_users_stream(&self) -> Result<Streaming<User>, UserError> {
        let users = self.store.stream();
        Ok(Streaming::new(
            users.map_err(|error| UserError::from(error).into_status()),
        ))
    }

    async fn create_users(&self, mut requests: Streaming<CreateUserRequest>) -> Result<Vec<User>, UserError> {
        let mut created = Vec::new();
        while let Some(request) = requests.next().await {
            let CreateUserRequest { name, email } = request?;
            if created.len() == MOST {
                return Err(too_many());
            }
            created.push(self.store.create(&name, &email).await?);
        }
        Ok(created)
    }

    async fn chat(&self, messages: Streaming<ChatMessage>) -> Result<Streaming<ChatMessage>, UserError> {
        Ok(self.room.join(messages))
    }
}

/// The id as it was asked for, unless it is so long that clients would refuse the trailers which it comes back in.
fn not_found(id: &str) -> UserError {
    let mut end = id.len().min(LONGEST_SHOWN);
    while !id.is_char_boundary(end) {
        end -= 1;
    }
    UserError::NotFound {
        id: if end < id.len() {
            format!("{}…", &id[..end])
        } else {
            id.to_owned()
        },
    }
}

/// A value that keeps its rules and that this store cannot keep all the same.
fn unstorable(field: &str, reason: &str) -> Status {
    let field = if field == "name" { "name" } else { "email" };
    let mut details = ErrorDetails::new();
    details.add_bad_request_violation(field, reason);
    Status::with_error_details(Code::InvalidArgument, format!("{field}: {reason}"), details)
}

fn too_many() -> UserError {
    UserError::Rpc(Status::resource_exhausted(format!(
        "one call creates {MOST} users at most, and so many it has created: send the others in another call"
    )))
}

impl From<StoreError> for UserError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::EmailTaken { email } => UserError::EmailTaken { email },
            StoreError::Unstorable { field, reason } => UserError::Rpc(unstorable(field, reason)),
            source => {
                // The caller is not told why, so somebody else has to be.
                tracing::error!(error = %source, "the store failed");
                UserError::Storage { source }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_store_refuses_names_the_field_of_the_message() {
        for (stored, field) in [("name", "name"), ("e-mail address", "email")] {
            let status = unstorable(stored, "too odd");
            assert_eq!(status.code(), Code::InvalidArgument);
            let violations = status
                .get_details_bad_request()
                .expect("a BadRequest")
                .field_violations;
            assert_eq!(violations[0].field, field);
        }
    }
}
