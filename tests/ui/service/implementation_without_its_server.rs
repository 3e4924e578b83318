use traitwire::{Server, Status, service};

traitwire::package!("ui");

#[service]
pub trait Shop {
    async fn open(&self) -> Result<(), Status>;
}

struct Corner;

impl Shop for Corner {
    async fn open(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let _ = Server::new().add(Corner);
}
