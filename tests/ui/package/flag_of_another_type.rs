traitwire::package!("acme", java_multiple_files = "true");

fn main() {}
