use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

pub struct Shop;

#[service]
impl Shop {}

fn main() {}
