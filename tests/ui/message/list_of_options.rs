use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub names: Vec<Option<String>>,
}

fn main() {}
