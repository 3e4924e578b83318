use traitwire::*;

traitwire::package!("ui");

#[message("User")]
pub struct Person {
    #[field(1)]
    pub id: String,
}

fn main() {}
