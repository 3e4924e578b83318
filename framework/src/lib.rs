//! A plain Rust trait is a gRPC service: messages, server, client and `.proto` files from one trait.
//!
//! ```
//! use traitwire::prelude::*;
//!
//! traitwire::package!("greet");
//!
//! #[service]
//! pub trait Greeter {
//!     /// Documentation travels into `.proto` and reflection.
//!     #[returns(text = 1)]
//!     async fn hello(&self, #[field(1)] name: String) -> Result<String, Status>;
//! }
//!
//! struct English;
//!
//! impl Greeter for English {
//!     async fn hello(&self, name: String) -> Result<String, Status> {
//!         Ok(format!("Hello, {name}!"))
//!     }
//! }
//!
//! # #[cfg(all(feature = "server", feature = "client"))]
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Over the network: `Server::new().add(GreeterServer::new(English)).listen("[::]:50051").await?`
//! // and `GreeterClient::connect("http://[::1]:50051").await?`. In this process:
//! let client = GreeterClient::local(GreeterServer::new(English));
//! assert_eq!(client.hello("world".into()).await?, "Hello, world!");
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "server", feature = "client")))]
//! # fn main() {}
//! ```
//!
//! # Where to look
//!
//! | for | look at |
//! |---|---|
//! | the trait and its attributes | [`service`] |
//! | messages, enumerations, oneofs, errors | [`message`](macro@message), [`enumeration`], [`oneof`], [`RpcError`](derive@RpcError) |
//! | one call: metadata, deadline, cancellation | [`Context`], [`Streaming`] |
//! | what stands around a call | [`interceptor`] |
//! | serving, with health, reflection and drain | `Server`, `server` |
//! | the contract on disk | [`contract!`], `cli` |
//! | what the compiler says | [`compile_errors`] |
//!
//! # Features
//!
//! | feature | what it brings |
//! |---|---|
//! | `server` (default) | serving, and the generated `…Server` types |
//! | `client` (default) | calling, and the generated `…Client` types |
//! | `gzip` (default) | compressed messages: accepted, answered in kind, and sent when asked for (`#[compress]`) |
//! | `zstd`, `deflate` | the same with these encodings |
//! | `tls` | `Server::tls`, callers known by their certificates, and `https://` in a client |
//! | `json` | ProtoJSON: messages as JSON, `Any` included; servers answer `application/grpc+json` |
//! | `http1` | HTTP/1.1 beside HTTP/2, for what `Server::route` mounts: scrapers, probes, browsers |
//! | `web` | gRPC-Web, over HTTP/1.1 too: browsers call without a proxy, `server::Web` says which pages |
//! | `auth` | `#[auth]`: bearer JSON Web Tokens |
//! | `rate-limit` | `#[rate_limit]`: calls per second and peer |
//! | `validate` | `#[validate]`: rules on fields, checked on the server |
//! | `cli` | `serve` and `proto emit`, `check`, `print` for a service binary |
//! | `import` | `cli`, `validate`, and `proto import`: the Rust modules for `.proto` files |
//! | `uuid` | `uuid::Uuid` is a field: a `string`, or `bytes` |
//! | `chrono` | `chrono::DateTime<Utc>` and `chrono::TimeDelta` are fields: `Timestamp` and `Duration` |
//! | `time` | `time::OffsetDateTime`, `time::UtcDateTime` and `time::Duration` are fields: the same |
//! | `rust_decimal` | `rust_decimal::Decimal` is a field: a `string` |
//! | `url` | `url::Url` is a field, in an `Option`, a list or a map: a `string` |
//!
//! [`message::third_party`] says how the types of other crates travel.
//!
//! Without any, there are messages, traits and descriptions, and no runtime.

#[allow(
    unused_extern_crates,
    reason = "our own macros name the crate by `::traitwire`, inside it too"
)]
extern crate self as traitwire;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "client")]
pub(crate) mod client;
pub mod compile_errors;
pub mod contract;
mod error;
pub mod interceptor;
pub mod message;
pub mod prelude;
pub mod registry;
pub mod rpc;
pub mod schema;
#[cfg(feature = "server")]
pub mod server;

pub use error::Error;
pub use interceptor::{Auth, Interceptor, Logging, Next, RateLimit, RequestId, Resources};
#[cfg(feature = "auth")]
pub use interceptor::{AuthKey, Claims};
pub use message::foreign::Prost;
#[cfg(feature = "validate")]
pub use message::validate::{Violation, Violations, validate};
pub use message::{Message, Open, UnknownFields};
#[cfg(feature = "tls")]
pub use rpc::Identity;
pub use rpc::{Context, Encoding, Metadata, Peer, Sender, Streaming};
pub use tonic::{Code, Status};

#[cfg(feature = "json")]
pub use message::json;
pub use message::well_known::{self, Empty};
pub use rpc::status::RpcError;
/// Declares the protobuf package of a module tree: of all that follows it, child modules included.
///
/// It stands once, above the first item that belongs to the package. Modules with different packages are siblings; a
/// second declaration in a module or in one below it is an error. An item may name another package
/// (`#[message(package = "other")]`); `package!("")` is no package.
///
/// ```
/// traitwire::package!(
///     "acme.user.v1",
///     file = "acme/user/v1/user.proto",
///     go_package = "example.com/user/v1;userv1"
/// );
///
/// #[traitwire::message]
/// struct User {
///     #[field(1)]
///     id: String,
/// }
///
/// assert_eq!(<User as prost::Name>::full_name(), "acme.user.v1.User");
/// ```
///
/// | option | meaning |
/// |---|---|
/// | `file = "…"` | the path of the `.proto` file, where it is not to follow from the package |
/// | `go_package = "…"`, `java_package = "…"`, `csharp_namespace = "…"`, … | the file option of that name |
/// | `java_multiple_files = true`, `cc_enable_arenas = false`, `deprecated`, … | the same, on or off |
/// | `optimize_for = SPEED` | the same: `SPEED`, `CODE_SIZE` or `LITE_RUNTIME` |
/// | `crate = path` | where traitwire is found, `::traitwire` otherwise |
pub use traitwire_macros::package;

/// Makes a struct a protobuf message.
///
/// Every field carries its number; a field's type says what it is in protobuf, so that aliases, generics and newtypes
/// work. The struct gets [`Message`], [`Value`](message::Value), and `prost::Message` with `prost::Name`.
///
/// ```
/// use std::collections::HashMap;
/// use traitwire::message;
///
/// traitwire::package!("library");
///
/// /// Something to read.
/// #[message(reserved(4, 7..=9, "isbn"))]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Book {
///     #[field(1)]
///     pub title: String,
///     #[field(2)]
///     pub year: Option<i32>,
///     #[field(3, map(sint32, _))]
///     pub chapters: HashMap<i32, Chapter>,
/// }
///
/// #[message]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Chapter {
///     #[field(1, packed = false, json_name = "at")]
///     pub pages: Vec<u32>,
///     #[field(2)]
///     pub book: Option<Box<Book>>,
/// }
///
/// let book = Book { title: "Emma".into(), year: Some(1815), ..Default::default() };
/// let bytes = message::encode(&book);
/// assert_eq!(message::decode::<Book>(&bytes)?, book);
/// # Ok::<(), message::DecodeError>(())
/// ```
///
/// | on the struct | meaning |
/// |---|---|
/// | `name = "…"` | the name in `.proto` |
/// | `package = "…"` | the package, instead of the one that [`package!`] declares |
/// | `within = Outer` | nested in the message `Outer` |
/// | `reserved(3, 7..=9, "old")` | numbers and names that are not to be used again |
/// | `transparent` | a newtype: on the wire it is the one field inside it |
/// | `crate = path` | where traitwire is found |
///
/// | in `#[field(…)]` | meaning |
/// |---|---|
/// | `3` | the number, 1 to 536,870,911 without 19,000 to 19,999 |
/// | `sint32`, `sint64`, `fixed32`, `fixed64`, `sfixed32`, `sfixed64` | another encoding of a number, or of a list's numbers |
/// | `map(key, value)` | the encodings in a map, `_` for the usual one |
/// | `packed = false` | a list of numbers is written one by one; both forms are always read |
/// | `name = "…"`, `json_name = "…"` | the names in `.proto` and in JSON |
/// | `wrapper` | an `Option` of a scalar is a message of `google/protobuf/wrappers.proto`, as older interfaces have it |
/// | `with = module` | a type of another crate, written as what `module::encode(&T) -> W` returns and read by `module::decode(W) -> Result<T, impl Display>`, both of the whole field; `T: Default` |
/// | `unknown` | without a number: an [`UnknownFields`], which keeps what this version of the message does not know |
/// | `oneof` | the field is an `Option` of a [`oneof`](macro@oneof), and has no number itself |
///
/// # Rules
///
/// With the feature `validate`, `#[validate(…)]` beside `#[field]` says what must hold for a value; on a oneof's variants and
/// on a method's numbered arguments too. A server checks each message that it receives before the handler sees it, and
/// answers INVALID_ARGUMENT with all that is wrong as a `google.rpc.BadRequest`; `traitwire::validate` does the same anywhere.
/// Names and meaning are those of [protovalidate](https://protovalidate.com), and the contract carries the rules as its
/// options, so that every other language can check the same.
///
#[cfg_attr(feature = "validate", doc = "```")]
#[cfg_attr(not(feature = "validate"), doc = "```ignore")]
/// # traitwire::package!("user");
/// #[traitwire::message]
/// #[derive(Default)]
/// struct User {
///     #[field(1)]
///     #[validate(min_len = 1, max_len = 200)]
///     name: String,
///     #[field(2)]
///     #[validate(email)]
///     email: Option<String>,
///     #[field(3)]
///     #[validate(max_items = 5, unique, items(prefix = "#"))]
///     tags: Vec<String>,
/// }
///
/// let user = User { email: Some("nobody".into()), ..User::default() };
/// let violations = traitwire::validate(&user).unwrap_err();
/// let fields: Vec<_> = violations.iter().map(|one| (one.field.as_str(), one.rule.as_str())).collect();
/// assert_eq!(fields, [("name", "string.min_len"), ("email", "string.email")]);
/// ```
///
/// | on | rules |
/// |---|---|
/// | strings | `const`, `in`, `not_in`; `len`, `min_len`, `max_len` in characters, `len_bytes`, `min_bytes`, `max_bytes`; `pattern` (RE2), `prefix`, `suffix`, `contains`, `not_contains`; one of `email`, `hostname`, `ip`, `ipv4`, `ipv6`, `address`, `host_and_port`, `uri`, `uri_ref`, `uuid`, `tuuid`, `ulid`, `ip_with_prefixlen`, `ipv4_with_prefixlen`, `ipv6_with_prefixlen`, `ip_prefix`, `ipv4_prefix`, `ipv6_prefix`, `protobuf_fqn`, `protobuf_dot_fqn`, `well_known_regex = http_header_name` or `http_header_value` (with `strict = false`, less strictly) |
/// | bytes | `const`, `in`, `not_in`, `len`, `min_len`, `max_len`, `pattern`, `prefix`, `suffix`, `contains`, and one of `ip`, `ipv4`, `ipv6`, `uuid` |
/// | numbers | `const`, `in`, `not_in`, `gt`, `gte`, `lt`, `lte` (a lower bound above the upper one leaves out what is between them); `finite` on `f32` and `f64` |
/// | `bool` | `const` |
/// | enumerations | `const`, `in`, `not_in`, of variants or numbers; `defined_only` on [`Open`] |
/// | lists | `min_items`, `max_items`, `unique`, `items(…)` for each element |
/// | maps | `min_pairs`, `max_pairs`, `keys(…)`, `values(…)` |
/// | durations | `const`, `in`, `not_in`, `gt`, `gte`, `lt`, `lte`, written `"90s"`, `"0.5s"` |
/// | times | `const`, `gt`, `gte`, `lt`, `lte`, written `"2026-01-31T12:00:00Z"`; `lt_now`, `gt_now`, `within = "3600s"` of now |
/// | `Any` | `in`, `not_in`, of the type's URL |
/// | `FieldMask` | `in`, `not_in`, of paths |
/// | any field | `required`: it is there, and where presence is not known, it is not zero; `ignore = if_zero_value`, `ignore = always`; `with = path::to::function` |
/// | a oneof | `required`: one member is there |
///
/// An `Option`, a message and a member of a oneof have their rules checked where they are there; any other field always, zero
/// or not. A bare message that encodes to nothing counts as absent. Messages inside messages are checked too. A wrapper has
/// the rules of what it wraps.
///
/// `with` calls `fn(&T) -> Result<(), impl Display>` with the whole field, of an `Option` with what is in it. It is Rust only:
/// the contract does not say it. A pattern that is no regular expression stops the server's start and fails [`contract!`];
/// where no server starts, in process and in `validate`, it is a violation of every value.
///
/// `#[deprecated]`, `cfg` and documentation on the struct and its fields are kept, and travel into the description.
/// A generic message is named after its arguments, `Page<Book>` is `BookPage`, and belongs to the package of the first
/// argument that is a message, well-known types left out.
pub use traitwire_macros::message;

/// Makes an enum of plain variants a protobuf enumeration.
///
/// A variant's number is its discriminant. The first one is 0: it is what is read where nothing was sent, and, unless
/// a field holds [`Open`], where a number arrives that this version does not know.
///
/// ```
/// traitwire::package!("library");
///
/// #[traitwire::enumeration(reserved(3))]
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// enum Genre {
///     #[default]
///     Unspecified,                    // GENRE_UNSPECIFIED
///     Novel = 1,                      // GENRE_NOVEL
///     #[value(name = "POEMS")]
///     Poetry = 2,                     // POEMS
///     #[value(alias = "GENRE_PLAY")]
///     Drama = 4,                      // GENRE_DRAMA and GENRE_PLAY
/// }
/// ```
///
/// Options: `name`, `package`, `within`, `reserved` and `crate` as on a [`message`](macro@message). On a variant,
/// `#[value(name = "…")]` gives another name, and `#[value(alias = "…")]` or `#[value(alias("…", "…"))]` further names of
/// the same number, which protobuf allows and Rust does not (`allow_alias` is set by itself).
pub use traitwire_macros::enumeration;

/// Makes an enum a oneof: fields of which at most one is there.
///
/// Each variant holds one value and carries a number, which is one of the message's. Its name in `.proto` is the
/// variant in snake_case. A member that is there is sent, zero or not.
///
/// ```
/// use traitwire::{message, oneof};
///
/// traitwire::package!("library");
///
/// #[oneof]
/// #[derive(Debug, PartialEq)]
/// enum Source {
///     #[field(2)]
///     Author(String),
///     #[field(3, name = "publisher_id", fixed64)]
///     Publisher(u64),
///     #[field(4)]
///     Unknown(()),
/// }
///
/// #[message]
/// #[derive(Debug, PartialEq)]
/// struct Quote {
///     #[field(1)]
///     text: String,
///     #[field(oneof)]
///     source: Option<Source>,
/// }
/// ```
///
/// Numbers and names shared with the message around it do not compile. The only option is `crate`.
pub use traitwire_macros::oneof;

/// Implements [`RpcError`](trait@RpcError) for an enum, so that callers in Rust get its variants back.
///
/// Each variant has a `#[status(CODE)]`, and exactly one is `#[status(transparent)]`: it holds whatever else there is to
/// say, a [`Status`] or another `RpcError`. Every other language reads a `google.rpc.ErrorInfo`: its `reason` is the
/// variant in SCREAMING_SNAKE_CASE, its `domain` the package and the enum, its `metadata` the fields by name (`0`, `1`
/// in a tuple). A field is `Display + FromStr`, or marked `#[status(skip)]`: then it stays on the server, and its variant
/// comes back as the transparent one.
///
/// ```
/// use traitwire::{RpcError, Status};
///
/// traitwire::package!("user");
///
/// #[derive(Debug, thiserror::Error, RpcError)]
/// enum UserError {
///     #[error("user {id} not found")]
///     #[status(NOT_FOUND)]
///     NotFound { id: u64 },
///     #[error("storage failed")]
///     #[status(INTERNAL)]
///     Storage(#[status(skip)] #[from] std::io::Error),
///     #[error(transparent)]
///     #[status(transparent)]
///     Rpc(#[from] Status),
/// }
///
/// let status = UserError::NotFound { id: 7 }.into_status();
/// assert_eq!(status.message(), "user 7 not found");
/// assert!(matches!(UserError::from_status(status), UserError::NotFound { id: 7 }));
/// ```
///
/// On the enum, `#[status(package = "…")]` names another package for the domain, `#[status(crate = path)]` where
/// traitwire is found.
pub use traitwire_macros::RpcError;

#[cfg(feature = "server")]
pub use server::Server;

/// Makes a trait a gRPC service.
///
/// Beside the trait, which becomes `Send + Sync + 'static` with `Send` futures, there are then
///
/// * the messages that its methods make of their arguments and returns (`GetUserRequest`, …),
/// * `<Trait>Server<T>`, which serves an implementation: `new(implementation)`, and `start(&resources)` for servers
///   [other than traitwire's own](#in-a-server-of-tonic-or-axum),
/// * `<Trait>Client`, which implements the trait by calling: `connect("http://…")`, `new(channel)`, `local(server)`,
///   `with_metadata(key, value)`, `with_timeout(duration)`, `with_compression(encoding)`.
///
/// ```
/// use traitwire::prelude::*;
///
/// traitwire::package!("library");
///
/// #[message]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Book {
///     #[field(1)]
///     pub title: String,
/// }
///
/// /// Lends books.
/// #[service]
/// #[logging]                                       // interceptors, outermost first
/// pub trait Library {
///     // Numbered arguments are the fields of `FindRequest`. The context is no field.
///     #[no_side_effects]
///     async fn find(&self, ctx: &Context, #[field(1)] title: &str) -> Result<Book, Status>;
///     // One argument without a number is the request; `()` is an empty `DonateResponse`.
///     async fn donate(&self, book: Book) -> Result<(), Status>;
///     // A value that is no message goes into a field of `CountResponse`.
///     #[returns(count = 1)]
///     async fn count(&self) -> Result<u64, Status>;
///     // Streams: from the server, from the client, both ways.
///     async fn browse(&self) -> Result<Streaming<Book>, Status>;
///     #[returns(count = 1, refused = 2)]
///     async fn donate_all(&self, books: Streaming<Book>) -> Result<(u64, u64), Status>;
///     async fn swap(&self, books: Streaming<Book>) -> Result<Streaming<Book>, Status>;
/// }
/// ```
///
/// | in `#[service(…)]` | meaning |
/// |---|---|
/// | `name = "…"` | the name in `.proto` |
/// | `package = "…"` | the package, instead of the one that [`package!`] declares |
/// | `crate = path` | where traitwire is found |
///
/// | on a method | meaning |
/// |---|---|
/// | `#[returns(name = 1, …)]` | the reply's fields: for one value, or for the elements of a tuple; `reserved(2, "old")` beside them |
/// | `#[rpc(name = "…", request = "…", response = "…")]` | names in `.proto` of the method and the messages it makes |
/// | `#[rpc(reserved(3, "old"))]` | numbers and names that no argument is to use again |
/// | `#[no_side_effects]`, `#[idempotent]` | what repeating the call does |
/// | `#[timeout("2s")]` | how long a call may take on the server, streams included: `ms`, `s`, `m` or `h`; the earliest of it, the caller's deadline and `Server::max_timeout` counts. On the trait: for every method that has none |
/// | `#[spawn]` | the handler has a task of its own, since it computes for long: calls on one connection share a task until they wait for something. It is dropped where it waits when its call is over, and asks `Context::is_cancelled` where it does not. An interceptor's span of `tracing` and the `Context` follow it there, task-locals do not. On the trait: for every method |
/// | `#[spawn(blocking)]` | the same on a thread that may be blocked |
/// | `#[validate(skip)]` | the rules of what the method receives are not checked |
/// | `#[compress]`, `#[compress(zstd, gzip)]` | replies are compressed with what the caller accepts, of these encodings if any are named; on the trait for all of its methods |
/// | `#[compress(gzip, min_size = 512, level = 6)]` | replies from so many bytes on, and how hard the one encoding tries |
/// | `#[compress(off)]` | replies are not compressed, unless the handler says so by [`Context::compress`] |
/// | any other | an interceptor, as on the trait: `#[mw::rate_limit(per_second = 5)]` is the type `mw::RateLimit` |
///
/// An argument takes `#[field(1, …)]` and `#[validate(…)]` with the options of a [`message`](macro@message)'s field, and may borrow (`&str`,
/// `&[u8]`, `&Book`): the message owns, the handler borrows from it, the client encodes without copying first.
///
/// The messages that methods make stand beside the trait. Where two services have a method of the same name, one of
/// them gives its messages other names, `#[rpc(request = "OpenBankRequest", response = "OpenBankResponse")]`, or each service has a module
/// and a package of its own.
///
/// A method returns `Result<…, E>` by whatever alias; `E` is an [`RpcError`](trait@RpcError), [`Status`] for one. It cannot
/// be called `clone`, `with_metadata`, `with_timeout` or `with_compression`, which the client has.
///
/// What stands on the trait runs in a server, `<Trait>Client::local(server)` included. A direct call of an implementation runs no
/// interceptor, no `#[validate]` and no `#[timeout]`.
///
/// # In a server of tonic or axum
///
/// A `<Trait>Server` is a tower service of HTTP. Interceptors that need nothing start by themselves; the others are given it first:
///
/// ```ignore
/// let users = UserServiceServer::new(users).start(&Resources::new().with(key))?;
///
/// // tonic:
/// tonic::transport::Server::builder().add_service(users).serve(address).await?;
///
/// // axum, feature `http2`; the path is the service's full name:
/// let router = axum::Router::new().route_service("/user.UserService/{method}", users);
/// axum::serve(tokio::net::TcpListener::bind("[::]:50051").await?, router).await?;
/// ```
///
/// What is declared on the trait is there: interceptors, rules, timeouts, errors, compression. Health, reflection and the drain
/// are not, nor any limit but 4 MiB for a request message. Who calls is not known either: [`Context::peer`] is `None`. A layer that
/// inserts a `traitwire::server::Origin` into the request's extensions sets limits and the peer, a [`Peer`] the peer alone.
pub use traitwire_macros::service;
