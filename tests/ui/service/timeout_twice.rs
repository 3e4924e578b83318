use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

#[service]
pub trait Shop {
    #[timeout("1s")]
    #[timeout("2s")]
    async fn list(&self) -> Result<Item, Status>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn list(&self) -> Result<Item, Status> {
        Err(Status::unavailable("closed"))
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

fn main() {}
