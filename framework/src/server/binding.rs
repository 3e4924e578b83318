//! Binding: a server's interceptors are started, its services mounted and its addresses opened.

use std::sync::Arc;

use super::acceptor::{Acceptors, Place};
use super::admission::Admission;
use super::bound::Bound;
use super::builder::Server;
use super::connection::Connections;
use super::drain::{Drain, Handle};
use super::health;
use super::own::{self, Specs};
use super::router::{Owner, Router};
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls::Current;
use crate::error::Error;
use crate::interceptor::Stack;

impl<W: Stack, S> Server<W, S> {
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
    /// A limit that lets nothing through, an interceptor that lacks something, a service mounted twice, types that contradict each other on the wire, a
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
        self.settings.limits.check()?;
        let mut specs = self.specs()?;
        let mut router = Router::default();
        #[cfg(feature = "web")]
        {
            self.settings.web.check()?;
            router.web = self.settings.web;
        }
        let drain = Drain::new();
        let statuses = own::mount(&mut specs, &mut router, &drain, self.settings.load)?;
        for checkup in &self.settings.checkups {
            let service = checkup.service();
            if !service.is_empty() && !specs.contains_key(service) {
                return Err(Error::new(format!(
                    "a health check is of the service `{service}`, which is not mounted: there are {}",
                    specs.keys().copied().collect::<Vec<_>>().join(", ")
                )));
            }
        }
        health::expect(&self.settings.checkups, &statuses);
        self.interceptors.start(&self.settings.resources)?;
        let interceptors = Arc::new(self.interceptors);
        for service in &self.mounts.services {
            let endpoint = service.mount(&interceptors, &self.settings.resources)?;
            router.insert(service.spec().full_name, Owner::Application, endpoint);
        }
        #[cfg(feature = "tls")]
        let tls = match self.settings.tls {
            Some(tls) => Some(Arc::new(Current::new(tls)?)),
            None => None,
        };
        for (path, route) in self.mounts.routes {
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
        if let Some(route) = self.mounts.fallback {
            router.routes.fall_back(route.mount(&interceptors));
        }
        let mut acceptors = Acceptors::default();
        let mut addresses = Vec::new();
        for place in std::iter::once(place).chain(self.settings.also) {
            addresses.append(&mut acceptors.open(place).await?);
        }
        let connections = Connections::new(
            router,
            self.settings.limits,
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
            admission: Admission::new(&self.settings.limits),
            services: specs.into_keys().collect(),
            checkups: self.settings.checkups,
            connections: Arc::new(connections),
            limits: self.settings.limits,
            leaves_signals_alone: self.settings.leaves_signals_alone,
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
        for service in &self.mounts.services {
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
