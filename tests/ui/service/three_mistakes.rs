// errors: 3
use traitwire::*;

traitwire::package!("ui");

#[message]
pub struct Item {
    #[field(1)]
    pub id: String,
}

#[service]
pub trait Shop {
    async fn get(&mut self, #[field(1)] id: String) -> Result<Item, Status>;

    #[returns(items = 1, total = 1)]
    async fn list(&self, ctx: &Context, #[field(1)] max: u32) -> Result<(Vec<Item>, u64), Status>;

    async fn put(&self, #[field(1)] item: Item, force: bool) -> Result<(), Status>;

    async fn watch(&self, items: Streaming<PutRequest>) -> Result<Streaming<Item>, Status>;
}

#[derive(Clone)]
pub struct Shelf;

impl Shop for Shelf {
    async fn get(&mut self, id: String) -> Result<Item, Status> {
        Ok(Item { id })
    }

    async fn list(&self, _: &Context, _: u32) -> Result<(Vec<Item>, u64), Status> {
        Ok((Vec::new(), 0))
    }

    async fn put(&self, item: Item, force: bool) -> Result<(), Status> {
        drop((item, force));
        Ok(())
    }

    async fn watch(&self, mut items: Streaming<PutRequest>) -> Result<Streaming<Item>, Status> {
        let first = items.next().await.transpose()?;
        Ok(Streaming::from_iter(first.map(|put| put.item)))
    }
}

pub async fn both() -> Result<(ShopClient, ShopClient), Error> {
    let server = ShopServer::new(Shelf).start(&Resources::new())?;
    let local = ShopClient::local(server).with_metadata("a", "b");
    Ok((local, ShopClient::connect("http://[::1]:50051").await?))
}

pub async fn tour(shop: &impl Shop) -> Result<(), Status> {
    let (items, _) = shop.list(&Context::new(), 3).await?;
    for item in items {
        shop.put(item, true).await?;
    }
    let requests = [PutRequest {
        item: Item { id: String::new() },
        force: true,
    }];
    let mut items = shop.watch(Streaming::from_iter(requests)).await?;
    items.next().await.transpose()?;
    Ok(())
}

pub async fn tours() -> Result<(), Error> {
    let (local, remote) = both().await?;
    tour(&Shelf).await?;
    tour(&local).await?;
    tour(&remote.with_timeout(std::time::Duration::from_secs(1))).await?;
    Ok(())
}

fn is_send<T: Send>(_: T) {}

pub fn spawned<S: Shop>(shop: S) {
    is_send(async move { tour(&shop).await });
}

pub fn served(server: ShopServer<Shelf>) {
    drop(Server::new().add(server));
}

pub fn mounted(server: ShopServer<Shelf>) -> impl tonic::server::NamedService + Clone + Send {
    server
}

fn main() {}
