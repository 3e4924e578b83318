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
    async fn put(&self, item: Opaque) -> Result<(), Status>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn put(&self, _: Opaque) -> Result<(), Status> {
        Ok(())
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

fn main() {}
