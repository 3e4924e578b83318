//! Rules of messages, checked: `#[validate(…)]` declares them, a server checks them before the handler is called.
//!
//! What they mean is what [protovalidate] says, so that a caller in any language can check the same ones beforehand.
//! Generated code calls a function of [`check`] for each rule, with a constant to compare with; a path to the value is
//! written out only where a rule is broken.
//!
//! [protovalidate]: https://protovalidate.com

pub mod check;
mod facet;
mod format;
mod from_wire;
mod path;
#[cfg(test)]
mod tests;
mod violation;
mod walk;

pub use crate::schema::rules::Pattern;
pub use facet::Facet;
pub use path::Path;
pub use violation::{Violation, Violations};
pub use walk::{Checked, Presence, Unchecked, Walk, Whole, by};

use super::record::Message;

/// Checks the rules of a message, and of all messages in it.
///
/// A server does so by itself with each message it receives.
///
/// ```
/// use traitwire::message;
///
/// traitwire::package!("user");
///
/// #[message]
/// #[derive(Default)]
/// struct User {
///     #[field(1)]
///     #[validate(min_len = 1)]
///     name: String,
/// }
///
/// let violations = traitwire::validate(&User::default()).unwrap_err();
/// assert_eq!(violations.to_string(), "name: must be at least 1 characters");
/// ```
///
/// # Errors
/// All rules that the message breaks.
pub fn validate<M: Message>(message: &M) -> Result<(), Violations> {
    let mut violations = Violations::default();
    message.validate(&Path::ROOT, &mut violations);
    if violations.is_empty() {
        Ok(())
    } else {
        Err(violations)
    }
}
