use traitwire::prelude::*;

traitwire::package!("acme");

#[service]
pub trait Users {
    #[rpc(reserved(2))]
    async fn find(&self, request: Empty) -> Result<Empty, Status>;
}

fn main() {}
