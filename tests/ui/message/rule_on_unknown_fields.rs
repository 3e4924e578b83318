use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(unknown)]
    #[validate(required)]
    field: traitwire::UnknownFields,
}

fn main() {}
