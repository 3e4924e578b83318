use traitwire::prelude::*;

traitwire::package!("rules");

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    #[field(1)]
    #[validate(min_len = 3)]
    pub count: u32,
    #[field(2)]
    #[validate(items(email))]
    pub name: String,
    #[field(oneof)]
    pub payment: Option<Payment>,
}

#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum Payment {
    #[field(3)]
    #[validate(gt = 3)]
    Card(String),
}
