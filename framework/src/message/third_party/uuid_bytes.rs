//! `uuid::Uuid` as 16 bytes: `#[field(1, with = traitwire::message::third_party::uuid_bytes)]`.
//!
//! On a `Uuid`, an `Option` or a `Vec` of it.
//!
//! ```
//! use traitwire::message;
//! use traitwire::message::third_party::uuid_bytes;
//! use uuid::Uuid;
//!
//! traitwire::package!("library");
//!
//! #[message]
//! #[derive(Debug, Default, PartialEq)]
//! struct Book {
//!     #[field(1, with = uuid_bytes)]
//!     id: Uuid,
//!     #[field(2, with = uuid_bytes)]
//!     sequels: Vec<Uuid>,
//! }
//!
//! let book = Book { id: Uuid::from_u128(7), sequels: vec![Uuid::nil()] };
//! let bytes = message::encode(&book);
//! assert_eq!(bytes.len(), 2 * (2 + 16));
//! assert_eq!(message::decode::<Book>(&bytes)?, book);
//! # Ok::<(), message::DecodeError>(())
//! ```

use std::convert::Infallible;

use uuid::Uuid;

/// What can be written as UUIDs of 16 bytes: a `Uuid`, an `Option` or a `Vec` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no UUID",
    label = "not a `Uuid`, nor an `Option` or a `Vec` of it"
)]
pub trait Uuids: Sized {
    /// The bytes in the same shape.
    type Bytes;
    /// Its bytes.
    fn to_bytes(&self) -> Self::Bytes;
    /// The way back.
    fn from_bytes(bytes: Self::Bytes) -> Self;
}

impl Uuids for Uuid {
    type Bytes = [u8; 16];

    fn to_bytes(&self) -> [u8; 16] {
        self.into_bytes()
    }

    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl Uuids for Option<Uuid> {
    type Bytes = Option<[u8; 16]>;

    fn to_bytes(&self) -> Option<[u8; 16]> {
        self.map(Uuid::into_bytes)
    }

    fn from_bytes(bytes: Option<[u8; 16]>) -> Self {
        bytes.map(Uuid::from_bytes)
    }
}

impl Uuids for Vec<Uuid> {
    type Bytes = Vec<[u8; 16]>;

    fn to_bytes(&self) -> Vec<[u8; 16]> {
        self.iter().copied().map(Uuid::into_bytes).collect()
    }

    fn from_bytes(bytes: Vec<[u8; 16]>) -> Self {
        bytes.into_iter().map(Uuid::from_bytes).collect()
    }
}

/// What is written.
pub fn encode<T: Uuids>(uuids: &T) -> T::Bytes {
    uuids.to_bytes()
}

/// What is read: 16 bytes are always a UUID, and another number of them is refused before.
///
/// # Errors
/// None.
pub fn decode<T: Uuids>(bytes: T::Bytes) -> Result<T, Infallible> {
    Ok(T::from_bytes(bytes))
}
