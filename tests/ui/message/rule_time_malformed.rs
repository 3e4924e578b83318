use traitwire::message;

traitwire::package!("ui");

#[message]
struct User {
    #[field(1)]
    #[validate(lt = "yesterday")]
    field: std::time::SystemTime,
}

fn main() {}
