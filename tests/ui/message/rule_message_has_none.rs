use traitwire::message;

traitwire::package!("ui");

#[message]
struct Inner {}

#[message]
struct User {
    #[field(1)]
    #[validate(min_len = 1)]
    field: Option<Inner>,
}

fn main() {}
