//! The contract: messages, errors, and one trait that is the service.

use std::time::SystemTime;

use traitwire::prelude::*;

use crate::audit::Audit;
use crate::store::StoreError;

traitwire::package!("user");

/// Keeps users, and lets callers talk.
#[service]
#[logging]
#[rate_limit(per_second = 50_000)]
pub trait UserService {
    /// Looks one user up. NOT_FOUND when the id names nobody.
    #[no_side_effects]
    async fn get_user(&self, #[field(1)] id: &str) -> Result<User, UserError>;

    /// Adds a user. INVALID_ARGUMENT names each field that will not do; ALREADY_EXISTS when another user has the
    /// e-mail address.
    #[audit]
    async fn create_user(
        &self,
        ctx: &Context,
        /// Not blank, 200 characters at most.
        #[field(1)]
        #[validate(max_len = 200, pattern = r"^\P{Cc}*[^\p{Z}\p{Cc}]\P{Cc}*$")]
        name: &str,
        /// An address that no other user has.
        #[field(2)]
        #[validate(email, max_bytes = 254)]
        email: &str,
    ) -> Result<User, UserError>;

    /// All users, the oldest first.
    #[no_side_effects]
    #[returns(users = 1)]
    async fn list_users(&self) -> Result<Vec<User>, UserError>;

    /// Gives a user a new name and a new e-mail address. Fails as CreateUser and GetUser do.
    #[idempotent]
    #[audit]
    async fn update_user(
        &self,
        ctx: &Context,
        /// Whom to change.
        #[field(1)]
        id: &str,
        /// The new name, which may be the old one.
        #[field(2)]
        #[validate(max_len = 200, pattern = r"^\P{Cc}*[^\p{Z}\p{Cc}]\P{Cc}*$")]
        name: &str,
        /// The new address, which may be the old one.
        #[field(3)]
        #[validate(email, max_bytes = 254)]
        email: &str,
    ) -> Result<User, UserError>;

    /// Removes a user, for administrators. NOT_FOUND when the id names nobody.
    #[auth(role = "admin")]
    #[audit]
    #[returns(success = 1)]
    async fn delete_user(&self, ctx: &Context, #[field(1)] id: &str) -> Result<bool, UserError>;

    /// All users, the oldest first, one by one.
    #[no_side_effects]
    async fn list_users_stream(&self) -> Result<Streaming<User>, UserError>;

    /// Adds users one by one, at most 10,000 in a call. The first that cannot be added ends the call; those before it
    /// stay.
    #[audit]
    #[returns(users = 1)]
    async fn create_users(&self, requests: Streaming<CreateUserRequest>) -> Result<Vec<User>, UserError>;

    /// A room: what one caller sends, all connected callers receive, the sender too. Who stops sending leaves, and
    /// hears first what had been said by then. Who reads too slowly is sent out with RESOURCE_EXHAUSTED.
    async fn chat(&self, messages: Streaming<ChatMessage>) -> Result<Streaming<ChatMessage>, UserError>;
}

/// A person who can sign in.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    /// A decimal number, given by the service.
    #[field(1)]
    pub id: String,
    /// How the person is called.
    #[field(2)]
    pub name: String,
    /// The e-mail address, unlike every other user's; upper and lower case are the same.
    #[field(3)]
    pub email: String,
}

/// What somebody says in the room.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChatMessage {
    /// Who says it, in their own words.
    #[field(1)]
    #[validate(max_len = 200)]
    pub from: String,
    /// What they say.
    #[field(2)]
    #[validate(max_bytes = 4096)]
    pub text: String,
    /// When they said it. The service fills it in where it is missing.
    #[field(3)]
    pub sent_at: Option<SystemTime>,
}

/// What a method fails with. Each variant but the last travels as a `google.rpc.ErrorInfo`, and is itself again in a
/// Rust client.
#[derive(Debug, thiserror::Error, RpcError)]
pub enum UserError {
    /// The id names nobody.
    #[error("user {id} not found")]
    #[status(NOT_FOUND)]
    NotFound {
        /// The id that was asked for.
        id: String,
    },

    /// Another user has the address.
    #[error("the e-mail address {email} is taken by another user: choose another one")]
    #[status(ALREADY_EXISTS)]
    EmailTaken {
        /// The address that was asked for.
        email: String,
    },

    /// The database failed. The caller learns no more than that.
    #[error("the users cannot be reached right now")]
    #[status(INTERNAL)]
    Storage {
        /// Why. It stays on the server.
        #[status(skip)]
        source: StoreError,
    },

    /// Anything else: an invalid argument, a missing token, a lost connection.
    #[error(transparent)]
    #[status(transparent)]
    Rpc(#[from] Status),
}
