use traitwire::*;

traitwire::package!("ui");

#[service]
pub auto trait Users {
    async fn get(&self) -> Result<(), Status>;
}

fn main() {}
