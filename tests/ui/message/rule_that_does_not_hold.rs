use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(email = false)]
    field: String,
}

fn main() {}
