use traitwire::*;

traitwire::package!("ui");

#[message(reserved("id"))]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
