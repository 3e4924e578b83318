use traitwire::*;

traitwire::package!("ui");

#[message(reserved(4))]
pub struct User {
    #[field(name = "identity")]
    pub id: String,
}

fn main() {}
