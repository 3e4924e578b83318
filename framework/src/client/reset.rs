//! HTTP/2 errors as statuses, both ways ("gRPC over HTTP/2", Errors).

use std::error::Error;

use h2::Reason;
use tonic::{Code, Status};

use crate::rpc::BoxError;

/// What ends the sending half of a call that its caller leaves.
pub(super) fn cancel() -> BoxError {
    h2::Error::from(Reason::CANCEL).into()
}

/// The status of a way that broke. Where its error does not say more, that is UNAVAILABLE: the connection is gone
/// ("Status codes and their use in gRPC").
pub(super) fn lost(error: BoxError) -> Status {
    let code = code(&*error);
    let is_status = causes(&*error).any(|cause| cause.is::<Status>());
    let reason = super::innermost(&*error);
    let is_unread = is_unread(&*error);
    let status = Status::from_error(error);
    let code = match status.code() {
        Code::Unknown => code.unwrap_or(Code::Unavailable),
        // hyper calls a request cancelled that a broken connection never took; nobody has cancelled the call.
        Code::Cancelled if code.is_none() && !is_status => Code::Unavailable,
        Code::Internal if is_unread => Code::Internal,
        // tonic reads the code of a GOAWAY as that of a call; the connection was ended before it took this one.
        Code::Internal if code == Some(Code::Unavailable) && !is_status => Code::Unavailable,
        _ => return status,
    };
    let remedy = if is_unread { NO_HTTP2 } else { "" };
    Status::new(
        code,
        format!("the connection to the server broke: {reason}{remedy}"),
    )
}

/// What most often answers in another protocol. A channel is connected before its server has said anything.
const NO_HTTP2: &str = "; what the server sent is no HTTP/2: does it speak TLS? Then write `https://`";

/// Whether the bytes that came could not be read as HTTP/2 at all.
fn is_unread(error: &(dyn Error + 'static)) -> bool {
    let error = causes(error).find_map(|cause| cause.downcast_ref::<h2::Error>());
    error.is_some_and(|error| {
        let reason = error.reason();
        error.is_go_away()
            && !error.is_remote()
            && matches!(reason, Some(Reason::PROTOCOL_ERROR | Reason::FRAME_SIZE_ERROR))
    })
}

/// What an HTTP/2 error among the causes stands for.
fn code(error: &(dyn Error + 'static)) -> Option<Code> {
    of_http2(causes(error).find_map(|cause| cause.downcast_ref())?)
}

/// An error, its cause, the cause of that, and so on.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error: &&'a (dyn Error + 'static)| error.source())
}

fn of_http2(error: &h2::Error) -> Option<Code> {
    if error.is_go_away() && error.is_remote() {
        return Some(Code::Unavailable);
    }
    Some(match error.reason()? {
        Reason::CANCEL => Code::Cancelled,
        Reason::REFUSED_STREAM => Code::Unavailable,
        Reason::ENHANCE_YOUR_CALM => Code::ResourceExhausted,
        Reason::INADEQUATE_SECURITY => Code::PermissionDenied,
        Reason::STREAM_CLOSED | Reason::HTTP_1_1_REQUIRED => Code::Unknown,
        _ => Code::Internal,
    })
}

#[cfg(test)]
mod tests {
    use hyper_util::rt::{TokioExecutor, TokioIo};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;
    use crate::rpc::Body;

    #[test]
    fn http2_errors_have_their_codes() {
        for (reason, code) in [
            (Reason::CANCEL, Code::Cancelled),
            (Reason::REFUSED_STREAM, Code::Unavailable),
            (Reason::ENHANCE_YOUR_CALM, Code::ResourceExhausted),
            (Reason::PROTOCOL_ERROR, Code::Internal),
            (Reason::NO_ERROR, Code::Internal),
        ] {
            assert_eq!(lost(h2::Error::from(reason).into()).code(), code, "{reason}");
            // As tonic hands on the errors of a body.
            let wrapped = Status::from_error(h2::Error::from(reason).into());
            assert_eq!(lost(wrapped.into()).code(), code, "{reason}");
        }
    }

    #[derive(Debug, thiserror::Error)]
    #[error("a layer has failed")]
    struct Layer(#[source] Status);

    /// What hyper says of a request that its connection did not take.
    async fn not_taken() -> hyper::Error {
        let (near, _far) = tokio::io::duplex(1 << 10);
        let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(near));
        let (mut sender, connection) = handshake.await.expect("a beginning");
        drop(connection);
        let request = http::Request::new(Body::empty());
        let result = sender.send_request(request).await;
        result.expect_err("there is no connection")
    }

    #[tokio::test]
    async fn a_call_that_its_connection_did_not_take_is_not_cancelled() {
        let error = not_taken().await;
        assert!(error.is_canceled(), "{error}");
        let status = lost(error.into());
        assert_eq!(status.code(), Code::Unavailable, "{status}");
        // A status among the causes says what it says.
        let layer = Layer(Status::cancelled("by a layer"));
        assert_eq!(lost(layer.into()).code(), Code::Cancelled);
    }

    /// A server that leaves has said which calls it still takes: this is none of them.
    #[tokio::test]
    async fn a_call_that_came_after_the_last_one_is_unavailable() {
        let (near, mut far) = tokio::io::duplex(1 << 10);
        let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(near));
        let (mut sender, connection) = handshake.await.expect("a beginning");
        tokio::spawn(connection);
        let request = tokio::spawn(sender.send_request(http::Request::new(Body::empty())));
        // It is on its way.
        let mut read = Vec::new();
        while !read.windows(4).any(|head| head == [1, 5, 0, 0]) {
            far.read_buf(&mut read).await.expect("HEADERS");
        }
        // SETTINGS, and a GOAWAY without an error that names no stream.
        far.write_all(b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0")
            .await
            .expect("a goodbye");
        let status = lost(
            request
                .await
                .expect("no panic")
                .expect_err("it is not taken")
                .into(),
        );
        assert_eq!(status.code(), Code::Unavailable, "{status}");
    }

    /// What TLS answers to HTTP/2 in plain text is read as a frame of a size that no frame has.
    #[tokio::test]
    async fn a_server_that_speaks_tls_is_asked_about() {
        let (near, mut far) = tokio::io::duplex(1 << 10);
        let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(near));
        let (_sender, connection): (hyper::client::conn::http2::SendRequest<Body>, _) =
            handshake.await.expect("a beginning");
        far.write_all(b"\x15\x03\x03\x00\x02\x02\x46")
            .await
            .expect("an alert");
        let status = lost(connection.await.expect_err("no HTTP/2").into());
        assert_eq!(status.code(), Code::Internal);
        assert!(status.message().contains("`https://`"), "{status}");
        // A stream that the server resets is one that it has understood.
        let status = lost(h2::Error::from(Reason::PROTOCOL_ERROR).into());
        assert!(!status.message().contains("https"), "{status}");
    }

    #[test]
    fn what_says_nothing_is_unavailable_and_a_status_stays() {
        let broken = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let status = lost(broken.into());
        assert_eq!(status.code(), Code::Unavailable);
        assert!(status.message().contains("broken pipe"), "{}", status.message());
        let status = lost(Status::aborted("by a layer").into());
        assert_eq!((status.code(), status.message()), (Code::Aborted, "by a layer"));
    }
}
