use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    async unsafe fn get(&self) -> Result<(), Status>;
}

fn main() {}
