use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(with = "check")]
    field: String,
}

fn main() {}
