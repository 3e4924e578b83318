// errors: 9
use traitwire::{Status, service};

traitwire::package!("ui");

#[service]
pub trait Shop {
    async fn open(&self) -> Result<(), Status>;
}

#[service]
pub trait Bank {
    async fn open(&self) -> Result<(), Status>;
}

fn main() {}
