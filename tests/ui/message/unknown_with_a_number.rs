use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1, unknown)]
    pub rest: UnknownFields,
}

fn main() {}
