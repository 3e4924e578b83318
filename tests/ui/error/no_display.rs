use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, RpcError)]
pub enum Error {
    #[status(NOT_FOUND)]
    NotFound,
    #[status(INTERNAL)]
    Other,
    #[status(transparent)]
    Rpc(tonic::Status),
}

fn main() {}
