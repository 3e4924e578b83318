use traitwire::*;

traitwire::package!("ui");

pub struct Plain;

#[message(within = Plain)]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
