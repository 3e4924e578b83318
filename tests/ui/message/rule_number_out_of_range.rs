use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(lt = 4294967296)]
    field: u32,
}

fn main() {}
