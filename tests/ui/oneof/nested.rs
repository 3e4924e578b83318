use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Email(String),
    #[field(oneof)]
    Other(Option<Other>),
}

#[oneof]
pub enum Other {
    #[field(2)]
    Phone(String),
}

fn main() {}
