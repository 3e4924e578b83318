use traitwire::*;

traitwire::package!("ui");

pub struct Plain;

#[message]
pub struct User {
    #[field(1)]
    pub plain: Plain,
}

fn main() {}
