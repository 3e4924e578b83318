//! What happens to one call: beside its messages, at its end, and when it has none.

traitwire::package!("probe");

mod cancellation;
mod cardinality;
mod codecs;
mod compression;
mod contexts;
mod deadlines;
mod ends;
pub(crate) mod frames;
mod halves;
mod headers;
mod raw;
mod refusals;
mod resets;
mod shapes;
mod spawned;
mod starts;
mod streams;
mod unread;

use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::mpsc;
use traitwire::server::Server;
use traitwire::{Code, Context, Interceptor, Next, Status, Streaming, message, service};

use crate::serving::soon;

/// What is said.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Note {
    /// In words.
    #[field(1)]
    pub text: String,
}

fn note(text: &str) -> Note {
    Note {
        text: text.to_owned(),
    }
}

/// The four shapes.
#[service]
pub(crate) trait Probe {
    /// One for one.
    async fn one(&self, ctx: &Context, note: Note) -> Result<Note, Status>;
    /// Many for one.
    async fn feed(&self, ctx: &Context, note: Note) -> Result<Streaming<Note>, Status>;
    /// One for many.
    async fn gather(&self, ctx: &Context, notes: Streaming<Note>) -> Result<Note, Status>;
    /// Many for many.
    async fn talk(&self, ctx: &Context, notes: Streaming<Note>) -> Result<Streaming<Note>, Status>;
}

type Boxed<T> = Pin<Box<dyn Future<Output = Result<T, Status>> + Send>>;
type Handler<A, R> = Arc<dyn Fn(Context, A) -> Boxed<R> + Send + Sync>;

/// Does what the test says.
struct Scripted {
    one: Handler<Note, Note>,
    feed: Handler<Note, Streaming<Note>>,
    gather: Handler<Streaming<Note>, Note>,
    talk: Handler<Streaming<Note>, Streaming<Note>>,
}

fn script<A, R, F, O>(handler: F) -> Handler<A, R>
where
    F: Fn(Context, A) -> O + Send + Sync + 'static,
    O: Future<Output = Result<R, Status>> + Send + 'static,
{
    Arc::new(move |ctx, argument| Box::pin(handler(ctx, argument)))
}

impl Default for Scripted {
    fn default() -> Self {
        Self {
            one: script(|_, note| async move { Ok(note) }),
            feed: script(|_, note: Note| async move { Ok(Streaming::from_iter([note.clone(), note])) }),
            gather: script(|_, mut notes: Streaming<Note>| async move {
                let mut text = String::new();
                while let Some(note) = notes.next().await {
                    text.push_str(&note?.text);
                }
                Ok(Note { text })
            }),
            talk: script(|_, notes| async move { Ok(notes) }),
        }
    }
}

impl Probe for Scripted {
    async fn one(&self, ctx: &Context, note: Note) -> Result<Note, Status> {
        (self.one)(ctx.clone(), note).await
    }

    async fn feed(&self, ctx: &Context, note: Note) -> Result<Streaming<Note>, Status> {
        (self.feed)(ctx.clone(), note).await
    }

    async fn gather(&self, ctx: &Context, notes: Streaming<Note>) -> Result<Note, Status> {
        (self.gather)(ctx.clone(), notes).await
    }

    async fn talk(&self, ctx: &Context, notes: Streaming<Note>) -> Result<Streaming<Note>, Status> {
        (self.talk)(ctx.clone(), notes).await
    }
}

/// Tells the end of every call.
struct Witness(mpsc::UnboundedSender<Code>);

impl Interceptor for Witness {
    async fn intercept<N: Next>(&self, ctx: &Context, next: N) -> Result<N::Reply, Status> {
        let ends = self.0.clone();
        ctx.on_end(move |_, end| {
            let _ = ends.send(end.code);
        });
        next.run(ctx).await
    }
}

/// A client over a socket, and how the calls end at the server.
async fn remote(scripted: Scripted) -> (ProbeClient, mpsc::UnboundedReceiver<Code>) {
    let (url, seen) = served(scripted).await;
    (ProbeClient::connect(url).await.expect("connects"), seen)
}

/// Where a server is, and how the calls end there.
async fn served(scripted: Scripted) -> (String, mpsc::UnboundedReceiver<Code>) {
    let (ends, seen) = mpsc::unbounded_channel();
    let server = Server::new()
        .intercept(Witness(ends))
        .add(ProbeServer::new(scripted));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let url = bound.local_addr().url();
    tokio::spawn(bound.serve());
    (url, seen)
}

fn local(scripted: Scripted) -> ProbeClient {
    ProbeClient::local(ProbeServer::new(scripted))
}

/// Tells when it is dropped.
struct Dropped(mpsc::UnboundedSender<()>);

impl Dropped {
    fn new() -> (Self, mpsc::UnboundedReceiver<()>) {
        let (tx, rx) = mpsc::unbounded_channel();
        (Self(tx), rx)
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

async fn first<T>(receiver: &mut mpsc::UnboundedReceiver<T>) -> T {
    soon(receiver.recv()).await.expect("told")
}
