use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub scores: Option<std::collections::HashMap<i32, i32>>,
}

fn main() {}
