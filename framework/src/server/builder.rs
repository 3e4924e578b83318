//! A server before it listens: what it serves, and within which limits.

use std::fmt::Display;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::acceptor::{Acceptors, Place};
use super::admission::Admission;
use super::bound::Bound;
use super::connection::Connections;
use super::drain::{Drain, Handle};
use super::health::{self, Checkup};
use super::limits::Limits;
use super::orca::Load;
use super::own::{self, Specs};
use super::route::Route;
use super::router::{Mount, Owner, Router};
use super::service::Service;
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls::{Current, Tls};
#[cfg(feature = "web")]
use super::web::Web;
use crate::error::Error;
use crate::interceptor::{Interceptor, Resources, Stack};
use crate::rpc::Encoding;

/// Serves what `#[service]` made of a trait, with health and reflection beside it.
///
/// ```no_run
/// # use traitwire::server::{Server, Service};
/// # async fn serve(users: impl Service) -> Result<(), traitwire::Error> {
/// Server::new().add(users).listen("[::]:50051").await?;
/// # Ok(())
/// # }
/// ```
///
/// `W` is the stack of interceptors that [`intercept`](Self::intercept) has put around everything; `S` says whether
/// another may still be added.
#[must_use = "a server serves nothing until it listens"]
pub struct Server<W = (), S = Open> {
    interceptors: W,
    resources: Resources,
    services: Vec<Box<dyn Mount<W>>>,
    routes: Vec<(String, Box<dyn Route<W>>)>,
    fallback: Option<Box<dyn Route<W>>>,
    checkups: Vec<Checkup>,
    pub(super) limits: Limits,
    /// Where it listens besides.
    also: Vec<Place>,
    load: Option<Load>,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
    #[cfg(feature = "web")]
    web: Web,
    state: PhantomData<fn() -> S>,
}

/// A server that has no service yet: interceptors may be added.
#[derive(Debug)]
pub struct Open(());

/// A server that has a service: its interceptors are settled.
#[derive(Debug)]
pub struct Closed(());

impl Server {
    /// A server of nothing but health and reflection.
    pub fn new() -> Self {
        Self {
            interceptors: (),
            resources: Resources::new(),
            services: Vec::new(),
            routes: Vec::new(),
            fallback: None,
            checkups: Vec::new(),
            limits: Limits::default(),
            also: Vec::new(),
            load: None,
            #[cfg(feature = "tls")]
            tls: None,
            #[cfg(feature = "web")]
            web: Web::new(),
            state: PhantomData,
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self::new()
    }
}

impl<W: Stack> Server<W, Open> {
    /// Puts an interceptor around every service; the first is the outermost. Health and reflection stay outside.
    ///
    /// It comes before the first [`add`](Self::add). `Option` of an interceptor is one too.
    pub fn intercept<I: Interceptor>(self, interceptor: I) -> Server<(W, I), Open> {
        const { crate::interceptor::enabled::<I>() };
        Server {
            interceptors: (self.interceptors, interceptor),
            resources: self.resources,
            services: Vec::new(),
            routes: Vec::new(),
            fallback: None,
            checkups: self.checkups,
            limits: self.limits,
            also: self.also,
            load: self.load,
            #[cfg(feature = "tls")]
            tls: self.tls,
            #[cfg(feature = "web")]
            web: self.web,
            state: PhantomData,
        }
    }
}

impl<W: Stack, S> Server<W, S> {
    /// Serves one more service.
    #[allow(
        clippy::should_implement_trait,
        reason = "the name is what everyone calls it, and `+` would not say it"
    )]
    pub fn add(mut self, service: impl Service) -> Server<W, Closed> {
        self.services.push(Box::new(service));
        self.closed()
    }

    /// Has a path lead to a tower service of HTTP, such as an axum `Router`, beside gRPC. A path that ends in `/` leads
    /// to everything below it; the longest leads, and services of traits come before all of them.
    ///
    /// Interceptors of the server do not see its requests, unless it is [`Intercepted`](super::Intercepted). Limits
    /// on messages are not limits on its requests. It finds who calls, a [`Peer`](crate::Peer), among a request's
    /// extensions.
    pub fn route(mut self, path: impl Into<String>, route: impl Route<W>) -> Server<W, Closed> {
        self.routes.push((path.into(), Box::new(route)));
        self.closed()
    }

    /// Has everything that leads nowhere else lead to a tower service of HTTP. Calls of unknown services and methods
    /// of gRPC are UNIMPLEMENTED without one; with one, calls of unknown services are its own to answer.
    pub fn fallback(mut self, route: impl Route<W>) -> Server<W, Closed> {
        self.fallback = Some(Box::new(route));
        self.closed()
    }

    fn closed(self) -> Server<W, Closed> {
        Server {
            interceptors: self.interceptors,
            resources: self.resources,
            services: self.services,
            routes: self.routes,
            fallback: self.fallback,
            checkups: self.checkups,
            limits: self.limits,
            also: self.also,
            load: self.load,
            #[cfg(feature = "tls")]
            tls: self.tls,
            #[cfg(feature = "web")]
            web: self.web,
            state: PhantomData,
        }
    }

    /// Checks every so often whether what a service needs is there, and has health say so: by the service's full name, or
    /// the empty one for the server as a whole. Calls are taken either way.
    ///
    /// A service is NOT_SERVING until each of its checks has passed, and whenever one has failed: one that takes longer
    /// than `every`, or panics, has. Checks begin when the server serves.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use traitwire::server::{Server, Service};
    /// # #[derive(Clone)] struct Database;
    /// # impl Database { async fn ping(&self) -> Result<(), std::io::Error> { Ok(()) } }
    /// # fn server(users: impl Service, database: Database) -> impl Sized {
    /// Server::new().add(users).check("user.UserService", Duration::from_secs(5), move || {
    ///     let database = database.clone();
    ///     async move { database.ping().await }
    /// })
    /// # }
    /// ```
    pub fn check<C, F, E>(mut self, service: impl Into<String>, every: Duration, check: C) -> Self
    where
        C: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Display + 'static,
    {
        self.checkups.push(Checkup::new(service.into(), every, check));
        self
    }

    /// Provides a value to the interceptors, which ask for it by its type before anything is served.
    pub fn provide<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.resources.insert(value);
        self
    }

    /// The greatest size of a request message, in bytes: 4 MiB unless set. A larger one is RESOURCE_EXHAUSTED.
    pub fn max_request_size(mut self, bytes: usize) -> Self {
        self.limits.max_request_size = bytes;
        self
    }

    /// How many calls may run at a time on one connection: 200 unless set. A client waits with further ones.
    pub fn max_concurrent_streams(mut self, calls: u32) -> Self {
        self.limits.max_concurrent_streams = calls;
        self
    }

    /// The greatest size of a request's headers, in bytes as HTTP/2 counts them (32 more for each): 16 KiB unless
    /// set.
    pub fn max_header_list_size(mut self, bytes: u32) -> Self {
        self.limits.max_header_list_size = bytes;
        self
    }

    /// Speaks TLS at its TCP addresses.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// How long a new connection may take to agree on TLS: 10 seconds unless set. It is closed then.
    #[cfg(feature = "tls")]
    pub fn handshake_timeout(mut self, timeout: Duration) -> Self {
        self.limits.handshake_timeout = timeout;
        self
    }

    /// How long a new connection may take to send its HTTP/2 preface: 10 seconds unless set. It is closed then. One that
    /// speaks HTTP/1 may take as long for the headers of each request, the time that it says nothing included.
    pub fn preface_timeout(mut self, timeout: Duration) -> Self {
        self.limits.preface_timeout = timeout;
        self
    }

    /// How long running calls may take to finish once the server is told to leave: 10 seconds unless set. What
    /// runs still is cancelled then.
    pub fn drain_deadline(mut self, deadline: Duration) -> Self {
        self.limits.drain_deadline = deadline;
        self
    }

    /// Listens at one more address, besides that of [`bind`](Self::bind) or [`listen`](Self::listen), and written as
    /// theirs is.
    ///
    /// ```no_run
    /// # use traitwire::server::{Server, Service};
    /// # async fn serve(users: impl Service) -> Result<(), traitwire::Error> {
    /// Server::new().add(users).also_listen("unix:/run/users.sock").listen("[::]:50051").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn also_listen(mut self, addr: impl Into<String>) -> Self {
        self.also.push(Place::Address(addr.into()));
        self
    }

    /// Listens at one more socket, which is open: a `TcpListener` or `UnixListener` of `std`.
    pub fn also_listen_on(mut self, socket: impl Into<Socket>) -> Self {
        self.also.push(Place::Socket(socket.into()));
        self
    }

    /// Which web pages may call by gRPC-Web: those of the server's own origin, unless set.
    ///
    /// Calls of gRPC-Web are served with the feature `web` alone; this is about browsers, which ask first whether a page of
    /// another origin may make them. An origin that is none stops the start.
    #[cfg(feature = "web")]
    pub fn web(mut self, web: Web) -> Self {
        self.web = web;
        self
    }

    /// Whether replies are compressed for every caller that accepts it: not unless set, nor for a method whose
    /// `#[compress]` says otherwise. The reply to a compressed request is compressed in any case.
    pub fn compress(mut self, compress: bool) -> Self {
        self.limits.compression.set_always(compress);
        self
    }

    /// The smallest message that is compressed, in bytes: 1 KiB unless set.
    pub fn compress_min_size(mut self, bytes: usize) -> Self {
        self.limits.compression.set_min_size(bytes);
        self
    }

    /// How hard an encoding tries: more takes longer. What lies beyond the levels that [it has](Encoding) is the
    /// nearest.
    pub fn compress_level(mut self, encoding: Encoding, level: i32) -> Self {
        self.limits.compression.set_level(encoding, level);
        self
    }

    /// Serves load reports out of band ([`orca`](super::orca)): a stream of what `load` says, for balancers.
    pub fn load_reports(mut self, load: &Load) -> Self {
        self.load = Some(load.clone());
        self
    }

    /// Starts every interceptor and opens the address, in this order, and serves nothing yet.
    ///
    /// An address is
    /// * `host:port`: `[::]` is every address of the machine, IPv4 included, and `0.0.0.0` where there is no IPv6; port 0
    ///   is a free one;
    /// * `unix:/path`, the path of a Unix socket;
    /// * `systemd:`, every socket that systemd has opened for this process (`LISTEN_FDS`), `systemd:name` those of that
    ///   `FileDescriptorName=`, and `fd:3` the one of that number.
    ///
    /// # Errors
    /// An interceptor that lacks something, a service mounted twice, types that contradict each other on the wire, a
    /// certificate that cannot be used, or an address that cannot be opened. The message says what to do.
    pub async fn bind(self, addr: impl AsRef<str>) -> Result<Bound, Error> {
        self.bind_at(Place::Address(addr.as_ref().to_owned())).await
    }

    /// The same with a socket that is open: a `TcpListener` or `UnixListener` of `std`.
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind).
    pub async fn bind_on(self, socket: impl Into<Socket>) -> Result<Bound, Error> {
        self.bind_at(Place::Socket(socket.into())).await
    }

    async fn bind_at(mut self, place: Place) -> Result<Bound, Error> {
        let mut specs = self.specs()?;
        let mut router = Router::default();
        #[cfg(feature = "web")]
        {
            self.web.check()?;
            router.web = self.web;
        }
        let drain = Drain::new();
        let statuses = own::mount(&mut specs, &mut router, &drain, self.load)?;
        for checkup in &self.checkups {
            let service = checkup.service();
            if !service.is_empty() && !specs.contains_key(service) {
                return Err(Error::new(format!(
                    "a health check is of the service `{service}`, which is not mounted: there are {}",
                    specs.keys().copied().collect::<Vec<_>>().join(", ")
                )));
            }
        }
        health::expect(&self.checkups, &statuses);
        self.interceptors.start(&self.resources)?;
        let interceptors = Arc::new(self.interceptors);
        for service in &self.services {
            let endpoint = service.mount(&interceptors, &self.resources)?;
            router.insert(service.spec().full_name, Owner::Application, endpoint);
        }
        #[cfg(feature = "tls")]
        let tls = match self.tls {
            Some(tls) => Some(Arc::new(Current::new(tls)?)),
            None => None,
        };
        for (path, route) in self.routes {
            if !path.starts_with('/') {
                return Err(Error::new(format!(
                    "the route `{path}` is no path: it begins with `/`"
                )));
            }
            if !router.routes.insert(path.clone(), route.mount(&interceptors)) {
                return Err(Error::new(format!(
                    "the route `{path}` is mounted twice: a path leads to one"
                )));
            }
        }
        if let Some(route) = self.fallback {
            router.routes.fall_back(route.mount(&interceptors));
        }
        let mut acceptors = Acceptors::default();
        let mut addresses = Vec::new();
        for place in std::iter::once(place).chain(self.also) {
            addresses.append(&mut acceptors.open(place).await?);
        }
        let connections = Connections::new(
            router,
            self.limits,
            drain.clone(),
            #[cfg(feature = "tls")]
            tls.clone(),
        );
        let handle = Handle::new(drain, statuses);
        #[cfg(feature = "tls")]
        let handle = handle.with_tls(tls);
        Ok(Bound {
            acceptors,
            addresses,
            admission: Admission::new(&self.limits),
            services: specs.into_keys().collect(),
            checkups: self.checkups,
            connections: Arc::new(connections),
            limits: self.limits,
            handle,
        })
    }

    /// [Binds](Self::bind) an address and [serves](Bound::serve) until SIGTERM, ctrl-c or the end of the last call
    /// after it.
    ///
    /// # Errors
    /// Those of [`bind`](Self::bind) and [`Bound::serve`].
    pub async fn listen(self, addr: impl AsRef<str>) -> Result<(), Error> {
        self.bind(addr).await?.serve().await
    }

    /// What was added, by name.
    ///
    /// # Errors
    /// A service that is there twice.
    fn specs(&self) -> Result<Specs, Error> {
        let mut specs = Specs::new();
        for service in &self.services {
            let spec = service.spec();
            let Some(first) = specs.insert(spec.full_name, spec) else {
                continue;
            };
            return Err(Error::new(if first.source == spec.source {
                format!(
                    "the service {} is added twice, and a path leads to one service: add it once",
                    spec.full_name
                )
            } else {
                format!(
                    "two services are {} on the wire: {} and {}; give one of them another name with \
                     `#[service(name = \"…\")]`, or their modules different packages",
                    spec.full_name, first.source, spec.source
                )
            }));
        }
        Ok(specs)
    }
}
