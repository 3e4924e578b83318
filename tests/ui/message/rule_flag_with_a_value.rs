use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(email = "yes")]
    field: String,
}

fn main() {}
