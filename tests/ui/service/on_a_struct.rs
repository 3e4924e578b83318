use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

#[service]
pub struct Shop;

fn main() {}
