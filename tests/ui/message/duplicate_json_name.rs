use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct User {
    #[field(1)]
    pub user_id: String,
    #[field(2, json_name = "userId")]
    pub id: String,
}

fn main() {}
