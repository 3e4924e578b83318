use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub by_id: std::collections::HashMap<String, u8>,
}

fn main() {}
