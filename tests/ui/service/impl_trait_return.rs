use traitwire::*;

traitwire::package!("ui");

#[service]
pub trait Users {
    async fn get(&self) -> impl std::fmt::Debug;
}

fn main() {}
