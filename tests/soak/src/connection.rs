//! A connection that can be cut.

use std::net::{Shutdown, TcpStream as Socket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tonic::transport::{Endpoint, Error};
use tower::service_fn;
use traitwire::Encoding;

use crate::api::SoakClient;

/// A client with one connection at a time: it is made anew when it broke.
pub(crate) struct Connection {
    plain: SoakClient,
    compressing: SoakClient,
    cutter: Arc<Cutter>,
}

#[derive(Default)]
struct Cutter(Mutex<Held>);

#[derive(Default)]
struct Held {
    /// Another handle on the socket.
    socket: Option<Socket>,
    cuts: u64,
}

impl Connection {
    pub(crate) async fn new(address: &str) -> Result<Self, Error> {
        let cutter = Arc::new(Cutter::default());
        let (keep, to) = (cutter.clone(), address.to_owned());
        let connector = service_fn(move |_| {
            let (keep, to) = (keep.clone(), to.clone());
            async move {
                let stream = TcpStream::connect(to).await?;
                stream.set_nodelay(true)?;
                let socket = stream.into_std()?;
                keep.hold(socket.try_clone()?);
                std::io::Result::Ok(TokioIo::new(TcpStream::from_std(socket)?))
            }
        });
        let endpoint = Endpoint::from_shared(format!("http://{address}"))?;
        let plain = SoakClient::new(endpoint.connect_with_connector(connector).await?);
        Ok(Self {
            compressing: plain.with_compression(Encoding::Gzip),
            plain,
            cutter,
        })
    }

    /// The client, whose requests are compressed or not.
    pub(crate) fn client(&self, compress: bool) -> &SoakClient {
        if compress { &self.compressing } else { &self.plain }
    }

    /// Whether it is whole, and how often it has been cut.
    pub(crate) fn state(&self) -> (bool, u64) {
        let held = self.cutter.lock();
        (held.socket.is_some(), held.cuts)
    }

    /// Cuts it, with whatever runs on it; it is made anew by the next call that finds it so.
    pub(crate) fn cut(&self) {
        let mut held = self.cutter.lock();
        if let Some(socket) = held.socket.take() {
            // Before it is done: a call that fails by it finds it counted.
            held.cuts += 1;
            // It fails where the peer has closed already.
            let _ = socket.shutdown(Shutdown::Both);
        }
    }
}

impl Cutter {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self, socket: Socket) {
        self.lock().socket = Some(socket);
    }
}
