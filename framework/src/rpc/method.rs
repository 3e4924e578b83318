//! A method of a service, as the macro writes it down: types, a record, and the way to its payloads.

use tonic::Status;

use super::inbound::Inbound;
use super::outbound::{Encoder, Outbound};
use super::payload::Inspect;
use crate::message::SizeHint;
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
    /// Generated code names it once, to demand a result.
    const DEMAND: () = ();

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

#[diagnostic::do_not_recommend]
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

/// The elements of a tuple, by whatever alias: what `#[returns(a = 1, b = 2)]` names. Beyond the last they are `()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a tuple with as many elements as `#[returns]` has names",
    label = "not a tuple of that many elements",
    note = "`#[returns(a = 1)]` names one value; `#[returns(a = 1, b = 2)]` names the elements of a pair, and so on to eight"
)]
#[allow(missing_docs, reason = "they are numbered")]
pub trait Elements<const N: usize>: Sized {
    /// Generated code names it once, to demand a tuple.
    const DEMAND: () = ();

    type E0;
    type E1;
    type E2;
    type E3;
    type E4;
    type E5;
    type E6;
    type E7;

    /// Takes the tuple apart.
    fn split(self) -> Split<N, Self>;
    /// Puts it together.
    fn join(split: Split<N, Self>) -> Self;
}

/// All eight elements.
pub(crate) type Split<const N: usize, T> = (
    <T as Elements<N>>::E0,
    <T as Elements<N>>::E1,
    <T as Elements<N>>::E2,
    <T as Elements<N>>::E3,
    <T as Elements<N>>::E4,
    <T as Elements<N>>::E5,
    <T as Elements<N>>::E6,
    <T as Elements<N>>::E7,
);

macro_rules! elements {
    ($($n:literal: $($ty:ident $name:ident)*, $($rest:ident $unit:tt)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($ty),*> Elements<$n> for ($($ty,)*) {
            $(type $name = $ty;)*
            $(type $rest = $unit;)*

            fn split(self) -> Split<$n, Self> {
                #[allow(non_snake_case, reason = "one name for the type and the value")]
                let ($($ty,)*) = self;
                ($($ty,)* $($unit,)*)
            }

            fn join(split: Split<$n, Self>) -> Self {
                #[allow(non_snake_case, reason = "one name for the type and the value")]
                let ($($ty,)* $($unit,)*) = split;
                ($($ty,)*)
            }
        }
    )*};
}

elements! {
    2: A E0 B E1, E2 () E3 () E4 () E5 () E6 () E7 ();
    3: A E0 B E1 C E2, E3 () E4 () E5 () E6 () E7 ();
    4: A E0 B E1 C E2 D E3, E4 () E5 () E6 () E7 ();
    5: A E0 B E1 C E2 D E3 E E4, E5 () E6 () E7 ();
    6: A E0 B E1 C E2 D E3 E E4 F E5, E6 () E7 ();
    7: A E0 B E1 C E2 D E3 E E4 F E5 G E6, E7 ();
    8: A E0 B E1 C E2 D E3 E E4 F E5 G E6 H E7,;
}
