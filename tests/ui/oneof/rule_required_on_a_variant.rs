use traitwire::oneof;

traitwire::package!("ui");

#[oneof]
enum Choice {
    #[field(1)]
    #[validate(required)]
    Text(String),
}

fn main() {}
