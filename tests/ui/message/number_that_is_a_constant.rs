use traitwire::*;

traitwire::package!("ui");

const ID: u32 = 1;

#[message]
pub struct User {
    #[field(ID)]
    pub id: String,
}

fn main() {}
