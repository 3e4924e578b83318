use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, sint32)]
    pub image: Vec<u8>,
}

fn main() {}
