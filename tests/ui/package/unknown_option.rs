traitwire::package!("acme", go_pakage = "x");

fn main() {}
