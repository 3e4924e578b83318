use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub enum Error {
    #[status(NOT_FOUND)]
    NotFound,
}

fn main() {}
