use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

pub type Reply<T> = Result<T, Status>;

#[service]
pub trait Shop {
    async fn count(&self) -> Reply<u64>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn count(&self) -> Reply<u64> {
        Ok(1)
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

fn main() {}
