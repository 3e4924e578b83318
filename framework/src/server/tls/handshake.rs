//! The beginning of a connection.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::{Current, identity};
use crate::rpc::Peer;
use crate::server::drain::{Drain, Stage};
use crate::server::stream::Stream;

/// How long a handshake may still take once the server leaves.
const LEAVING: Duration = Duration::from_secs(1);

/// Agrees with a peer on TLS; says no more of one that does not.
pub(in crate::server) async fn secure(
    current: &Current,
    stream: Stream,
    peer: Peer,
    patience: Duration,
    drain: &Drain,
) -> Option<(Stream, Peer)> {
    let tcp = match stream {
        Stream::Tcp(tcp) => tcp,
        plain => return Some((plain, peer)),
    };
    let accepting = TlsAcceptor::from(current.config()).accept(tcp);
    let mut accepting = pin!(timeout(patience, accepting));
    let leaving = async {
        drain.reached(Stage::Draining).await;
        sleep(LEAVING).await;
    };
    let accepted = tokio::select! {
        biased;
        accepted = accepting.as_mut() => accepted,
        () = leaving => return None,
    };
    match accepted {
        Ok(Ok(tls)) => {
            let chain = tls.get_ref().1.peer_certificates().unwrap_or_default();
            let identity = identity::read(chain);
            Some((Stream::Tls(Box::new(tls)), peer.with_identity(identity)))
        }
        Ok(Err(error)) => {
            tracing::debug!(%peer, %error, "no TLS with a peer");
            None
        }
        Err(_) => {
            tracing::debug!(%peer, "closed a connection whose TLS handshake took too long");
            None
        }
    }
}
