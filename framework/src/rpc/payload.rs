//! The four call shapes, from two: what one side sends is one message or a stream of them.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{self, Poll, ready};

use futures_core::Stream;
use tonic::Status;

use super::context::Context;
use super::inbound::Inbound;
use super::outbound::{Encoder, Outbound};
use super::single::Single;
use super::streaming::Streaming;
use crate::message::well_known::Empty;
use crate::message::{Message, record};
use crate::schema::spec;

/// Looks at each message of one direction, and may refuse it.
pub trait Inspect: Clone + Send + Sync + 'static {
    /// # Errors
    /// The status that the call fails with.
    fn inspect<M: Message>(&self, context: &Context, message: &M) -> Result<(), Status>;
}

/// Refuses nothing.
impl Inspect for () {
    #[inline]
    fn inspect<M: Message>(&self, _: &Context, _: &M) -> Result<(), Status> {
        Ok(())
    }
}

/// What one side of a call sends, received or to be sent.
///
/// [`Request`] and [`Reply`] are this; they exist to explain themselves when a type is neither.
pub(crate) trait Payload: Sized + Send + 'static {
    /// Its record.
    const SPEC: spec::Payload;

    /// Reads it: one message and no more, or a stream as it comes.
    fn receive<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send;

    /// Writes it.
    ///
    /// # Errors
    /// When `inspect` refuses it; a stream is inspected as it goes.
    fn send<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

impl<M: Message> Payload for M {
    const SPEC: spec::Payload = spec::Payload {
        message: spec::PayloadMessage::Message(record::spec::<M>),
        streaming: false,
    };

    fn receive<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send {
        Single::new(inbound, |inbound, bytes| {
            let message = inbound.codec().decode(inbound.side(), &bytes)?;
            validate(inbound, &message)?;
            inspect.inspect(inbound.context(), &message)?;
            Ok(message)
        })
    }

    fn send<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status> {
        inspect.inspect(encoder.context(), &self)?;
        encoder.message(&self).map(Outbound::Message)
    }
}

impl<M: Message> Payload for Streaming<M> {
    const SPEC: spec::Payload = spec::Payload {
        message: spec::PayloadMessage::Message(record::spec::<M>),
        streaming: true,
    };

    async fn receive<I: Inspect>(inbound: Inbound, inspect: &I) -> Result<Self, Status> {
        Ok(Self::new(Messages {
            inbound,
            inspect: inspect.clone(),
            failed: false,
            message: PhantomData,
        }))
    }

    fn send<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status> {
        Ok(Outbound::stream(self, encoder, inspect.clone()))
    }
}

/// An empty message of the method's own, with no Rust type.
impl Payload for () {
    const SPEC: spec::Payload = spec::Payload {
        message: spec::PayloadMessage::Unit,
        streaming: false,
    };

    fn receive<I: Inspect>(inbound: Inbound, _: &I) -> impl Future<Output = Result<Self, Status>> + Send {
        Single::new(inbound, |inbound, bytes| {
            let Empty {} = inbound.codec().decode(inbound.side(), &bytes)?;
            Ok(())
        })
    }

    fn send<I: Inspect>(self, encoder: Encoder, _: &I) -> Result<Outbound, Status> {
        Ok(Outbound::Message(encoder.empty()))
    }
}

/// What a method may be called with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the request of a method",
    label = "not a message",
    note = "an argument without a number is the whole request: a type with `#[message]`, or `Streaming` of one",
    note = "write `#[field(1)]` in front of it to make it a field of the request instead"
)]
pub trait Request: Sized + Send + 'static {
    /// `Payload::SPEC`.
    const REQUEST: spec::Payload;

    /// `Payload::receive`.
    fn receive_request<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send;

    /// `Payload::send`.
    ///
    /// # Errors
    /// When `inspect` refuses it.
    fn send_request<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

/// Implements a trait that explains itself by [`Payload`].
macro_rules! by_payload {
    ($([$($generic:tt)*] $role:ident for $ty:ty: $spec:ident $receive:ident $send:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generic)*> $role for $ty {
            const $spec: spec::Payload = <Self as Payload>::SPEC;

            fn $receive<I: Inspect>(
                inbound: Inbound,
                inspect: &I,
            ) -> impl Future<Output = Result<Self, Status>> + Send {
                <Self as Payload>::receive(inbound, inspect)
            }

            fn $send<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status> {
                <Self as Payload>::send(self, encoder, inspect)
            }
        }
    )*};
}

by_payload! {
    [M: Message] Request for M: REQUEST receive_request send_request;
    [M: Message] Request for Streaming<M>: REQUEST receive_request send_request;
    [M: Message] Reply for M: REPLY receive_reply send_reply;
    [M: Message] Reply for Streaming<M>: REPLY receive_reply send_reply;
    [] Reply for (): REPLY receive_reply send_reply;
}

/// What a method may return in its `Ok`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the reply of a method",
    label = "not a message",
    note = "a method returns a type with `#[message]`, `Streaming` of one, or `()`",
    note = "write `#[returns(name = 1)]` above the method to send any other value as a field of its reply"
)]
pub trait Reply: Sized + Send + 'static {
    /// `Payload::SPEC`.
    const REPLY: spec::Payload;

    /// `Payload::receive`.
    fn receive_reply<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send;

    /// `Payload::send`.
    ///
    /// # Errors
    /// When `inspect` refuses it.
    fn send_reply<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

/// Checks the rules of what a server has received, unless the method does without.
#[inline]
fn validate<M: Message>(inbound: &Inbound, message: &M) -> Result<(), Status> {
    #[cfg(feature = "validate")]
    if inbound.side() == super::inbound::Side::Server
        && inbound.context().method().is_none_or(|method| method.validates)
    {
        crate::message::validate::validate(message)?;
    }
    let _ = (inbound, message);
    Ok(())
}

/// The messages of a body, decoded.
struct Messages<M, I> {
    inbound: Inbound,
    inspect: I,
    failed: bool,
    message: PhantomData<fn() -> M>,
}

impl<M, I> Unpin for Messages<M, I> {}

impl<M: Message, I: Inspect> Stream for Messages<M, I> {
    type Item = Result<M, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.failed {
            return Poll::Ready(None);
        }
        let item = ready!(this.inbound.poll_next(cx)).map(|bytes| {
            let message: M = this.inbound.codec().decode(this.inbound.side(), &bytes?)?;
            validate(&this.inbound, &message)?;
            this.inspect.inspect(this.inbound.context(), &message)?;
            Ok(message)
        });
        this.failed = matches!(item, Some(Err(_)));
        Poll::Ready(item)
    }
}
