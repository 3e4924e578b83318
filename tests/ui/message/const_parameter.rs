use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User<const N: usize> {
    #[field(1)]
    pub id: [u8; N],
}

fn main() {}
