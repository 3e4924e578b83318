use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(items(email))]
    field: std::collections::HashMap<i32, String>,
}

fn main() {}
