use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    async extern "C" fn get(&self) -> Result<(), Status>;
}

fn main() {}
