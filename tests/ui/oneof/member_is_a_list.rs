use traitwire::*;

traitwire::package!("ui");

#[oneof]
pub enum Contact {
    #[field(1)]
    Emails(Vec<String>),
}

fn main() {}
