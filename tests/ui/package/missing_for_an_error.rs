use traitwire::*;

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error {
    #[status(NOT_FOUND)]
    NotFound,
    #[status(transparent)]
    Rpc(tonic::Status),
}

fn main() {}
