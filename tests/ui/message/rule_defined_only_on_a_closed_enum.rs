use traitwire::message;

traitwire::package!("ui");

#[traitwire::enumeration]
enum Role {
    Unspecified,
}

#[message]
struct User {
    #[field(1)]
    #[validate(defined_only)]
    field: Role,
}

fn main() {}
