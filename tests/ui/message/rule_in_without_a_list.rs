use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(in = 5)]
    field: i32,
}

fn main() {}
