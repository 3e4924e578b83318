use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(email, hostname)]
    field: String,
}

fn main() {}
