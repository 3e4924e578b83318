use traitwire::*;

traitwire::package!("ui");

#[message(package("other"))]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
