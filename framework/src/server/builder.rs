//! A server before it listens: what it serves, and where.

use std::fmt::Display;
use std::marker::PhantomData;
use std::time::Duration;

use super::acceptor::Place;
use super::health::Checkup;
use super::limits::Limits;
use super::orca::Load;
use super::route::Route;
use super::router::Mount;
use super::service::Service;
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls::Tls;
#[cfg(feature = "web")]
use super::web::Web;
use crate::interceptor::{Interceptor, Resources, Stack};

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
    pub(super) interceptors: W,
    pub(super) mounts: Mounts<W>,
    pub(super) settings: Settings,
    state: PhantomData<fn() -> S>,
}

/// What it serves inside the interceptors `W`.
pub(super) struct Mounts<W> {
    pub(super) services: Vec<Box<dyn Mount<W>>>,
    pub(super) routes: Vec<(String, Box<dyn Route<W>>)>,
    pub(super) fallback: Option<Box<dyn Route<W>>>,
}

/// All else that it is told.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) resources: Resources,
    pub(super) checkups: Vec<Checkup>,
    pub(super) limits: Limits,
    /// Where it listens besides.
    pub(super) also: Vec<Place>,
    pub(super) load: Option<Load>,
    pub(super) leaves_signals_alone: bool,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Tls>,
    #[cfg(feature = "web")]
    pub(super) web: Web,
}

impl<W> Mounts<W> {
    fn none() -> Self {
        Self {
            services: Vec::new(),
            routes: Vec::new(),
            fallback: None,
        }
    }
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
            mounts: Mounts::none(),
            settings: Settings::default(),
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
            mounts: Mounts::none(),
            settings: self.settings,
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
        self.mounts.services.push(Box::new(service));
        self.closed()
    }

    /// Has a path lead to a tower service of HTTP, such as an axum `Router`, beside gRPC. A path that ends in `/` leads
    /// to everything below it; the longest leads, and services of traits come before all of them.
    ///
    /// Interceptors of the server do not see its requests, unless it is [`Intercepted`](super::Intercepted). Limits
    /// on messages are not limits on its requests. It finds who calls, a [`Peer`](crate::Peer), among a request's
    /// extensions.
    pub fn route(mut self, path: impl Into<String>, route: impl Route<W>) -> Server<W, Closed> {
        self.mounts.routes.push((path.into(), Box::new(route)));
        self.closed()
    }

    /// Has everything that leads nowhere else lead to a tower service of HTTP. Calls of unknown services and methods
    /// of gRPC are UNIMPLEMENTED without one; with one, calls of unknown services are its own to answer.
    pub fn fallback(mut self, route: impl Route<W>) -> Server<W, Closed> {
        self.mounts.fallback = Some(Box::new(route));
        self.closed()
    }

    fn closed(self) -> Server<W, Closed> {
        Server {
            interceptors: self.interceptors,
            mounts: self.mounts,
            settings: self.settings,
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
        self.settings
            .checkups
            .push(Checkup::new(service.into(), every, check));
        self
    }

    /// Provides a value to the interceptors, which ask for it by its type before anything is served.
    pub fn provide<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.settings.resources.insert(value);
        self
    }

    /// Speaks TLS at its TCP addresses.
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.settings.tls = Some(tls);
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
        self.settings.also.push(Place::Address(addr.into()));
        self
    }

    /// Listens at one more socket, which is open: a `TcpListener` or `UnixListener` of `std`.
    pub fn also_listen_on(mut self, socket: impl Into<Socket>) -> Self {
        self.settings.also.push(Place::Socket(socket.into()));
        self
    }

    /// Which web pages may call by gRPC-Web: those of the server's own origin, unless set.
    ///
    /// Calls of gRPC-Web are served with the feature `web` alone; this is about browsers, which ask first whether a page of
    /// another origin may make them. An origin that is none stops the start.
    #[cfg(feature = "web")]
    pub fn web(mut self, web: Web) -> Self {
        self.settings.web = web;
        self
    }

    /// Whether SIGTERM and ctrl-c have it leave: they do unless set. Without that, what is left is
    /// [`Handle::shutdown`](super::Handle::shutdown), for a server in a program that has its own use for signals.
    pub fn handle_signals(mut self, handle: bool) -> Self {
        self.settings.leaves_signals_alone = !handle;
        self
    }

    /// Serves load reports out of band ([`orca`](super::orca)): a stream of what `load` says, for balancers.
    pub fn load_reports(mut self, load: &Load) -> Self {
        self.settings.load = Some(load.clone());
        self
    }
}
