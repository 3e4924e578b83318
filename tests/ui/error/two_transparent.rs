use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error {
    #[status(transparent)]
    Rpc(tonic::Status),
    #[status(transparent)]
    Other(tonic::Status),
}

fn main() {}
