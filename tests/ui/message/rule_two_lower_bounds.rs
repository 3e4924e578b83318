use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(gt = 1, gte = 2)]
    field: i32,
}

fn main() {}
