traitwire::package!("one");
traitwire::package!("two");

fn main() {}
