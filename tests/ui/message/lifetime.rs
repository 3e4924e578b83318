use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User<'a> {
    #[field(1)]
    pub id: &'a str,
}

fn main() {}
