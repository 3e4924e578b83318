traitwire::package!("acme", java_multiple_file = true);

fn main() {}
