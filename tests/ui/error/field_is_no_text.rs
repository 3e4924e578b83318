use traitwire::*;

traitwire::package!("ui");

#[derive(Debug)]
pub struct Plain;

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error {
    #[status(NOT_FOUND)]
    NotFound { id: Plain },
    #[status(transparent)]
    Rpc(tonic::Status),
}

fn main() {}
