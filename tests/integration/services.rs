//! A service: one trait, called in process.

use traitwire::{Context, Resources, RpcError, Status, Streaming};

traitwire::package!("shop");

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Item {
    #[field(1)]
    pub id: String,
    #[field(2)]
    pub price: u32,
}

#[derive(Debug, thiserror::Error, RpcError)]
pub(crate) enum ShopError {
    #[error("no item {id}")]
    #[status(NOT_FOUND)]
    Missing { id: String },
    #[error(transparent)]
    #[status(transparent)]
    Rpc(#[from] Status),
}

type Reply<T> = Result<T, ShopError>;
type Items = Streaming<Item>;

/// Sells things.
#[traitwire::service]
pub(crate) trait Shop {
    /// Looks one item up.
    #[idempotent]
    async fn get(&self, #[field(1)] id: &str) -> Reply<Item>;
    #[returns(items = 1, total = 2)]
    async fn list(&self, ctx: &Context, #[field(2)] max: u32) -> Reply<(Vec<Item>, u64)>;
    async fn put(&self, item: Item) -> Result<(), ShopError>;
    #[returns(success = 1)]
    async fn remove(&self, #[field(1)] r#type: String) -> Result<bool, ShopError>;
    async fn watch(&self) -> Reply<Items>;
    #[returns(count = 1)]
    async fn fill(&self, items: Streaming<Item>) -> Reply<u32>;
    async fn echo(&self, items: Items) -> Reply<Streaming<Item>>;
}

struct Fixed;

fn item(id: &str) -> Item {
    Item {
        id: id.to_owned(),
        price: 7,
    }
}

impl Shop for Fixed {
    async fn get(&self, id: &str) -> Reply<Item> {
        match id {
            id if id.starts_with("none") => Err(ShopError::Missing { id: id.to_owned() }),
            "panic" => panic!("on purpose"),
            id => Ok(item(id)),
        }
    }

    async fn list(&self, ctx: &Context, max: u32) -> Reply<(Vec<Item>, u64)> {
        assert!(Context::current().is_some() || ctx.method().is_none());
        ctx.set_header("x-seen", ctx.metadata().get("x-sent").unwrap_or("nothing"));
        ctx.set_trailer("x-end", "yes");
        Ok(((0..max).map(|i| item(&i.to_string())).collect(), 100))
    }

    async fn put(&self, _: Item) -> Result<(), ShopError> {
        Ok(())
    }

    async fn remove(&self, r#type: String) -> Result<bool, ShopError> {
        Ok(r#type == "x")
    }

    async fn watch(&self) -> Reply<Items> {
        Ok(Streaming::from_iter((0..1000).map(|i| item(&i.to_string()))))
    }

    async fn fill(&self, mut items: Streaming<Item>) -> Reply<u32> {
        let mut count = 0;
        while let Some(item) = items.next().await {
            item?;
            count += 1;
        }
        Ok(count)
    }

    async fn echo(&self, items: Items) -> Reply<Streaming<Item>> {
        Ok(items)
    }
}

/// The same on an implementation and on a client.
async fn tour(shop: &impl Shop) -> Result<(), ShopError> {
    assert_eq!(shop.get("a").await?, item("a"));
    assert!(matches!(shop.get("none").await, Err(ShopError::Missing { id }) if id == "none"));
    let (items, total) = shop.list(&Context::test(), 3).await?;
    assert_eq!((items.len(), total), (3, 100));
    shop.put(item("b")).await?;
    assert!(shop.remove("x".to_owned()).await?);
    let mut watched = shop.watch().await?;
    let mut count = 0;
    while let Some(item) = watched.next().await {
        assert_eq!(item?.id, count.to_string());
        count += 1;
    }
    assert_eq!(count, 1000);
    assert_eq!(shop.fill(Streaming::from_iter(["p", "q"].map(item))).await?, 2);
    let mut echoed = shop.echo(Streaming::from_iter(["p", "q"].map(item))).await?;
    assert_eq!(echoed.next().await.expect("an item")?.id, "p");
    assert_eq!(echoed.next().await.expect("an item")?.id, "q");
    assert!(echoed.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn one_function_runs_on_the_implementation_and_on_the_client() {
    tour(&Fixed).await.expect("the implementation");
    tour(&ShopClient::local(ShopServer::new(Fixed)))
        .await
        .expect("in process");
}

#[tokio::test]
async fn a_panic_is_internal() {
    let client = ShopClient::local(ShopServer::new(Fixed));
    let error = client.get("panic").await.expect_err("a panic");
    assert!(matches!(error, ShopError::Rpc(status) if status.code() == tonic::Code::Internal));
}

#[tokio::test]
async fn a_status_that_is_too_large_to_be_received_keeps_its_code() {
    let client = ShopClient::local(ShopServer::new(Fixed));
    let id = format!("none{}", "ä".repeat(10_000));
    let error = client.get(&id).await.expect_err("no such item");
    let ShopError::Rpc(status) = error else {
        panic!("the details are left out")
    };
    assert_eq!(status.code(), tonic::Code::NotFound);
    assert!(status.message().starts_with("no item noneää"));
    assert!(status.message().len() <= 4096);
}

#[tokio::test]
async fn metadata_goes_both_ways() {
    let client = ShopClient::local(ShopServer::new(Fixed)).with_metadata("x-sent", "client");
    let ctx = Context::new();
    client.list(&ctx, 1).await.expect("a list");
    assert_eq!(ctx.header("x-seen").as_deref(), Some("client"));
    assert_eq!(ctx.trailer("x-end").as_deref(), Some("yes"));
    let ctx = Context::new().with_metadata("x-sent", "call");
    client.list(&ctx, 1).await.expect("a list");
    assert_eq!(ctx.header("x-seen").as_deref(), Some("call"));
    let _ = Resources::new();
}
