use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(min_lenn = 1)]
    field: String,
}

fn main() {}
