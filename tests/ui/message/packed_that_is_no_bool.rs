use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, packed = "false")]
    pub ids: Vec<i32>,
}

fn main() {}
