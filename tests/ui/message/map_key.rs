use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub by_weight: std::collections::HashMap<f64, String>,
}

fn main() {}
