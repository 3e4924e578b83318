use traitwire::*;

traitwire::package!("ui");

#[service("People")]
pub trait Users {
    async fn get(&self) -> Result<(), Status>;
}

fn main() {}
