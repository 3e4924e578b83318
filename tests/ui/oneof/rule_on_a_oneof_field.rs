use traitwire::{message, oneof};

traitwire::package!("ui");

#[oneof]
enum Choice {
    #[field(1)]
    Text(String),
}

#[message]
struct User {
    #[field(oneof)]
    #[validate(min_len = 1)]
    choice: Option<Choice>,
}

fn main() {}
