use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(min_len = 1)]
    field: u32,
}

fn main() {}
