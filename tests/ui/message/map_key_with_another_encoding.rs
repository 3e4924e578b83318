use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, map(sint32, _))]
    pub scores: std::collections::HashMap<i64, i32>,
}

fn main() {}
