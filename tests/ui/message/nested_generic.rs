use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Outer;

#[message(within = Outer)]
pub struct Page<T> {
    #[field(1)]
    pub items: Vec<T>,
}

fn main() {}
