use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[cfg_attr(all(), field(1))]
    pub id: String,
}

fn main() {}
