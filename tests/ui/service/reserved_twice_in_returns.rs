use traitwire::prelude::*;

traitwire::package!("acme");

#[service]
pub trait Users {
    #[returns(total = 1, reserved(2), reserved(3))]
    async fn count(&self) -> Result<u32, Status>;
}

fn main() {}
