use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
pub enum UserError {
    #[error("{status}")]
    #[status(transparent)]
    Rpc { status: Status, since: u64 },
}

fn main() {}
