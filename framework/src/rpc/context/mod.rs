//! One call: what came with it, what goes back beside the messages, and how it ends.
//!
//! [`Context`] is a cheap handle. Its head (metadata, deadline) never changes: `with_…` makes a new head on the same
//! call. What the call gathers (typed extensions, headers and trailers to send, hooks for its end) is shared by all
//! handles.

mod call;
mod compress;
mod end;
mod extensions;
#[cfg(feature = "tls")]
mod identity;
mod limit;
mod peer;
mod scope;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::metadata::Metadata;
use crate::schema::spec::MethodSpec;
pub(crate) use call::Call;
use call::Kind;
pub use end::{Count, End};
#[cfg(feature = "tls")]
pub use identity::Identity;
pub use peer::Peer;
pub(crate) use scope::Entered;
pub use scope::Scope;

/// One call, seen from within: the incoming one of a handler, or the outgoing one of a client.
///
/// Cloning is cheap, and a stream or a spawned task may keep a clone.
#[derive(Clone)]
pub struct Context {
    /// Its own head, where it has another than the call began with.
    head: Option<Arc<Head>>,
    call: Arc<Call>,
}

/// What is fixed about a handle.
#[derive(Clone, Default)]
struct Head {
    metadata: Metadata,
    /// When the call has to be over.
    deadline: Option<Instant>,
    /// How long an outgoing call may take from when it is made.
    timeout: Option<Duration>,
    /// The first pair given to `with_metadata` that is no valid header: the call fails with it.
    invalid: Option<String>,
}

/// Headers that tell a tracer which call this one belongs to; they alone are inherited by child calls.
const TRACE_KEYS: [&str; 3] = ["traceparent", "tracestate", "grpc-trace-bin"];

impl Context {
    /// An outgoing call: metadata and a timeout to call with, headers and trailers to read afterwards.
    #[allow(
        clippy::new_without_default,
        reason = "there is no one default kind of a call"
    )]
    pub fn new() -> Self {
        Self::of(Head::default(), Call::new(Kind::Outgoing, None, None))
    }

    /// An incoming call without a client, for unit tests of an implementation.
    pub fn test() -> Self {
        Self::of(Head::default(), Call::new(Kind::Incoming, None, None))
    }

    pub(crate) fn incoming(
        method: Option<&'static MethodSpec>,
        peer: Option<Peer>,
        metadata: Metadata,
        timeout: Option<Duration>,
    ) -> Self {
        let head = Head {
            metadata,
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
            ..Head::default()
        };
        let context = Self::of(head, Call::new(Kind::Incoming, method, peer));
        context.limit_call();
        context
    }

    fn of(head: Head, mut call: Call) -> Self {
        call.head = head;
        Self {
            head: None,
            call: Arc::new(call),
        }
    }

    fn head(&self) -> &Head {
        self.head.as_deref().unwrap_or(&self.call.head)
    }

    /// The same call under another head.
    fn with_head(&self, head: Head) -> Self {
        Self {
            head: Some(Arc::new(head)),
            call: self.call.clone(),
        }
    }

    /// The call that this task serves, if any.
    pub fn current() -> Option<Self> {
        scope::current()
    }

    /// An outgoing call that belongs to this one: it inherits the deadline, the cancellation and the trace, and no
    /// other metadata.
    #[must_use]
    pub fn child(&self) -> Self {
        let mut head = Head {
            deadline: self.deadline(),
            ..Head::default()
        };
        head.inherit_trace(self.head());
        let call = Call::new(Kind::Outgoing, None, None).child_of(self.call.clone());
        Self::of(head, call)
    }

    /// The same call, with one more pair of metadata: what an outgoing call sends, or what a
    /// [`test`](Self::test) call came with.
    ///
    /// A pair that is no valid header fails the call with INTERNAL, naming it.
    #[must_use]
    pub fn with_metadata(&self, key: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with_pair(|metadata| metadata.insert(key.as_ref(), value.as_ref()))
    }

    /// The same call, with one more binary pair of metadata, whose key ends in `-bin`.
    #[must_use]
    pub fn with_metadata_bin(&self, key: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.with_pair(|metadata| metadata.insert_bin(key.as_ref(), value.as_ref()))
    }

    fn with_pair(&self, insert: impl FnOnce(&mut Metadata) -> Result<(), String>) -> Self {
        let mut head = self.head().clone();
        if let Err(invalid) = insert(&mut head.metadata) {
            head.invalid.get_or_insert(invalid);
        }
        self.with_head(head)
    }

    /// The same call, to be over within `timeout`: counted from when an outgoing call is made, otherwise from now.
    ///
    /// An interceptor that runs its `next` with it has the whole call end then, with DEADLINE_EXCEEDED: the handler, and
    /// the streams both ways. Where a handler makes calls with it, it is theirs alone.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut head = self.head().clone();
        match self.call.kind() {
            Kind::Outgoing => head.timeout = Some(timeout),
            Kind::Incoming => head.deadline = earliest(head.deadline, Instant::now().checked_add(timeout)),
        }
        self.with_head(head)
    }

    /// The metadata that the call came with, or that it goes out with.
    pub fn metadata(&self) -> &Metadata {
        &self.head().metadata
    }

    /// The method that is called, once that is known.
    pub fn method(&self) -> Option<&'static MethodSpec> {
        self.call.method()
    }

    /// Who calls; `None` on an outgoing call, in a test, and where a foreign server did not say.
    pub fn peer(&self) -> Option<&Peer> {
        self.call.peer()
    }

    /// When the call has to be over, if the caller, the server or an interceptor said so.
    pub fn deadline(&self) -> Option<Instant> {
        earliest(self.head().deadline, self.call.limit().get())
    }

    /// Has the call end at the deadline of this handle: that of all its handles comes closer.
    pub(crate) fn limit_call(&self) {
        if let Some(deadline) = self.head().deadline
            && self.call.kind() == Kind::Incoming
        {
            self.call.limit().lower(deadline);
        }
    }

    /// Waits until the call is over without having completed: the caller went away, or the deadline passed.
    ///
    /// A handler and its streams are dropped then; this is for tasks that they spawned.
    pub async fn cancelled(&self) {
        self.call.cancelled().await;
    }

    /// Whether the call is over without having completed, as [`cancelled`](Self::cancelled) has it: for code that computes or
    /// blocks, and does not wait.
    ///
    /// A deadline that this handle alone has, by [`with_timeout`](Self::with_timeout), counts too. That the caller has gone is
    /// noticed beside the handler: where that neither waits nor is spawned (`#[spawn]`), it is the deadline alone that can be seen
    /// from within.
    pub fn is_cancelled(&self) -> bool {
        let is_late = || self.deadline().is_some_and(|deadline| deadline <= Instant::now());
        self.call.is_cancelled() || is_late() && !self.call.has_ended()
    }

    /// Keeps a value with the call, one per type; the one of that type that was there is replaced.
    pub fn insert<T: Send + Sync + 'static>(&self, value: T) {
        self.call.extensions().insert(value);
    }

    /// The value of that type that the call keeps.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.call.extensions().get()
    }

    /// Adds a header to the response. Without effect once the response has begun.
    ///
    /// A pair that is no valid header is left out, with a warning in the log.
    pub fn set_header(&self, key: impl AsRef<str>, value: impl AsRef<str>) {
        self.call.set(call::Part::Headers, |metadata| {
            metadata.insert(key.as_ref(), value.as_ref())
        });
    }

    /// Adds a binary header, whose key ends in `-bin`, to the response.
    pub fn set_header_bin(&self, key: impl AsRef<str>, value: impl AsRef<[u8]>) {
        self.call.set(call::Part::Headers, |metadata| {
            metadata.insert_bin(key.as_ref(), value.as_ref())
        });
    }

    /// Adds a trailer, sent with the status at the end of the call.
    pub fn set_trailer(&self, key: impl AsRef<str>, value: impl AsRef<str>) {
        self.call.set(call::Part::Trailers, |metadata| {
            metadata.insert(key.as_ref(), value.as_ref())
        });
    }

    /// Adds a binary trailer, whose key ends in `-bin`.
    pub fn set_trailer_bin(&self, key: impl AsRef<str>, value: impl AsRef<[u8]>) {
        self.call.set(call::Part::Trailers, |metadata| {
            metadata.insert_bin(key.as_ref(), value.as_ref())
        });
    }

    /// A response header: after an outgoing call the one received, in a handler the one set.
    pub fn header(&self, key: &str) -> Option<String> {
        self.call.out(|out| out.headers.get(key).map(str::to_owned))
    }

    /// A trailer: after an outgoing call the one received, in a handler the one set.
    pub fn trailer(&self, key: &str) -> Option<String> {
        self.call.out(|out| out.trailers.get(key).map(str::to_owned))
    }

    /// A binary response header, as [`header`](Self::header).
    pub fn header_bin(&self, key: &str) -> Option<Bytes> {
        self.call.out(|out| out.headers.get_bin(key))
    }

    /// A binary trailer, as [`trailer`](Self::trailer).
    pub fn trailer_bin(&self, key: &str) -> Option<Bytes> {
        self.call.out(|out| out.trailers.get_bin(key))
    }

    /// Lets `hook` see how the call ended: once, after its last message, or at once when it already has.
    ///
    /// The hook is handed the context; one that captured a clone would keep the call alive for good.
    pub fn on_end(&self, hook: impl FnOnce(&Self, &End) + Send + 'static) {
        if let Some((hook, end)) = self.call.on_end(Box::new(hook)) {
            hook(self, &end);
        }
    }

    /// Runs `future` as part of this call: [`current`](Self::current) is this call there, and so the client calls
    /// it makes inherit deadline, cancellation and trace. For tasks that a handler spawns.
    pub fn scope<F: Future>(&self, future: F) -> Scope<F> {
        Scope::new(self.clone(), future)
    }

    /// The room of the headers that the call came with, where this is the last handle on it.
    #[cfg(feature = "server")]
    pub(crate) fn take_room(&mut self) -> Option<http::HeaderMap> {
        let call = Arc::get_mut(&mut self.call)?;
        Some(call.head.metadata.take_room())
    }

    pub(crate) fn call(&self) -> &Call {
        &self.call
    }

    /// Ends the call: hooks run, once.
    pub(crate) fn end(&self, code: tonic::Code) {
        if let Some((hooks, end)) = self.call.end(code) {
            for hook in hooks {
                // A hook of one interceptor is no reason to lose the reply, or the hooks of the others.
                if catch_unwind(AssertUnwindSafe(|| hook(self, &end))).is_err() {
                    let method = self.method().map(|method| method.path);
                    tracing::error!(method, "a hook for the end of a call panicked");
                }
            }
        }
    }

    pub(crate) fn invalid(&self) -> Option<&str> {
        self.head().invalid.as_deref()
    }

    /// The calls that this outgoing one ends with: the one it is a child of, and the one that makes it.
    pub(crate) fn parents(&self, current: Option<&Self>) -> [Option<Arc<Call>>; 2] {
        let own = self.call.parent().cloned();
        let current = current
            .map(|current| current.call.clone())
            .filter(|current| !own.as_ref().is_some_and(|own| Arc::ptr_eq(own, current)));
        [own, current]
    }

    /// Itself when it is outgoing, a child of it when not.
    pub(crate) fn to_outgoing(&self) -> Self {
        match self.call.kind() {
            Kind::Outgoing => self.clone(),
            Kind::Incoming => self.child(),
        }
    }

    /// The same outgoing call, with what `defaults` says where it says nothing itself, and capped by `parent`.
    pub(crate) fn with_defaults(&self, defaults: &Self, parent: Option<&Self>) -> Self {
        let mut head = defaults.head().clone();
        head.metadata.replace_with(&self.head().metadata);
        head.timeout = self.head().timeout.or(head.timeout);
        head.invalid = head.invalid.or_else(|| self.head().invalid.clone());
        head.deadline = earliest(head.deadline, self.head().deadline);
        if let Some(parent) = parent {
            head.deadline = earliest(head.deadline, parent.deadline());
            head.inherit_trace(parent.head());
        }
        let by_timeout = head
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout));
        head.deadline = earliest(head.deadline, by_timeout);
        self.with_head(head)
    }
}

impl Head {
    fn inherit_trace(&mut self, parent: &Self) {
        let (mine, theirs) = (self.metadata.headers(), parent.metadata.headers());
        if TRACE_KEYS.iter().any(|key| mine.contains_key(*key)) {
            return;
        }
        let mut inherited = http::HeaderMap::new();
        for key in TRACE_KEYS {
            if let Some(value) = theirs.get(key) {
                inherited.insert(key, value.clone());
            }
        }
        self.metadata.replace_with(&Metadata::from_headers(inherited));
    }
}

/// The earlier of two deadlines, where none is later than any.
fn earliest(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("method", &self.method().map(|method| method.path))
            .field("peer", &self.peer())
            .field("deadline", &self.deadline())
            .finish_non_exhaustive()
    }
}
