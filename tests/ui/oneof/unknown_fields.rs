use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1, unknown)]
    Rest(UnknownFields),
}

fn main() {}
