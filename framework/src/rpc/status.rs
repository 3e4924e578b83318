//! Errors that cross the wire and keep their type.
//!
//! `#[derive(RpcError)]` makes a [`Status`] of each variant, with a `google.rpc.ErrorInfo` that names the variant and
//! holds its fields; any language reads it, and a Rust client gets the variant back.

use std::fmt::Display;
use std::str::FromStr;

use prost::Message;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt, pb};

/// An error of a service: what its methods return on both sides.
///
/// `#[derive(RpcError)]` implements it for an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an RPC error",
    label = "not an RPC error",
    note = "derive it: `#[derive(RpcError)]` on an enum with a `#[status(…)]` on each variant, or use `Status`"
)]
pub trait RpcError: Sized + Send + 'static {
    /// The status that the caller sees.
    fn into_status(self) -> Status;
    /// The error that a status stands for. One that does not parse back becomes the transparent variant.
    fn from_status(status: Status) -> Self;
}

impl RpcError for Status {
    fn into_status(self) -> Status {
        self
    }

    fn from_status(status: Status) -> Self {
        status
    }
}

/// The type of a field of an error's variant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel in an error's details",
    label = "needs `Display` and `FromStr`",
    note = "what only the server knows is marked `#[status(skip)]`: the variant then comes back as the transparent one"
)]
pub trait Detail: Sized {
    /// The value as text.
    fn write(&self) -> String;
    /// The value of a text, if it is one.
    fn read(text: &str) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Display + FromStr> Detail for T {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// An error that says what is wrong.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no message for its status",
    label = "needs `Display`",
    note = "derive `thiserror::Error` with an `#[error(\"…\")]` on each variant, or implement `Display`"
)]
pub trait Explain {
    /// The message of the status.
    fn explain(&self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Display> Explain for T {
    fn explain(&self) -> String {
        self.to_string()
    }
}

/// The status of a variant.
pub fn report<const N: usize>(
    code: Code,
    message: String,
    reason: &str,
    domain: &str,
    fields: [(&str, String); N],
) -> Status {
    let metadata = fields.map(|(name, value)| (name.to_owned(), value));
    let details = ErrorDetails::with_error_info(reason, domain, metadata);
    Status::with_error_details(code, message, details)
}

/// What a status says of a variant.
#[derive(Debug)]
pub struct Report {
    code: Code,
    info: pb::ErrorInfo,
}

impl Report {
    /// The `ErrorInfo` of `domain` in a status, if there is one. Details that do not decode are none.
    pub fn of(status: &Status, domain: &str) -> Option<Self> {
        let details = pb::Status::decode(status.details()).ok()?.details;
        details
            .iter()
            .filter(|any| any.type_url.rsplit('/').next() == Some("google.rpc.ErrorInfo"))
            .filter_map(|any| pb::ErrorInfo::decode(&*any.value).ok())
            .find(|info| info.domain == domain)
            .map(|info| Self {
                code: status.code(),
                info,
            })
    }

    /// Whether it is of the variant with this code and reason.
    pub fn is(&self, code: Code, reason: &str) -> bool {
        self.code == code && self.info.reason == reason
    }

    /// The text of a field, if it is there.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.info.metadata.get(name).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_back() {
        let status = report(
            Code::NotFound,
            "no user 7".into(),
            "NOT_FOUND",
            "user.UserError",
            [("id", "7".into())],
        );
        let report = Report::of(&status, "user.UserError").expect("a report");
        assert!(report.is(Code::NotFound, "NOT_FOUND"));
        assert!(!report.is(Code::Internal, "NOT_FOUND"));
        assert_eq!(report.field("id"), Some("7"));
        assert_eq!(report.field("no"), None);
        assert_eq!((u32::read("7"), bool::read("7")), (Some(7), None));
        assert!(Report::of(&status, "other.Error").is_none());
    }

    #[test]
    fn details_of_any_bytes_are_harmless() {
        for details in [
            &b""[..],
            b"\xff\xff",
            b"\x1a\x02\x0a",
            b"\x08\x05\x1a\x03\x0a\x01x",
        ] {
            let status = Status::with_details(Code::NotFound, "", bytes::Bytes::copy_from_slice(details));
            assert!(Report::of(&status, "user.UserError").is_none());
        }
    }
}
