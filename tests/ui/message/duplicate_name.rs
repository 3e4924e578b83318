use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub id: String,
    #[field(2, name = "id")]
    pub identity: String,
}

fn main() {}
