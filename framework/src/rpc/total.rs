//! What generated code asks of a user's type, answered for every type.
//!
//! A type that does not do is to be one error, at the user's token. So generated code demands each thing once, by the
//! trait that explains itself ([`Request`], [`Reply`], [`Fallible`], [`RpcError`], [`Elements`]); everywhere else it
//! asks first whether the type does ([`Is`]), and goes through the traits here, which have an answer for both cases.

use std::marker::PhantomData;

use tonic::Status;

use super::inbound::Inbound;
use super::method::{Elements, Fallible, Split};
use super::outbound::{Encoder, Outbound};
use super::payload::{Inspect, Reply, Request};
use super::status::RpcError;

/// Whether a type does: its own constants, where the bound holds, come before those of [`IsNot`].
#[derive(Debug)]
pub struct Is<T>(PhantomData<T>);

/// Whether a type is a tuple of `N` elements.
#[derive(Debug)]
pub struct Has<T, const N: usize>(PhantomData<T>);

impl<T: Request> Is<T> {
    /// It is a request.
    pub const REQUEST: bool = true;
}

impl<T: Reply> Is<T> {
    /// It is a reply.
    pub const REPLY: bool = true;
}

impl<T: Fallible> Is<T> {
    /// It is a result.
    pub const RESULT: bool = true;
}

impl<T: RpcError> Is<T> {
    /// It is an error.
    pub const ERROR: bool = true;
}

impl<T: Elements<N>, const N: usize> Has<T, N> {
    /// It is such a tuple.
    pub const ELEMENTS: bool = true;
}

/// The constants of all other types.
pub trait IsNot {
    /// It is no request.
    const REQUEST: bool = false;
    /// It is no reply.
    const REPLY: bool = false;
    /// It is no result.
    const RESULT: bool = false;
    /// It is no error.
    const ERROR: bool = false;
    /// It is no such tuple.
    const ELEMENTS: bool = false;
}

impl<T> IsNot for Is<T> {}
impl<T, const N: usize> IsNot for Has<T, N> {}

#[cold]
fn reported() -> Status {
    Status::internal("the service does not compile")
}

/// [`Request`], of any type.
pub trait AnyRequest<const REQUEST: bool>: Sized + Send + 'static {
    /// [`Request::receive_request`].
    fn receive_request<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send;
    /// [`Request::send_request`].
    ///
    /// # Errors
    /// Its own.
    fn send_request<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

impl<T: Request> AnyRequest<true> for T {
    fn receive_request<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send {
        <T as Request>::receive_request(inbound, inspect)
    }

    fn send_request<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status> {
        <T as Request>::send_request(self, encoder, inspect)
    }
}

impl<T: Send + 'static> AnyRequest<false> for T {
    async fn receive_request<I: Inspect>(_: Inbound, _: &I) -> Result<Self, Status> {
        Err(reported())
    }

    fn send_request<I: Inspect>(self, _: Encoder, _: &I) -> Result<Outbound, Status> {
        Err(reported())
    }
}

/// [`Reply`], of any type.
pub trait AnyReply<const REPLY: bool>: Sized + Send + 'static {
    /// [`Reply::receive_reply`].
    fn receive_reply<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send;
    /// [`Reply::send_reply`].
    ///
    /// # Errors
    /// Its own.
    fn send_reply<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

impl<T: Reply> AnyReply<true> for T {
    fn receive_reply<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self, Status>> + Send {
        <T as Reply>::receive_reply(inbound, inspect)
    }

    fn send_reply<I: Inspect>(self, encoder: Encoder, inspect: &I) -> Result<Outbound, Status> {
        <T as Reply>::send_reply(self, encoder, inspect)
    }
}

impl<T: Send + 'static> AnyReply<false> for T {
    async fn receive_reply<I: Inspect>(_: Inbound, _: &I) -> Result<Self, Status> {
        Err(reported())
    }

    fn send_reply<I: Inspect>(self, _: Encoder, _: &I) -> Result<Outbound, Status> {
        Err(reported())
    }
}

/// [`Fallible`], of any type.
pub trait AnyResult<const RESULT: bool>: Sized {
    /// [`Fallible::Ok`].
    type Ok;
    /// [`Fallible::Err`].
    type Err;

    /// [`Fallible::into_result`].
    ///
    /// # Errors
    /// Its own.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;
    /// [`Fallible::from_result`].
    fn from_result(result: Result<Self::Ok, Self::Err>) -> Self;
}

impl<T: Fallible> AnyResult<true> for T {
    type Ok = T::Ok;
    type Err = T::Err;

    fn into_result(self) -> Result<T::Ok, T::Err> {
        Fallible::into_result(self)
    }

    fn from_result(result: Result<T::Ok, T::Err>) -> Self {
        Fallible::from_result(result)
    }
}

impl<T> AnyResult<false> for T {
    type Ok = ();
    type Err = Status;

    fn into_result(self) -> Result<(), Status> {
        Err(reported())
    }

    fn from_result(_: Result<(), Status>) -> Self {
        unreachable!("{}", reported())
    }
}

/// [`RpcError`], of any type.
pub trait AnyError<const ERROR: bool>: Sized {
    /// [`RpcError::into_status`].
    fn into_status(self) -> Status;
    /// [`RpcError::from_status`].
    fn from_status(status: Status) -> Self;
}

impl<T: RpcError> AnyError<true> for T {
    fn into_status(self) -> Status {
        RpcError::into_status(self)
    }

    fn from_status(status: Status) -> Self {
        RpcError::from_status(status)
    }
}

impl<T> AnyError<false> for T {
    fn into_status(self) -> Status {
        reported()
    }

    fn from_status(status: Status) -> Self {
        unreachable!("{status}")
    }
}

/// [`Elements`], of any type.
#[allow(missing_docs, reason = "they are numbered")]
pub trait AnyElements<const N: usize, const ELEMENTS: bool>: Sized {
    type E0;
    type E1;
    type E2;
    type E3;
    type E4;
    type E5;
    type E6;
    type E7;

    /// [`Elements::split`].
    fn split(self) -> AnySplit<N, ELEMENTS, Self>;
    /// [`Elements::join`].
    fn join(split: AnySplit<N, ELEMENTS, Self>) -> Self;
}

/// All eight elements.
pub(crate) type AnySplit<const N: usize, const ELEMENTS: bool, T> = (
    <T as AnyElements<N, ELEMENTS>>::E0,
    <T as AnyElements<N, ELEMENTS>>::E1,
    <T as AnyElements<N, ELEMENTS>>::E2,
    <T as AnyElements<N, ELEMENTS>>::E3,
    <T as AnyElements<N, ELEMENTS>>::E4,
    <T as AnyElements<N, ELEMENTS>>::E5,
    <T as AnyElements<N, ELEMENTS>>::E6,
    <T as AnyElements<N, ELEMENTS>>::E7,
);

impl<T: Elements<N>, const N: usize> AnyElements<N, true> for T {
    type E0 = T::E0;
    type E1 = T::E1;
    type E2 = T::E2;
    type E3 = T::E3;
    type E4 = T::E4;
    type E5 = T::E5;
    type E6 = T::E6;
    type E7 = T::E7;

    fn split(self) -> Split<N, T> {
        Elements::split(self)
    }

    fn join(split: Split<N, T>) -> Self {
        Elements::join(split)
    }
}

impl<T, const N: usize> AnyElements<N, false> for T {
    type E0 = ();
    type E1 = ();
    type E2 = ();
    type E3 = ();
    type E4 = ();
    type E5 = ();
    type E6 = ();
    type E7 = ();

    fn split(self) -> AnySplit<N, false, Self> {
        ((), (), (), (), (), (), (), ())
    }

    fn join(_: AnySplit<N, false, Self>) -> Self {
        unreachable!("{}", reported())
    }
}
