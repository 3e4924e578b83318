use traitwire::*;

traitwire::package!("ui");

#[message(reserved(3, 7..=9))]
pub struct User {
    #[field(8)]
    pub id: String,
}

fn main() {}
