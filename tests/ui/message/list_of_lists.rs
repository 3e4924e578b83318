use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub rows: Vec<Vec<i32>>,
}

fn main() {}
