//! The text form of a request: base64, in pieces that may each be padded.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use http_body::Frame;
use tonic::Status;

use crate::rpc::{Body, BoxError};

/// A body in base64, decoded as it comes.
pub(super) struct Decoded {
    body: Body,
    text: Text,
}

impl Decoded {
    pub(super) fn new(body: Body) -> Self {
        Self {
            body,
            text: Text::default(),
        }
    }
}

impl http_body::Body for Decoded {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        loop {
            let Some(frame) = ready!(Pin::new(&mut this.body).poll_frame(cx)).transpose()? else {
                return Poll::Ready(match this.text.is_whole() {
                    true => None,
                    false => Some(Err(not_base64("it ends within a group of four").into())),
                });
            };
            let Ok(data) = frame.into_data() else { continue };
            let bytes = this.text.decode(&data)?;
            if !bytes.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
        }
    }
}

fn not_base64(why: impl std::fmt::Display) -> Status {
    Status::internal(format!(
        "the body is not base64, as the text form of gRPC-Web has it: {why}"
    ))
}

/// What has come of a group of four, and not its end.
#[derive(Default)]
struct Text(BytesMut);

impl Text {
    fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of all groups that are whole with these characters.
    ///
    /// # Errors
    /// INTERNAL for what is no base64.
    fn decode(&mut self, chunk: &[u8]) -> Result<Bytes, Status> {
        const GROUP: usize = 4;
        self.0.extend_from_slice(chunk);
        let text = self.0.split_to(self.0.len() / GROUP * GROUP);
        let mut bytes = Vec::with_capacity(text.len() / GROUP * 3);
        let mut begun = 0;
        for end in (GROUP..=text.len()).step_by(GROUP) {
            // A group with padding ends a piece; another piece may follow.
            if text[end - 1] == b'=' || end == text.len() {
                STANDARD
                    .decode_vec(&text[begun..end], &mut bytes)
                    .map_err(not_base64)?;
                begun = end;
            }
        }
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &[u8], size: usize) -> Result<Vec<u8>, Status> {
        let (mut decoder, mut all) = (Text::default(), Vec::new());
        for chunk in text.chunks(size) {
            all.extend_from_slice(&decoder.decode(chunk)?);
        }
        assert!(decoder.is_whole());
        Ok(all)
    }

    #[test]
    fn pieces_are_decoded_wherever_they_are_cut() {
        let text = [&b"a"[..], b"bc", b"", b"def", b"ghij"]
            .map(|piece| STANDARD.encode(piece))
            .concat();
        for size in 1..=text.len() {
            assert_eq!(
                decode(text.as_bytes(), size).expect("valid"),
                b"abcdefghij",
                "{size}"
            );
        }
    }

    #[test]
    fn what_is_no_base64_is_internal() {
        for text in [&b"!!!!"[..], b"YQ=a", b"=aaa", b"YQ==YQ=!"] {
            let status = decode(text, text.len()).expect_err("no base64");
            assert_eq!(status.code(), tonic::Code::Internal);
        }
        let mut cut = Text::default();
        assert!(cut.decode(b"YWJjZ").expect("so far").starts_with(b"abc"));
        assert!(!cut.is_whole());
    }
}
