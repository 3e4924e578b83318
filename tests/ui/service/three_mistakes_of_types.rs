// errors: 3
use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

pub struct Opaque;

#[service]
pub trait Shop {
    async fn get(&self, id: String) -> Result<Item, Status>;
    async fn list(&self, #[field(1)] max: Opaque) -> Result<Item, Status>;
    async fn count(&self) -> Result<u64, Status>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn get(&self, _: String) -> Result<Item, Status> {
        Err(Status::unavailable("closed"))
    }

    async fn list(&self, _: Opaque) -> Result<Item, Status> {
        Err(Status::unavailable("closed"))
    }

    async fn count(&self) -> Result<u64, Status> {
        Ok(1)
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

fn main() {}
