use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, name = "e-mail")]
    pub email: String,
}

fn main() {}
