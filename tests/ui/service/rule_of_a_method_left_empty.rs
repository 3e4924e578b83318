use traitwire::prelude::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub name: String,
}

#[service]
pub trait Users {
    #[validate()]
    async fn create(&self, user: User) -> Result<User, Status>;
}

fn main() {}
