//! `#[derive(RpcError)]`.

use std::net::IpAddr;

use tonic::{Code, Status};
use tonic_types::StatusExt;
use traitwire::RpcError;

traitwire::package!("errors");

#[derive(Debug, thiserror::Error, RpcError)]
enum UserError {
    #[error("user {id} not found")]
    #[status(NOT_FOUND)]
    NotFound { id: String },
    #[error("{0} tries of {1}")]
    #[status(RESOURCE_EXHAUSTED)]
    TooMany(u32, IpAddr),
    #[error("not now")]
    #[status(UNAVAILABLE)]
    NotNow,
    #[error("storage failed")]
    #[status(INTERNAL)]
    Storage {
        table: String,
        #[status(skip)]
        source: std::io::Error,
    },
    #[cfg(not(test))]
    #[status(INTERNAL)]
    Never(NoSuchType),
    #[error(transparent)]
    #[status(transparent)]
    Rpc(#[from] Status),
}

fn there_and_back(error: UserError) -> UserError {
    UserError::from_status(error.into_status())
}

#[test]
fn variants_come_back() {
    let not_found = there_and_back(UserError::NotFound { id: "7".into() });
    assert!(matches!(not_found, UserError::NotFound { id } if id == "7"));
    let address: IpAddr = "::1".parse().expect("an address");
    let many = there_and_back(UserError::TooMany(3, address));
    assert!(matches!(many, UserError::TooMany(3, from) if from == address));
    assert!(matches!(there_and_back(UserError::NotNow), UserError::NotNow));
    let status = Status::aborted("later");
    assert!(
        matches!(there_and_back(status.into()), UserError::Rpc(status) if status.code() == Code::Aborted)
    );
}

#[test]
fn other_languages_read_the_details() {
    let status = UserError::NotFound { id: "7".into() }.into_status();
    assert_eq!(
        (status.code(), status.message()),
        (Code::NotFound, "user 7 not found")
    );
    let info = status.get_details_error_info().expect("an ErrorInfo");
    assert_eq!((&*info.reason, &*info.domain), ("NOT_FOUND", "errors.UserError"));
    assert_eq!(info.metadata["id"], "7");
    let many = UserError::TooMany(3, "::1".parse().expect("an address")).into_status();
    let info = many.get_details_error_info().expect("an ErrorInfo");
    assert_eq!((&*info.metadata["0"], &*info.metadata["1"]), ("3", "::1"));
}

#[test]
fn what_is_skipped_stays_on_the_server() {
    let error = UserError::Storage {
        table: "users".into(),
        source: std::io::Error::other("secret path"),
    };
    let status = error.into_status();
    assert!(!String::from_utf8_lossy(status.details()).contains("secret"));
    assert!(
        matches!(UserError::from_status(status), UserError::Rpc(status) if status.message() == "storage failed")
    );
}

#[test]
fn what_does_not_parse_back_is_transparent_with_its_details() {
    let foreign = other::Error::NotFound { id: "x".into() }.into_status();
    let details = foreign.details().to_vec();
    assert!(matches!(UserError::from_status(foreign), UserError::Rpc(status) if status.details() == details));
    let sent = wrong_type::UserError::TooMany("many".into(), "::1".into()).into_status();
    assert!(matches!(UserError::from_status(sent), UserError::Rpc(_)));
    let broken = Status::with_details(Code::NotFound, "", vec![0xff, 0xff].into());
    assert!(matches!(UserError::from_status(broken), UserError::Rpc(_)));
}

mod other {
    use super::*;

    #[derive(Debug, thiserror::Error, RpcError)]
    #[status(package = "elsewhere")]
    pub(super) enum Error {
        #[error("no")]
        #[status(NOT_FOUND)]
        NotFound { id: String },
        #[error(transparent)]
        #[status(transparent)]
        Inner(#[from] UserError),
    }

    #[test]
    fn a_transparent_variant_may_hold_another_error() {
        let nested = Error::from(UserError::NotNow).into_status();
        assert!(matches!(
            Error::from_status(nested),
            Error::Inner(UserError::NotNow)
        ));
        let info = Error::NotFound { id: "1".into() }
            .into_status()
            .get_details_error_info();
        assert_eq!(info.expect("an ErrorInfo").domain, "elsewhere.Error");
    }
}

mod wrong_type {
    use super::*;

    #[derive(Debug, thiserror::Error, RpcError)]
    pub(super) enum UserError {
        #[error("many")]
        #[status(RESOURCE_EXHAUSTED)]
        TooMany(String, String),
        #[error(transparent)]
        #[status(transparent)]
        Rpc(#[from] Status),
    }
}
