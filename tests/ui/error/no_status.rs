use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error {
    NotFound,
    #[status(transparent)]
    Rpc(tonic::Status),
}

fn main() {}
