traitwire::package!("acme", go_package = true);

fn main() {}
