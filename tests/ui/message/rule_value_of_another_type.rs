use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(in = ["a", "b"])]
    field: i32,
}

fn main() {}
