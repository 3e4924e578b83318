use traitwire::*;

traitwire::package!("ui");

#[message(within = "Outer")]
pub struct User {
    #[field(1)]
    pub id: String,
}

fn main() {}
