use traitwire::*;

traitwire::package!("ui");

#[message(packge = "other")]
pub struct User {
    #[field(1)]
    pub id: i32,
}

fn main() {}
