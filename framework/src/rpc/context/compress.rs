//! Compression, as a handler or a caller has a say in it.

use super::Context;

impl Context {
    /// Compresses what is sent from now on, whatever its size, or does not: the reply of a handler, the request of an
    /// outgoing call. Where nobody says, the method's `#[compress]`, the server and the request decide, and in a client
    /// its `with_compression`.
    ///
    /// A reply is compressed with what the caller accepts, or not at all where that is nothing. A stream names its
    /// encoding in its headers, so say `true` before it is returned; what is said later holds for the messages that
    /// have not left it. [`Streaming::compress_if`](crate::Streaming::compress_if) decides for each message.
    ///
    /// ```
    /// # use traitwire::Context;
    /// # let ctx = Context::test();
    /// # let is_a_picture = true;
    /// ctx.compress(!is_a_picture);
    /// ```
    pub fn compress(&self, compress: bool) {
        self.call.compression.say(compress);
    }

    /// Whether the message that was received last was compressed: the request, or of a stream the message that `next`
    /// gave.
    pub fn received_compressed(&self) -> bool {
        self.call.compression.received()
    }
}
