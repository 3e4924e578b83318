traitwire::package!();

fn main() {}
