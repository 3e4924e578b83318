use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    async fn get(&self) -> Result<(), Status>
    where
        Self: Sized;
}

fn main() {}
