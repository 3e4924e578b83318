//! The contract of the service.

/// A person who can sign in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    /// A decimal number, given by the store.
    pub id: String,
    /// How the person is called.
    pub name: String,
    /// The e-mail address, unlike every other user's.
    pub email: String,
}
