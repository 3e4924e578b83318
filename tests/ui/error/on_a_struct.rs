use traitwire::*;

traitwire::package!("ui");

#[derive(Debug, thiserror::Error, RpcError)]
#[error("error")]
pub struct Error;

fn main() {}
