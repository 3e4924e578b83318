use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
pub enum UserError {
    #[error("no")]
    #[status()]
    NotFound,
    #[error(transparent)]
    #[status(transparent)]
    Rpc(#[from] Status),
}

fn main() {}
