use traitwire::oneof;

traitwire::package!("ui");

#[oneof]
enum Choice {
    #[field(1)]
    #[validate(email)]
    Number(u32),
}

fn main() {}
