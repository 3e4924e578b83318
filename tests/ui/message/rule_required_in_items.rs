use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(items(required))]
    field: Vec<String>,
}

fn main() {}
