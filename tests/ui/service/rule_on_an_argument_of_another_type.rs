use traitwire::prelude::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub name: String,
}

#[service]
pub trait Users {
    async fn create(&self, #[field(1)] #[validate(email)] age: u32) -> Result<User, Status>;
}

fn main() {}
