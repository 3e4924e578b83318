use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(items = 1)]
    field: Vec<String>,
}

fn main() {}
