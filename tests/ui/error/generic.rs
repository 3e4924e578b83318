use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error<T> {
    #[status(NOT_FOUND)]
    NotFound(T),
    #[status(transparent)]
    Rpc(tonic::Status),
}

fn main() {}
