use traitwire::prelude::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub name: String,
}

#[service]
pub trait Users {
    async fn create(&self, #[validate(required)] user: User) -> Result<User, Status>;
}

fn main() {}
