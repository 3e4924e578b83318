use traitwire::prelude::*;

traitwire::package!("acme");

#[service]
pub trait Users {
    #[rpc(request = "Find")]
    async fn find(&self, request: Empty) -> Result<Empty, Status>;
}

fn main() {}
