use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(ignore = never)]
    field: String,
}

fn main() {}
