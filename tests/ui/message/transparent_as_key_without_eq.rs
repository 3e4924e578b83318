use traitwire::*;

traitwire::package!("ui");

#[message(transparent)]
pub struct Id(String);

#[message]
pub struct User {
    #[field(1)]
    pub names: std::collections::BTreeMap<Id, String>,
}

fn main() {}
