use traitwire::*;

traitwire::package!("ui");

#[message(reserved(3, old_name))]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
