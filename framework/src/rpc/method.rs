//! A method of a service, as the macro writes it down: types, a record, and the way to its payloads.

use tonic::Status;

use super::frame::SizeHint;
use super::inbound::Inbound;
use super::outbound::{Encoder, Outbound};
use super::payload::Inspect;
use crate::schema::spec::MethodSpec;

/// What a method keeps for the life of the process.
#[derive(Debug)]
pub struct MethodState {
    /// Its record.
    pub spec: &'static MethodSpec,
    /// How large its requests are.
    pub request_hint: SizeHint,
    /// How large its replies are.
    pub reply_hint: SizeHint,
}

impl MethodState {
    /// The state of a method that has not been called.
    pub const fn new(spec: &'static MethodSpec) -> Self {
        Self {
            spec,
            request_hint: SizeHint::new(),
            reply_hint: SizeHint::new(),
        }
    }
}

/// A method. `#[service]` implements it on a type of no size per method.
///
/// The payload types have no bounds here: generated code calls their functions by path, spanned at the user's type,
/// so that a type which is no payload is one error there and none elsewhere.
pub trait Method: Send + Sync + 'static {
    /// What the caller sends.
    type Request: Send + 'static;
    /// What the server answers.
    type Reply: Send + 'static;

    /// Its state.
    fn state() -> &'static MethodState;
    /// `Payload::receive` of the request.
    fn receive_request<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self::Request, Status>> + Send;
    /// `Payload::send` of the request.
    ///
    /// # Errors
    /// When `inspect` refuses it.
    fn send_request<I: Inspect>(
        request: Self::Request,
        encoder: Encoder,
        inspect: &I,
    ) -> Result<Outbound, Status>;
    /// `Payload::receive` of the reply.
    fn receive_reply<I: Inspect>(
        inbound: Inbound,
        inspect: &I,
    ) -> impl Future<Output = Result<Self::Reply, Status>> + Send;
    /// `Payload::send` of the reply.
    ///
    /// # Errors
    /// When `inspect` refuses it.
    fn send_reply<I: Inspect>(reply: Self::Reply, encoder: Encoder, inspect: &I) -> Result<Outbound, Status>;
}

/// A `Result`, by whatever alias.
#[diagnostic::on_unimplemented(
    message = "a service method returns a `Result`",
    label = "not a `Result`",
    note = "a remote call can always fail: return `Result<…, E>` with an `E` that is an `RpcError`"
)]
pub trait Fallible {
    /// What comes back.
    type Ok;
    /// What it fails with.
    type Err;

    /// As a plain result.
    ///
    /// # Errors
    /// Its own.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;
    /// From a plain result.
    fn from_result(result: Result<Self::Ok, Self::Err>) -> Self;
}

impl<T, E> Fallible for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn into_result(self) -> Self {
        self
    }

    fn from_result(result: Self) -> Self {
        result
    }
}

/// [`Context`](super::context::Context), by whatever alias.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` is neither the call's context nor a numbered argument",
    label = "not `Context`",
    note = "an argument without a number that is a reference has to be `&Context`; write `#[field(1)]` in front of it to make it a field of the request, or pass a message by value"
)]
pub trait IsContext {
    /// The context itself.
    fn of(context: &super::context::Context) -> &Self;
    /// The context itself.
    fn as_context(&self) -> &super::context::Context;
}

impl IsContext for super::context::Context {
    fn of(context: &Self) -> &Self {
        context
    }

    fn as_context(&self) -> &Self {
        self
    }
}

/// What a borrowed argument becomes when a message owns it: total, so that it never adds an error of its own.
pub trait Lend {
    /// The owned form.
    type Owned;
    /// Borrows it again.
    fn lend(owned: &Self::Owned) -> &Self;
}

impl<T> Lend for T {
    type Owned = T;

    fn lend(owned: &T) -> &T {
        owned
    }
}

impl Lend for str {
    type Owned = String;

    fn lend(owned: &String) -> &Self {
        owned
    }
}

impl<T> Lend for [T] {
    type Owned = Vec<T>;

    fn lend(owned: &Vec<T>) -> &Self {
        owned
    }
}

/// One element of a tuple, by whatever alias: what `#[returns(a = 1, b = 2)]` names.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple with as many elements as `#[returns]` has names",
    label = "expected a tuple",
    note = "`#[returns(a = 1)]` names one value; `#[returns(a = 1, b = 2)]` names the elements of a pair"
)]
pub trait Element<const N: usize, const I: usize> {
    /// Its type.
    type Type;
}

macro_rules! tuples {
    ($($n:literal $all:tt: $($i:literal $one:ident)*;)*) => {$($(element! { $n $all $i $one })*)*};
}

macro_rules! element {
    ($n:literal ($($all:ident)*) $i:literal $one:ident) => {
        impl<$($all),*> Element<$n, $i> for ($($all,)*) {
            type Type = $one;
        }
    };
}

tuples! {
    2 (A B): 0 A 1 B;
    3 (A B C): 0 A 1 B 2 C;
    4 (A B C D): 0 A 1 B 2 C 3 D;
    5 (A B C D E): 0 A 1 B 2 C 3 D 4 E;
    6 (A B C D E F): 0 A 1 B 2 C 3 D 4 E 5 F;
    7 (A B C D E F G): 0 A 1 B 2 C 3 D 4 E 5 F 6 G;
    8 (A B C D E F G H): 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H;
}
