use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(well_known_regex)]
    field: String,
}

fn main() {}
