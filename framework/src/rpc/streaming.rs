//! A stream of messages: both directions, both ends.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use futures_core::Stream;
use tokio::sync::mpsc;
use tonic::Status;

/// Messages one after the other, each or the end a `Result`.
///
/// A handler receives one and returns one, and so does a client; it may hand on the very stream it was given.
///
/// ```
/// # use traitwire::rpc::Streaming;
/// # async fn sum(mut numbers: Streaming<u32>) -> Result<u32, tonic::Status> {
/// let mut sum = 0;
/// while let Some(number) = numbers.next().await {
///     sum += number?;
/// }
/// # Ok(sum)
/// # }
/// ```
#[must_use = "a stream does nothing unless it is read or returned"]
pub struct Streaming<T> {
    /// Gone once it has ended: what it holds is released then, and it is not polled again.
    inner: Option<Inner<T>>,
    /// Which messages are compressed when it is sent, where that is chosen one by one.
    compress: Option<Choice<T>>,
}

type Choice<T> = Box<dyn FnMut(&T) -> bool + Send>;

type Inner<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

impl<T: Send + 'static> Streaming<T> {
    /// A stream of what `stream` yields; it ends after the first error.
    pub fn new(stream: impl Stream<Item = Result<T, Status>> + Send + 'static) -> Self {
        Self {
            inner: Some(Box::pin(stream)),
            compress: None,
        }
    }

    /// Compresses the messages that `choose` says, whatever their size, and no others: it is asked once for each, in
    /// order, as they are sent. The other side has to accept compressed messages, or none is.
    ///
    /// ```
    /// # use traitwire::Streaming;
    /// # fn pictures() -> Streaming<Vec<u8>> {
    /// # let files = Vec::<Vec<u8>>::new();
    /// Streaming::from_iter(files).compress_if(|file| !file.starts_with(b"\x89PNG"))
    /// # }
    /// ```
    pub fn compress_if(mut self, choose: impl FnMut(&T) -> bool + Send + 'static) -> Self {
        self.compress = Some(Box::new(choose));
        self
    }

    /// A stream of items that are at hand; they are taken one by one, as they are sent.
    #[allow(
        clippy::should_implement_trait,
        reason = "`FromIterator` cannot ask for `Send`"
    )]
    pub fn from_iter<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Iter(items.into_iter()))
    }

    /// A sender, and the stream of what it sends; at most `capacity` items wait in between (at least one).
    ///
    /// The stream ends cleanly when the last sender is dropped, and with INTERNAL when that is in a panic.
    pub fn channel(capacity: usize) -> (Sender<T>, Self) {
        let (items, receiver) = mpsc::channel(capacity.max(1));
        let failure = Failure::default();
        let sender = Sender {
            items,
            failure: failure.clone(),
        };
        (
            sender,
            Self::new(Receiver {
                items: receiver,
                failure,
            }),
        )
    }

    /// A stream of what a task of its own produces; it ends with what the producer returns, so that a `?` in it
    /// cannot cut the stream short in silence. The task ends when the stream is dropped.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    #[cfg(any(feature = "server", feature = "client"))]
    pub fn spawn<F, R>(capacity: usize, producer: F) -> Self
    where
        F: FnOnce(Sender<T>) -> R,
        R: Future<Output = Result<(), Status>> + Send + 'static,
    {
        let (sender, stream) = Self::channel(capacity);
        let produced = producer(sender.clone());
        let task = async move {
            // An unwound producer drops this sender too, which is what ends the stream with INTERNAL.
            let sender = sender;
            if let Err(status) = produced.await {
                sender.fail(status);
            }
        };
        let handle = match super::context::Context::current() {
            Some(call) => tokio::spawn(call.scope(task)),
            None => tokio::spawn(task),
        };
        Self::new(Owned {
            stream,
            _task: AbortOnDrop(handle),
        })
    }
}

impl<T> Streaming<T> {
    /// Whether its messages are compressed one by one.
    pub(crate) fn chooses(&self) -> bool {
        self.compress.is_some()
    }

    /// Whether this message of its own is to be compressed, where that is chosen.
    pub(crate) fn choose(&mut self, message: &T) -> Option<bool> {
        self.compress.as_mut().map(|choose| choose(message))
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Status>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> Stream for Streaming<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(inner) = &mut self.inner else {
            return Poll::Ready(None);
        };
        let item = ready!(inner.as_mut().poll_next(cx));
        if !matches!(item, Some(Ok(_))) {
            self.inner = None;
        }
        Poll::Ready(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner
            .as_ref()
            .map_or((0, Some(0)), |inner| inner.size_hint())
    }
}

impl<T> fmt::Debug for Streaming<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Streaming<{}>", std::any::type_name::<T>())
    }
}

struct Iter<I>(I);

impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = Result<I::Item, Status>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// Where a failure waits that found the channel full.
#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Slot>>);

#[derive(Default)]
struct Slot {
    status: Option<Status>,
    /// Who waits for an item: a failure ends the stream though other senders live.
    reader: Option<Waker>,
}

impl Failure {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, status: Status) {
        let reader = {
            let mut slot = self.slot();
            slot.status.get_or_insert(status);
            slot.reader.take()
        };
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    fn take(&self) -> Option<Status> {
        self.slot().status.take()
    }

    /// Whether there is one; if not, its coming wakes the reader.
    fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let mut slot = self.slot();
        if slot.status.is_some() {
            return Poll::Ready(());
        }
        match &mut slot.reader {
            Some(reader) => reader.clone_from(cx.waker()),
            none => *none = Some(cx.waker().clone()),
        }
        Poll::Pending
    }
}

/// The sending end of [`Streaming::channel`].
pub struct Sender<T> {
    items: mpsc::Sender<T>,
    failure: Failure,
}

impl<T> Sender<T> {
    /// Sends an item, waiting for room.
    ///
    /// # Errors
    /// CANCELLED when nobody reads the stream any more.
    pub async fn send(&self, item: T) -> Result<(), Status> {
        self.items
            .send(item)
            .await
            .map_err(|_| Status::cancelled("nobody reads the stream any more"))
    }

    /// Ends the stream with `status`, after what has been sent, whether or not there are other senders: they fail
    /// from then on. It never waits and is never lost; the first of several senders' failures counts.
    pub fn fail(self, status: Status) {
        self.failure.set(status);
    }

    /// Waits until nobody reads the stream any more.
    pub async fn closed(&self) {
        self.items.closed().await;
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            items: self.items.clone(),
            failure: self.failure.clone(),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.failure
                .set(Status::internal("the producer of the stream panicked"));
        }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sender<{}>", std::any::type_name::<T>())
    }
}

struct Receiver<T> {
    items: mpsc::Receiver<T>,
    failure: Failure,
}

impl<T> Stream for Receiver<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.items.poll_recv(cx) {
            Poll::Ready(Some(item)) => Poll::Ready(Some(Ok(item))),
            Poll::Ready(None) => Poll::Ready(self.failure.take().map(Err)),
            Poll::Pending => {
                ready!(self.failure.poll(cx));
                if self.items.is_empty() {
                    return Poll::Ready(self.failure.take().map(Err));
                }
                // Sent before the failure, and since the channel was looked at: it comes first.
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

/// A stream that ends the task which feeds it when it is dropped.
#[cfg(any(feature = "server", feature = "client"))]
struct Owned<T> {
    stream: Streaming<T>,
    _task: AbortOnDrop,
}

#[cfg(any(feature = "server", feature = "client"))]
struct AbortOnDrop(tokio::task::JoinHandle<()>);

#[cfg(any(feature = "server", feature = "client"))]
impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(any(feature = "server", feature = "client"))]
impl<T> Stream for Owned<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.stream).poll_next(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_failure_is_not_lost_to_a_full_channel() {
        let (tx, mut stream) = Streaming::channel(1);
        tx.send(1).await.expect("room");
        tx.fail(Status::aborted("enough"));
        assert_eq!(stream.next().await.expect("sent").expect("item"), 1);
        assert_eq!(
            stream
                .next()
                .await
                .expect("failed")
                .expect_err("status")
                .message(),
            "enough"
        );
        assert!(stream.next().await.is_none());
    }

    #[tokio::test]
    async fn a_dropped_sender_ends_cleanly_and_a_panicking_one_does_not() {
        let (tx, mut stream) = Streaming::<u32>::channel(1);
        drop(tx);
        assert!(stream.next().await.is_none());

        let mut stream = Streaming::<u32>::spawn(1, |tx| async move {
            tx.send(1).await?;
            panic!("on purpose");
        });
        assert_eq!(stream.next().await.expect("sent").expect("item"), 1);
        let status = stream.next().await.expect("failed").expect_err("status");
        assert_eq!(status.code(), tonic::Code::Internal);
    }

    #[tokio::test]
    async fn what_a_producer_returns_ends_the_stream() {
        let mut stream = Streaming::<u32>::spawn(1, |_| async { Err(Status::data_loss("gone")) });
        assert_eq!(
            stream
                .next()
                .await
                .expect("failed")
                .expect_err("status")
                .message(),
            "gone"
        );
    }

    #[tokio::test]
    async fn nobody_reads() {
        let (tx, stream) = Streaming::channel(1);
        drop(stream);
        assert_eq!(
            tx.send(1).await.expect_err("closed").code(),
            tonic::Code::Cancelled
        );
    }
}
