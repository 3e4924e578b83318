//! What all handles on one call share.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use http::HeaderMap;
use tokio::sync::Notify;
use tonic::Code;

use super::extensions::Extensions;
use super::limit::Limit;
use super::{Context, Count, End, Head, Peer};
use crate::rpc::compression;
use crate::rpc::metadata::Metadata;
use crate::schema::spec::MethodSpec;

/// Which end of a call this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Incoming,
    Outgoing,
}

/// A hook for the end of a call.
pub(super) type Hook = Box<dyn FnOnce(&Context, &End) + Send>;

/// The state of one call.
pub(crate) struct Call {
    /// What it began with.
    pub(super) head: Head,
    kind: Kind,
    method: Option<&'static MethodSpec>,
    peer: Option<Peer>,
    parent: Option<Arc<Call>>,
    limit: Limit,
    extensions: Mutex<Extensions>,
    /// Nothing until a handler sets something: most do not.
    out: Mutex<Option<Box<Out>>>,
    ending: Mutex<Ending>,
    cancelled: AtomicBool,
    cancel: Notify,
    pub(crate) received: Counter,
    pub(crate) sent: Counter,
    pub(crate) compression: compression::State,
}

/// Headers and trailers of the response.
#[derive(Default)]
pub(crate) struct Out {
    pub(crate) headers: Metadata,
    pub(crate) trailers: Metadata,
}

/// Which of the two.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Headers,
    Trailers,
}

struct Ending {
    begun: Instant,
    hooks: Vec<Hook>,
    end: Option<End>,
}

impl Ending {
    fn new() -> Self {
        Self {
            begun: Instant::now(),
            hooks: Vec::new(),
            end: None,
        }
    }
}

/// Counts the messages of one direction.
#[derive(Default)]
pub(crate) struct Counter {
    messages: AtomicU64,
    bytes: AtomicU64,
}

impl Counter {
    pub(crate) fn add(&self, bytes: usize) {
        self.messages.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn reset(&self) {
        self.messages.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
    }

    fn count(&self) -> Count {
        Count {
            messages: self.messages.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }
}

impl Call {
    pub(super) fn new(kind: Kind, method: Option<&'static MethodSpec>, peer: Option<Peer>) -> Self {
        Self {
            head: Head::default(),
            kind,
            method,
            peer,
            parent: None,
            limit: Limit::none(),
            extensions: Mutex::default(),
            out: Mutex::default(),
            ending: Mutex::new(Ending::new()),
            cancelled: AtomicBool::new(false),
            cancel: Notify::new(),
            received: Counter::default(),
            sent: Counter::default(),
            compression: compression::State::default(),
        }
    }

    pub(super) fn child_of(self, parent: Arc<Self>) -> Self {
        Self {
            parent: Some(parent),
            ..self
        }
    }

    pub(super) fn parent(&self) -> Option<&Arc<Self>> {
        self.parent.as_ref()
    }

    /// When an incoming call has to be over.
    pub(super) fn limit(&self) -> &Limit {
        &self.limit
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn method(&self) -> Option<&'static MethodSpec> {
        self.method
    }

    pub(super) fn peer(&self) -> Option<&Peer> {
        self.peer.as_ref()
    }

    pub(super) fn extensions(&self) -> MutexGuard<'_, Extensions> {
        lock(&self.extensions)
    }

    pub(crate) fn out<T>(&self, read: impl FnOnce(&mut Out) -> T) -> T {
        read(lock(&self.out).get_or_insert_default())
    }

    /// The headers to send, if any were set.
    pub(crate) fn headers(&self) -> Option<HeaderMap> {
        set(lock(&self.out).as_deref()?.headers.headers())
    }

    /// The trailers to send beside the status, if any were set.
    pub(crate) fn trailers(&self) -> Option<HeaderMap> {
        set(lock(&self.out).as_deref()?.trailers.headers())
    }

    pub(super) fn set(&self, part: Part, insert: impl FnOnce(&mut Metadata) -> Result<(), String>) {
        let result = self.out(|out| match part {
            Part::Headers => insert(&mut out.headers),
            Part::Trailers => insert(&mut out.trailers),
        });
        if let Err(invalid) = result {
            tracing::warn!(
                method = self.method.map(|method| method.path),
                "response metadata left out: {invalid}"
            );
        }
    }

    /// Begins an outgoing call: what a call before it with the same context left behind is gone.
    pub(crate) fn begin(&self) {
        self.received.reset();
        self.sent.reset();
        self.compression.reset();
        *lock(&self.out) = None;
        self.cancelled.store(false, Ordering::Release);
        let mut ending = lock(&self.ending);
        ending.begun = Instant::now();
        ending.end = None;
    }

    /// Keeps a hook, or gives it back with the end that has already come.
    pub(super) fn on_end(&self, hook: Hook) -> Option<(Hook, End)> {
        let mut ending = lock(&self.ending);
        match ending.end {
            Some(end) => Some((hook, end)),
            None => {
                ending.hooks.push(hook);
                None
            }
        }
    }

    /// Ends the call, the first time: gives the hooks back to be run.
    pub(super) fn end(&self, code: Code) -> Option<(Vec<Hook>, End)> {
        let mut ending = lock(&self.ending);
        if ending.end.is_some() {
            return None;
        }
        let (received, sent) = (self.received.count(), self.sent.count());
        let end = End {
            code,
            received,
            sent,
            duration: ending.begun.elapsed(),
        };
        ending.end = Some(end);
        let hooks = std::mem::take(&mut ending.hooks);
        drop(ending);
        if matches!(code, Code::Cancelled | Code::DeadlineExceeded) {
            self.cancel();
        }
        Some((hooks, end))
    }

    pub(super) fn has_ended(&self) -> bool {
        lock(&self.ending).end.is_some()
    }

    fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
        self.cancel.notify_waiters();
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire) || self.parent().is_some_and(|parent| parent.is_cancelled())
    }

    pub(crate) async fn cancelled(&self) {
        match &self.parent {
            None => self.cancelled_itself().await,
            Some(parent) => {
                let mut own = std::pin::pin!(self.cancelled_itself());
                let mut parents = std::pin::pin!(parent.cancelled_boxed());
                std::future::poll_fn(|cx| {
                    if own.as_mut().poll(cx).is_ready() || parents.as_mut().poll(cx).is_ready() {
                        std::task::Poll::Ready(())
                    } else {
                        std::task::Poll::Pending
                    }
                })
                .await;
            }
        }
    }

    fn cancelled_boxed(&self) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.cancelled())
    }

    async fn cancelled_itself(&self) {
        loop {
            let notified = self.cancel.notified();
            if self.cancelled.load(Ordering::Acquire) {
                return;
            }
            notified.await;
        }
    }
}

fn set(headers: &HeaderMap) -> Option<HeaderMap> {
    (!headers.is_empty()).then(|| headers.clone())
}

/// A panic elsewhere does not make what is under these locks wrong: they hold plain values.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
