use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(19500)]
    pub id: String,
}

fn main() {}
