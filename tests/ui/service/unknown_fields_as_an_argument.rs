use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    async fn get(&self, #[field(1, unknown)] rest: UnknownFields) -> Result<(), Status>;
}

fn main() {}
