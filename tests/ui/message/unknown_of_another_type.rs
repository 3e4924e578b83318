use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(unknown)]
    pub rest: Vec<u8>,
}

fn main() {}
