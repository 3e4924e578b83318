use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub names: Option<Vec<String>>,
}

fn main() {}
