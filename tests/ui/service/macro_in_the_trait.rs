use traitwire::*;

traitwire::package!("ui");

macro_rules! methods {
    () => {};
}

#[service]
pub trait Users {
    methods!();
}

fn main() {}
