use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, sint32, map(_, _))]
    pub scores: std::collections::HashMap<i32, i32>,
}

fn main() {}
