use traitwire::message;

traitwire::package!("ui");

const LIMIT: u64 = 5;

#[message]
struct User {
    #[field(1)]
    #[validate(max_len = LIMIT)]
    field: String,
}

fn main() {}
