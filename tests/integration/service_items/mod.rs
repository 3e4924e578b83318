//! Where a service may stand, what may stand on it, and what becomes of its names.

use traitwire::schema::spec::{MethodSpec, ServiceSpec};
use traitwire::{Context, Interceptor, Next, Status};

traitwire::package!("items");

mod far;

/// The record of a service of this binary.
#[track_caller]
fn spec(full_name: &str) -> &'static ServiceSpec {
    let services = traitwire::registry::services();
    let mut found = services
        .into_iter()
        .filter(|service| service.full_name == full_name);
    let service = found.next().expect("the service is in the registry");
    assert!(found.next().is_none(), "once");
    service
}

fn method(service: &ServiceSpec, name: &str) -> &'static MethodSpec {
    let mut methods = service.methods.iter();
    methods.find(|method| method.name == name).expect("a method")
}

#[traitwire::message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Thing {
    #[field(1)]
    pub id: String,
}

fn thing(id: &str) -> Thing {
    Thing { id: id.to_owned() }
}

// Raw identifiers.

#[traitwire::service]
pub(crate) trait r#Loop {
    #[returns(r#type = 1)]
    async fn r#match(&self, #[field(1)] r#type: &str, #[field(2)] r#in: u32) -> Result<String, Status>;
    async fn r#move(&self, r#ref: Thing, r#dyn: &Context) -> Result<Thing, Status>;
}

struct Raw;

impl r#Loop for Raw {
    async fn r#match(&self, r#type: &str, r#in: u32) -> Result<String, Status> {
        Ok(format!("{type}{in}", in = r#in, type = r#type))
    }

    async fn r#move(&self, r#ref: Thing, _: &Context) -> Result<Thing, Status> {
        Ok(r#ref)
    }
}

#[tokio::test]
async fn raw_identifiers_are_plain_on_the_wire() {
    let client = LoopClient::local(LoopServer::new(Raw));
    assert_eq!(client.r#match("a", 1).await.expect("a reply"), "a1");
    let moved = client.r#move(thing("x"), &Context::new()).await;
    assert_eq!(moved.expect("a reply"), thing("x"));
    let service = spec("items.Loop");
    assert_eq!(method(service, "Match").path, "/items.Loop/Match");
    assert_eq!(method(service, "Move").path, "/items.Loop/Move");
    let request = MatchRequest {
        r#type: "a".to_owned(),
        r#in: 1,
    };
    let names: Vec<_> = traitwire::message::encode(&request).to_vec();
    assert_eq!(names, b"\x0a\x01a\x10\x01");
}

// Interceptors: on the trait, on methods, by a path, under `cfg`.

/// Adds its mark to those that the call has.
#[derive(Default)]
pub(crate) struct Mark {
    pub mark: &'static str,
    pub loud: bool,
}

#[derive(Default, Clone)]
struct Marks(String);

impl Interceptor for Mark {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        let before = ctx
            .get::<Marks>()
            .map(|marks| marks.0.clone())
            .unwrap_or_default();
        let marks = format!("{before}{}{}", self.mark, if self.loud { "!" } else { "" });
        ctx.insert(Marks(marks));
        next.run(ctx).await
    }
}

mod mw {
    pub(crate) mod inner {
        /// Refuses.
        #[derive(Default)]
        pub(crate) struct GateKeeper {
            pub allow: Vec<&'static str>,
        }

        impl traitwire::Interceptor for GateKeeper {
            async fn intercept<N: traitwire::Next>(
                &self,
                ctx: &traitwire::Context,
                next: N,
            ) -> Result<N::Reply, traitwire::Status> {
                match ctx.metadata().get("who") {
                    Some(who) if self.allow.contains(&who) => next.run(ctx).await,
                    _ => Err(traitwire::Status::permission_denied("closed")),
                }
            }
        }
    }
}

#[traitwire::service]
#[mark(mark = "a")]
#[cfg_attr(test, mark(mark = "b", loud))]
#[cfg_attr(any(), no_such_interceptor)]
pub(crate) trait Guarded {
    async fn plain(&self, ctx: &Context) -> Result<Thing, Status>;
    #[mark(mark = concat!("c", "d"), loud = 1 < 2)]
    #[mark(mark = "e")]
    async fn marked(&self, ctx: &Context) -> Result<Thing, Status>;
    #[mw::inner::gate_keeper(allow = vec!["me"])]
    async fn gated(&self, ctx: &Context) -> Result<Thing, Status>;
    #[cfg(any())]
    #[no_such_interceptor]
    async fn gone(&self, #[field(1)] of: NoSuchType) -> Result<NoSuchMessage, NoSuchError>;
    #[cfg(test)]
    #[mark(mark = "f")]
    #[returns(things = 1)]
    async fn kept(&self, #[field(1)] of: String, ctx: &Context) -> Result<Vec<Thing>, Status>;
    #[cfg(any())]
    #[mark(mark = "g")]
    async fn either(&self, #[field(1)] of: String) -> Result<Thing, Status>;
    #[cfg(test)]
    #[mark(mark = "h")]
    async fn either(&self, #[field(2)] of: u32, ctx: &Context) -> Result<Thing, Status>;
}

struct Guards;

/// Shows the caller which interceptors ran.
fn show(ctx: &Context) {
    let marks = ctx.get::<Marks>().map(|marks| marks.0.clone());
    ctx.set_header("x-marks", marks.unwrap_or_default());
}

impl Guarded for Guards {
    async fn plain(&self, ctx: &Context) -> Result<Thing, Status> {
        show(ctx);
        Ok(thing("plain"))
    }

    async fn marked(&self, ctx: &Context) -> Result<Thing, Status> {
        show(ctx);
        Ok(thing("marked"))
    }

    async fn gated(&self, ctx: &Context) -> Result<Thing, Status> {
        show(ctx);
        Ok(thing("gated"))
    }

    async fn kept(&self, of: String, ctx: &Context) -> Result<Vec<Thing>, Status> {
        show(ctx);
        Ok(vec![thing(&of)])
    }

    async fn either(&self, of: u32, ctx: &Context) -> Result<Thing, Status> {
        show(ctx);
        Ok(thing(&of.to_string()))
    }
}

#[tokio::test]
async fn interceptors_stand_on_the_trait_and_on_methods_outermost_first() {
    let client = GuardedClient::local(GuardedServer::new(Guards));
    let marks = |ctx: &Context| ctx.header("x-marks");
    let ctx = Context::new();
    client.plain(&ctx).await.expect("a reply");
    assert_eq!(marks(&ctx).as_deref(), Some("ab!"));
    let ctx = Context::new();
    client.marked(&ctx).await.expect("a reply");
    assert_eq!(marks(&ctx).as_deref(), Some("ab!cd!e"));
    let ctx = Context::new();
    let kept = client.kept("k".to_owned(), &ctx).await.expect("a reply");
    assert_eq!((kept, marks(&ctx).as_deref()), (vec![thing("k")], Some("ab!f")));
    let ctx = Context::new();
    assert_eq!(client.either(7, &ctx).await.expect("a reply"), thing("7"));
    assert_eq!(marks(&ctx).as_deref(), Some("ab!h"));
}

#[tokio::test]
async fn an_interceptor_is_named_by_its_path() {
    let client = GuardedClient::local(GuardedServer::new(Guards));
    let refused = client.gated(&Context::new()).await.expect_err("a refusal");
    assert_eq!(refused.code(), traitwire::Code::PermissionDenied);
    let ctx = Context::new().with_metadata("who", "me");
    client.gated(&ctx).await.expect("a reply");
}

#[test]
fn methods_under_a_false_cfg_are_not_there() {
    let names: Vec<_> = spec("items.Guarded").methods.iter().map(|m| m.name).collect();
    assert_eq!(names, ["Plain", "Marked", "Gated", "Kept", "Either"]);
}

#[traitwire::service]
#[cfg(any())]
pub(crate) trait Nowhere {
    #[no_such_interceptor]
    async fn gone(&self, #[field(1)] of: NoSuchType) -> Result<NoSuchMessage, NoSuchError>;
}

// Two services with the same methods.

#[traitwire::service(name = "FirstShop")]
trait First {
    #[returns(count = 1)]
    async fn count(&self, #[field(1)] of: String) -> Result<u64, Status>;
}

#[traitwire::service(package = "items.second.v2")]
trait Second {
    #[rpc(name = "Count", request = "SecondCountRequest", response = "SecondCounted")]
    #[returns(count = 1)]
    async fn count(&self, #[field(1)] of: u32) -> Result<u64, Status>;
}

struct Counter;

impl First for Counter {
    async fn count(&self, of: String) -> Result<u64, Status> {
        Ok(of.len() as u64)
    }
}

impl Second for Counter {
    async fn count(&self, of: u32) -> Result<u64, Status> {
        Ok(of.into())
    }
}

#[tokio::test]
async fn two_services_of_a_module_have_methods_of_one_name() {
    let first = FirstClient::local(FirstServer::new(Counter));
    let second = SecondClient::local(SecondServer::new(Counter));
    assert_eq!(First::count(&first, "abc".to_owned()).await.expect("a count"), 3);
    assert_eq!(Second::count(&second, 7).await.expect("a count"), 7);
    let _ = (CountRequest::default(), CountResponse::default());
    let _ = (SecondCountRequest::default(), SecondCounted::default());
    assert_eq!(spec("items.FirstShop").methods[0].path, "/items.FirstShop/Count");
    assert_eq!(
        spec("items.second.v2.Second").methods[0].path,
        "/items.second.v2.Second/Count"
    );
}

// Elsewhere.

#[tokio::test]
async fn a_service_stands_in_a_function() {
    #[derive(Default)]
    struct Local;

    impl Interceptor for Local {}

    #[traitwire::service]
    #[local]
    trait Inner {
        #[returns(b = 1, a = 2)]
        async fn swap(
            &self,
            #[field(1)] a: u8,
            #[field(2)] b: Vec<Thing>,
        ) -> Result<(Vec<Thing>, u8), Status>;
    }

    struct Swap;

    impl Inner for Swap {
        async fn swap(&self, a: u8, b: Vec<Thing>) -> Result<(Vec<Thing>, u8), Status> {
            Ok((b, a))
        }
    }

    let client = InnerClient::local(InnerServer::new(Swap));
    let swapped = client.swap(1, vec![thing("x")]).await.expect("a reply");
    assert_eq!(swapped, (vec![thing("x")], 1));
    assert_eq!(spec("items.Inner").methods.len(), 1);
}

#[tokio::test]
async fn a_service_stands_in_a_module_of_its_own_file() {
    use far::Far as _;
    let client = far::FarClient::local(far::FarServer::new(far::Away));
    let far::AskRequest { of } = far::AskRequest { of: 3 };
    assert_eq!(client.ask(of).await.expect("a reply"), thing("3"));
    assert_eq!(spec("items.Far").source.module, "integration::service_items::far");
}

/// Code written against the trait runs on whatever implements it, across tasks.
#[tokio::test]
async fn futures_of_the_trait_are_send() {
    async fn both<S: First + Clone>(service: S) -> u64 {
        let there = service.clone();
        let spawned = tokio::spawn(async move { there.count("ab".to_owned()).await });
        let here = service.count("c".to_owned()).await.expect("a count");
        here + spawned.await.expect("a task").expect("a count")
    }
    assert_eq!(both(FirstClient::local(FirstServer::new(Counter))).await, 3);
}
