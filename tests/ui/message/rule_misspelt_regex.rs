use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(well_known_regex = http_header_nam)]
    field: String,
}

fn main() {}
