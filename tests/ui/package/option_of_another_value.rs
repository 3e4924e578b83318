traitwire::package!("acme", optimize_for = FAST);

fn main() {}
