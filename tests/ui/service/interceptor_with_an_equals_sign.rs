use traitwire::*;

traitwire::package!("ui");

#[service]
#[logging = "all"]
pub trait Users {
    async fn get(&self) -> Result<(), Status>;
}

fn main() {}
