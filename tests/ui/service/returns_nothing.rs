use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    #[returns()]
    async fn get(&self) -> Result<bool, Status>;
}

fn main() {}
