use traitwire::*;

traitwire::package!("ui");

pub struct Plain;

#[message]
pub struct Page<T> {
    #[field(1)]
    pub items: Vec<T>,
}

#[message]
pub struct User {
    #[field(1)]
    pub page: Page<Plain>,
}

fn main() {}
