//! The calling end.
//!
//! A [`Client`] is a channel with the metadata and the timeout that its calls carry. `…Client` types are one with the
//! methods of their trait.

mod body;
mod call;
mod channel;
mod deadline;
mod http_status;
mod reset;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tonic::body::Body as TonicBody;
use tonic::client::GrpcService;
use tonic::transport::Endpoint;
use tower_service::Service;

use crate::error::Error;
use crate::rpc::compression::{Compress, Settings};
use crate::rpc::{Body, BoxError, Context, Encoding};
use channel::{Channel, Foreign};

/// What generated clients are made of.
#[derive(Clone)]
pub struct Client {
    channel: Arc<dyn Channel>,
    /// What every call carries, as an outgoing context.
    defaults: Context,
    /// How requests are compressed, if they are.
    compress: Option<Compress>,
}

impl Client {
    /// Connects to `http://host:port`, or to `https://host:port` with feature `tls`.
    ///
    /// The roots that a server's certificate is to come from are the system's; on Unix, `SSL_CERT_FILE` and `SSL_CERT_DIR`
    /// name others. A channel with roots or a certificate of its own is made with `tonic::transport::ClientTlsConfig`
    /// (tonic's feature `tls-ring`) and handed to [`new`](Self::new).
    ///
    /// # Errors
    /// When the address is none, or nobody answers there.
    pub async fn connect(address: &str) -> Result<Self, Error> {
        let endpoint = Endpoint::from_shared(address.to_owned()).map_err(|error| {
            Error::other(error).context(format_args!(
                "`{address}` is not the address of a server: write `http://host:port`"
            ))
        })?;
        if endpoint.uri().scheme().is_none() {
            return Err(Error::new(format!(
                "`{address}` names no scheme: write `http://{address}`"
            )));
        }
        let endpoint = secure(endpoint)?;
        let channel = endpoint.connect().await.map_err(|error| {
            let reason = innermost(&error);
            let remedy = remedy(&reason);
            Error::caused(format!("no connection to {address}: {reason}{remedy}"), error)
        })?;
        Ok(Self::new(channel))
    }

    /// Calls through `channel`.
    pub fn new<C>(channel: C) -> Self
    where
        C: GrpcService<TonicBody> + Clone + Send + Sync + 'static,
        C::Future: Send,
        C::ResponseBody: http_body::Body<Data = bytes::Bytes> + Send + 'static,
        <C::ResponseBody as http_body::Body>::Error: Into<BoxError>,
    {
        Self::over(Foreign(channel))
    }

    /// Calls a server in this process.
    pub fn local<S>(server: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        Self::over(channel::Local(server))
    }

    fn over(channel: impl Channel + 'static) -> Self {
        Self {
            channel: Arc::new(channel),
            defaults: Context::new(),
            compress: None,
        }
    }

    /// A client whose calls carry one more pair of metadata.
    #[must_use]
    pub fn with_metadata(&self, key: &str, value: &str) -> Self {
        Self {
            defaults: self.defaults.with_metadata(key, value),
            ..self.clone()
        }
    }

    /// A client whose calls are to be over within `timeout`, unless they say otherwise.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self {
            defaults: self.defaults.with_timeout(timeout),
            ..self.clone()
        }
    }

    /// A client whose requests are compressed, those of 1 KiB and more.
    #[must_use]
    pub fn with_compression(&self, encoding: Encoding) -> Self {
        Self {
            compress: Some(Settings::default().with(encoding, None)),
            ..self.clone()
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}

/// TLS for an address that asks for it.
fn secure(endpoint: Endpoint) -> Result<Endpoint, Error> {
    if endpoint.uri().scheme_str() != Some("https") {
        return Ok(endpoint);
    }
    #[cfg(feature = "tls")]
    return endpoint
        .tls_config(tonic::transport::ClientTlsConfig::new().with_enabled_roots())
        .map_err(|error| Error::other(error).context("the roots of this system cannot be used"));
    #[cfg(not(feature = "tls"))]
    Err(Error::new(format!(
        "{} wants TLS: switch on traitwire's feature `tls`",
        endpoint.uri()
    )))
}

/// What to do where the authority of a server's certificate is none of the system's. Whose type rustls's errors are
/// depends on its version, which is tonic's matter.
fn remedy(reason: &str) -> &'static str {
    if !reason.contains("UnknownIssuer") {
        return "";
    }
    "; its authority is none of this system's: name it in the environment, `SSL_CERT_FILE=ca.pem`, or make a channel \
     with `tonic::transport::ClientTlsConfig` and hand it to the client's `new`"
}

/// What an error comes down to: transports wrap the reason in layers that say nothing.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut reason = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    reason.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_authority_says_how_to_make_it_known() {
        let remedy_of_it = remedy("invalid peer certificate: UnknownIssuer");
        for word in ["SSL_CERT_FILE", "ClientTlsConfig"] {
            assert!(remedy_of_it.contains(word), "{remedy_of_it}");
        }
        assert_eq!(remedy("connection refused"), "");
    }
}
