use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(items(min_lenn = 1))]
    field: Vec<String>,
}

fn main() {}
