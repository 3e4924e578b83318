use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(unknown)]
    pub rest: UnknownFields,
    #[field(unknown)]
    pub more: UnknownFields,
}

fn main() {}
