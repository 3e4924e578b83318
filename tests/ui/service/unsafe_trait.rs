use traitwire::*;

traitwire::package!("ui");

#[service]
pub unsafe trait Users {
    async fn get(&self) -> Result<(), Status>;
}

fn main() {}
