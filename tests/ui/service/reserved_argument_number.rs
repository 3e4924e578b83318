use traitwire::prelude::*;

traitwire::package!("acme");

#[service]
pub trait Users {
    #[rpc(reserved(2..=4))]
    async fn find(&self, #[field(3)] id: String) -> Result<Empty, Status>;
}

fn main() {}
