//! One call on the server: from a request to its response.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll, ready};
use std::time::Duration;

use tonic::Status;

use super::content_type::ContentType;
use super::guard::Guard;
use super::open::{Opened, Origin, open, refuse_foreign};
use super::refusal::Refusal;
use super::reply::respond;
use super::request::InTime;
use super::service::{ResponseFuture, Service, Shared};
use super::spawned;
pub use super::spawned::Place;
#[cfg(feature = "web")]
use super::web::{self, Form};
use crate::interceptor::{Chain, Interceptors, Next, Stack};
use crate::message::Message;
use crate::rpc::body::{Body, BoxError};
use crate::rpc::context::Context;
use crate::rpc::excerpt::excerpt;
use crate::rpc::inbound::{Inbound, Side};
use crate::rpc::method::Method;
use crate::rpc::outbound::{Encoder, Outbound};
use crate::rpc::payload::Inspect;

/// A method of a service that `T` implements. `#[service]` implements it.
pub trait Handle<T>: Method {
    /// All interceptors of the service.
    type Interceptors: Interceptors;

    /// Where its handler runs.
    const PLACE: Place = Place::Here;

    /// Those of this method: the service's around its own.
    fn chain(interceptors: &Self::Interceptors) -> impl Chain;

    /// Calls the implementation.
    fn call(
        service: &T,
        ctx: &Context,
        request: Self::Request,
    ) -> impl Future<Output = Result<Self::Reply, Status>> + Send;
}

/// The method's name in a path of this service; `None` for a path of another.
pub fn method_name<'a>(path: &'a str, service: &str) -> Option<&'a str> {
    path.strip_prefix('/')?.strip_prefix(service)?.strip_prefix('/')
}

/// Answers what leads to no service: UNIMPLEMENTED for a call, and 404 for anything else that is no POST.
pub(super) fn unknown_service(request: http::Request<Body>) -> ResponseFuture {
    if *request.method() == http::Method::POST {
        return unknown_method(request);
    }
    let refusal = Refusal::nothing_there(request.method());
    Box::pin(refusal.answer(request.into_body()))
}

/// Answers a call of a method that there is not.
pub fn unknown_method(request: http::Request<Body>) -> ResponseFuture {
    let refusal = match refuse_foreign(&request) {
        Ok(content_type) => {
            let path = excerpt(request.uri().path());
            let status = Status::unimplemented(format!("there is no method at {path} on this server"));
            Refusal::of(status, content_type)
        }
        Err(refusal) => refusal,
    };
    Box::pin(refusal.answer(request.into_body()))
}

/// Answers a call of the method `M`.
pub fn serve<T, M, W>(
    shared: &Arc<Shared<T, M::Interceptors>>,
    server: &Arc<W>,
    origin: &Origin,
    mut request: http::Request<Body>,
) -> ResponseFuture
where
    T: Send + Sync + 'static,
    M: Handle<T>,
    W: Stack,
{
    let opened = match open(M::state().spec, &mut request, origin) {
        Ok(opened) => opened,
        Err(refusal) => return Box::pin(refusal.answer(request.into_body())),
    };
    let body = request.into_body();
    Box::pin(Answering {
        guard: Some(Guard::new(opened.context.clone())),
        content_type: opened.content_type,
        run: run::<T, M, W>(shared.clone(), server.clone(), opened, body),
    })
}

pin_project_lite::pin_project! {
    /// A call until its response: written out, since an `async` block would keep what it is given twice.
    struct Answering<F> {
        guard: Option<Guard>,
        content_type: ContentType,
        #[pin]
        run: F,
    }
}

impl<F: Future<Output = Result<Outbound, Status>>> Future for Answering<F> {
    type Output = http::Response<Body>;

    fn poll(self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<http::Response<Body>> {
        let this = self.project();
        let guard = this
            .guard
            .as_mut()
            .expect("not polled again once it has answered");
        let result = ready!(guard.poll(cx, |cx| this.run.poll(cx)));
        let guard = this.guard.take().expect("it was there above");
        Poll::Ready(respond(guard, result.unwrap_or_else(Err), *this.content_type))
    }
}

async fn run<T, M, W>(
    shared: Arc<Shared<T, M::Interceptors>>,
    server: Arc<W>,
    opened: Opened,
    body: Body,
) -> Result<Outbound, Status>
where
    T: Send + Sync + 'static,
    M: Handle<T>,
    W: Stack,
{
    let Opened {
        context,
        content_type,
        encoding,
        compression,
        max_size,
        patience,
    } = opened;
    let codec = content_type.codec();
    let inbound = Inbound::new(body, encoding, max_size, codec, context.clone(), Side::Server);
    let encoder = Encoder::new(
        compression,
        codec,
        &M::state().reply_hint,
        context.clone(),
        Side::Server,
    );
    let interceptors = shared.stack()?;
    let chain = (server.view(), M::chain(interceptors));
    let hooks = Hooks {
        shared: shared.clone(),
        server: server.clone(),
        method: PhantomData,
    };
    let innermost = Innermost::<T, M, W> {
        inbound,
        patience,
        encoder,
        hooks,
    };
    chain.run(&context, innermost).await
}

/// The end of the stack: decode, handle, encode. What a refusal never reaches.
struct Innermost<T, M: Handle<T>, W> {
    inbound: Inbound,
    patience: Option<Duration>,
    encoder: Encoder,
    hooks: Hooks<T, M, W>,
}

impl<T, M, W> Next for Innermost<T, M, W>
where
    T: Send + Sync + 'static,
    M: Handle<T>,
    W: Stack,
{
    type Reply = Outbound;

    async fn run(self, ctx: &Context) -> Result<Outbound, Status> {
        ctx.limit_call();
        let hooks = self.hooks;
        let requests = Requests(hooks.clone());
        let request = M::receive_request(self.inbound, &requests);
        let request = InTime::new(request, self.patience).await?;
        let reply = match M::PLACE {
            Place::Here => M::call(hooks.shared.service(), ctx, request).await?,
            place => {
                let (hooks, context) = (hooks.clone(), ctx.clone());
                let handler = async move { M::call(hooks.shared.service(), &context, request).await };
                // Boxed, so that only those calls have room for it.
                Box::pin(spawned::run(place, ctx, handler)).await?
            }
        };
        M::send_reply(reply, self.encoder, &Replies(hooks))
    }
}

/// The interceptors of a call, kept by its streams.
struct Hooks<T, M: Handle<T>, W> {
    shared: Arc<Shared<T, M::Interceptors>>,
    server: Arc<W>,
    method: PhantomData<fn() -> M>,
}

impl<T, M: Handle<T>, W> Clone for Hooks<T, M, W> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
            server: self.server.clone(),
            method: PhantomData,
        }
    }
}

struct Requests<H>(H);
struct Replies<H>(H);

impl<H: Clone> Clone for Requests<H> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<H: Clone> Clone for Replies<H> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T, M, W> Inspect for Requests<Hooks<T, M, W>>
where
    T: Send + Sync + 'static,
    M: Handle<T>,
    W: Stack,
{
    #[inline]
    fn inspect<N: Message>(&self, context: &Context, message: &N) -> Result<(), Status> {
        let hooks = &self.0;
        (hooks.server.view(), M::chain(hooks.shared.stack()?)).request(context, message)
    }
}

impl<T, M, W> Inspect for Replies<Hooks<T, M, W>>
where
    T: Send + Sync + 'static,
    M: Handle<T>,
    W: Stack,
{
    #[inline]
    fn inspect<N: Message>(&self, context: &Context, message: &N) -> Result<(), Status> {
        let hooks = &self.0;
        (hooks.server.view(), M::chain(hooks.shared.stack()?)).response(context, message)
    }
}

/// What `tower::Service::call` of a `…Server` answers with, outside our own server.
pub fn answer<S, B>(service: &S, request: http::Request<B>) -> Infallible
where
    S: Service,
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let origin = Origin::of(&request);
    let request = request.map(Body::new);
    #[cfg(feature = "web")]
    if let Some(form) = Form::of(request.headers()) {
        // Which pages may call is for the foreign server to say.
        let ((), response) = web::serve(form, None, request, |request| {
            ((), service.serve(&Arc::new(()), &origin, request))
        });
        return Infallible(response);
    }
    Infallible(service.serve(&Arc::new(()), &origin, request))
}

/// A response that always comes.
pub struct Infallible(ResponseFuture);

impl Future for Infallible {
    type Output = Result<http::Response<Body>, std::convert::Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx).map(Ok)
    }
}
