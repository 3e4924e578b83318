use traitwire::prelude::*;

traitwire::package!("acme");

#[service]
pub trait Users {
    #[returns(total = 1, reserved("total"))]
    async fn count(&self) -> Result<u32, Status>;
}

fn main() {}
