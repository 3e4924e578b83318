use traitwire::*;

traitwire::package!("ui");

mod text {}

#[service]
pub trait Users {
    async fn get(&self, #[field(1, with = text)] id: u8) -> Result<(), Status>;
}

fn main() {}
