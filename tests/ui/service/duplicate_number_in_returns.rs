use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

#[service]
pub trait Shop {
    #[returns(items = 1, total = 1)]
    async fn list(&self) -> Result<(Vec<Item>, u64), Status>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn list(&self) -> Result<(Vec<Item>, u64), Status> {
        Err(Status::unavailable("closed"))
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

pub fn reply() -> ListResponse {
    ListResponse {
        items: Vec::new(),
        total: 1,
    }
}

fn main() {}
