use traitwire::*;

traitwire::package!("ui");

#[message(name = )]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
