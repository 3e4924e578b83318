use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, map(sint32))]
    pub scores: std::collections::HashMap<i32, i32>,
}

fn main() {}
