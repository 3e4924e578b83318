//! A method: its arguments, what they make of the request, and what its return makes of the reply.

mod argument;
mod guess;
mod made;
mod reply;
mod types;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, TraitItemFn, Type, Visibility};

use super::compress::{self, Compress};
use super::interceptor::{self, Interceptor};
use super::running::Running;
use crate::attr::{Args, cfgs, is_deprecated};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions, Number};
use crate::message::model as message;
use crate::package::PackageRef;
use crate::path::CratePath;
use crate::reserved::{self, Reserved};
use crate::{doc, name, validate};
use argument::{parse_arguments, without_own_lifetimes};
pub(super) use guess::guess_messages;
use made::request;
use reply::{output, reply_of};
pub(super) use types::{elements, fallible, is_opaque, result_types, tuple};

/// What a method takes over from its service.
pub(super) struct Surroundings<'a> {
    pub(super) krate: &'a CratePath,
    pub(super) package: &'a PackageRef,
    pub(super) vis: &'a Visibility,
    /// The trait.
    pub(super) ident: &'a Ident,
}

/// A method.
pub(super) struct Method {
    /// The user's attributes, to be written again.
    pub(super) attrs: Vec<Attribute>,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) ident: Ident,
    /// The name in `.proto`.
    pub(super) name: String,
    /// The name of the reply's message in `.proto`, if the method makes one.
    pub(super) response: String,
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) idempotency: Idempotency,
    /// Where `#[validate(skip)]` stands, if it does.
    pub(super) skips_rules: Option<Span>,
    /// How replies are compressed, where it is said.
    pub(super) compress: Option<Compress>,
    pub(super) running: Running,
    pub(super) interceptors: Vec<Interceptor>,
    /// After `&self`, in the order written.
    pub(super) arguments: Vec<Argument>,
    pub(super) request: Request,
    pub(super) reply: Reply,
    /// The whole return type.
    pub(super) output: Type,
    /// Whether something is wrong with it.
    pub(super) faulty: bool,
}

/// What repeating a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idempotency {
    Unknown,
    NoSideEffects,
    Idempotent,
}

/// An argument as the trait has it.
pub(super) struct Argument {
    /// Documentation and `deprecated`, which go to the field.
    pub(super) attrs: Vec<Attribute>,
    pub(super) ident: Ident,
    pub(super) ty: Type,
    pub(super) role: Role,
}

/// What an argument is to the call.
pub(super) enum Role {
    /// The call's context; `ty` without the reference.
    Context(Type),
    /// A field of the request; the type without the reference where it borrows.
    Field {
        borrowed: Option<Type>,
        options: FieldOptions,
        number: Number,
    },
    /// The request itself.
    Whole,
}

/// What the caller sends.
pub(super) enum Request {
    /// A message made of the numbered arguments.
    Fields(Box<message::Message>),
    /// The one argument without a number.
    Whole(Box<Type>),
}

/// What the server answers.
pub(super) enum Reply {
    /// The value that is returned.
    Bare,
    /// A message made of the value, or of the elements of a tuple.
    Fields(Box<message::Message>),
}

impl Method {
    /// The messages that it makes.
    pub(super) fn messages(&self) -> impl Iterator<Item = &message::Message> {
        let request = match &self.request {
            Request::Fields(message) => Some(&**message),
            Request::Whole(_) => None,
        };
        let reply = match &self.reply {
            Reply::Fields(message) => Some(&**message),
            Reply::Bare => None,
        };
        request.into_iter().chain(reply)
    }

    /// A generated name within the service's own block.
    pub(super) fn marker(&self) -> Ident {
        Ident::new(
            &format!("__{}Method", name::upper_camel(&name::plain(&self.ident))),
            self.ident.span(),
        )
    }
}

/// Reads a method; `None` when what is wrong with it has been pushed.
pub(super) fn parse(item: &TraitItemFn, around: &Surroundings<'_>, d: &mut Diagnostics) -> Option<Method> {
    let before = d.count();
    refuse_signature(item, d);
    let attrs = &item.attrs;
    refuse_unsupported(attrs, d);
    let names = Names::read(item, d);
    let signature = without_own_lifetimes(&item.sig);
    let arguments = parse_arguments(&signature, &names.reserved, d);
    let output = output(&signature, d);
    let arguments = arguments?;
    let request = request(&arguments, &names, attrs, around, d);
    let reply = reply_of(output.clone(), &names, attrs, around, d);
    let idempotency = idempotency(attrs, d);
    let skips_rules = skips_rules(attrs, d);
    let compress = compress::read(attrs, d);
    let running = Running::read(attrs, d);
    let interceptors = interceptor::read(attrs, d);
    Some(Method {
        faulty: d.count() > before,
        attrs: attrs
            .iter()
            .filter(|attr| interceptor::is_rusts(attr))
            .cloned()
            .collect(),
        cfgs: cfgs(attrs),
        ident: item.sig.ident.clone(),
        name: names.method,
        response: names.response.to_string(),
        docs: doc::text(attrs),
        deprecated: is_deprecated(attrs),
        idempotency,
        skips_rules,
        compress,
        running,
        interceptors,
        request: request?,
        reply: reply?,
        output: output?,
        arguments,
    })
}

fn refuse_signature(item: &TraitItemFn, d: &mut Diagnostics) {
    let signature = &item.sig;
    if let Some(body) = &item.default {
        d.push(
            body.span(),
            "a service method cannot have a body: the implementation and the client each have their own",
        );
    }
    if signature.asyncness.is_none() {
        d.push(
            signature.fn_token.span,
            "a service method is `async`: write `async fn …(&self, …) -> Result<…, E>`",
        );
    }
    if !signature.generics.params.is_empty() {
        d.push_spanned(
            &signature.generics,
            "a service method cannot be generic: its messages are fixed on the wire (a borrowed argument needs no lifetime)",
        );
    }
    if let Some(clause) = &signature.generics.where_clause {
        d.push_spanned(clause, "a service method cannot have a `where` clause");
    }
    for (token, word) in [
        (signature.constness.map(|token| token.span), "const"),
        (signature.unsafety.map(|token| token.span), "unsafe"),
        (signature.abi.as_ref().map(|abi| abi.extern_token.span), "extern"),
        (signature.variadic.as_ref().map(Spanned::span), "variadic"),
    ] {
        if let Some(span) = token {
            d.push(span, format_args!("a service method cannot be `{word}`"));
        }
    }
}

fn refuse_unsupported(attrs: &[Attribute], d: &mut Diagnostics) {
    for attr in attrs {
        let Some(ident) = attr.path().get_ident() else {
            continue;
        };
        if ident == "field" {
            d.push(ident.span(), "`#[field(…)]` stands on an argument");
        }
        if ident == "cfg_attr" {
            d.push(ident.span(), "`cfg_attr` is not supported on a service method: write the method twice, each under its `cfg`");
        }
    }
}

/// What a method and its messages are called, and what its request reserves.
struct Names {
    /// In Rust.
    ident: Ident,
    /// In `.proto`.
    method: String,
    request: Ident,
    /// Where the request's name is given.
    request_given: Option<Span>,
    response: Ident,
    reserved: Vec<Reserved>,
}

impl Names {
    fn read(item: &TraitItemFn, d: &mut Diagnostics) -> Self {
        let ident = &item.sig.ident;
        let known = &["name", "request", "response", "reserved"];
        let mut args = Args::of(&item.attrs, "rpc", known, d).unwrap_or_default();
        args.no_positional("#[rpc]", d);
        let method = field::read_name(&mut args, d)
            .map_or_else(|| name::upper_camel(&name::plain(ident)), |name| name.value());
        let mut given = |key: &str| args.string(key, d).filter(|given| is_type_name(given, d));
        let (request, response) = (given("request"), given("response"));
        let named = |given: Option<&LitStr>, suffix: &str| match given {
            Some(given) => Ident::new(&given.value(), given.span()),
            None => Ident::new(&format!("{method}{suffix}"), ident.span()),
        };
        Self {
            ident: ident.clone(),
            request_given: request.as_ref().map(LitStr::span),
            request: named(request.as_ref(), "Request"),
            response: named(response.as_ref(), "Response"),
            method,
            reserved: reserved::read(args.take("reserved"), field::NUMBERS, d),
        }
    }
}

fn is_type_name(name: &LitStr, d: &mut Diagnostics) -> bool {
    let fine = name::is_identifier(&name.value()) && syn::parse_str::<Ident>(&name.value()).is_ok();
    if !fine {
        d.push(
            name.span(),
            "a message's name is an identifier of Rust and of protobuf",
        );
    }
    fine
}

fn idempotency(attrs: &[Attribute], d: &mut Diagnostics) -> Idempotency {
    let mut found = Idempotency::Unknown;
    for attr in attrs {
        let level = match attr.path().get_ident() {
            Some(ident) if ident == "idempotent" => Idempotency::Idempotent,
            Some(ident) if ident == "no_side_effects" => Idempotency::NoSideEffects,
            _ => continue,
        };
        if attr.meta.require_path_only().is_err() {
            d.push_spanned(attr, "this attribute has no arguments");
        }
        if found != Idempotency::Unknown {
            d.push_spanned(
                attr.path(),
                "a method is `idempotent` or has `no_side_effects`, which implies it: write one",
            );
        }
        found = level;
    }
    found
}

/// `#[validate(skip)]`
fn skips_rules(attrs: &[Attribute], d: &mut Diagnostics) -> Option<Span> {
    let attr = attrs.iter().find(|attr| attr.path().is_ident(validate::NAME))?;
    let before = d.count();
    let mut args = Args::of(attrs, validate::NAME, &["skip"], d)?;
    args.no_positional("#[validate]", d);
    let skip = args.flag("skip", d);
    if skip.is_none() && d.count() == before {
        d.push_spanned(
            attr.path(),
            "rules stand on arguments and on the fields of messages; `#[validate(skip)]` leaves a method's unchecked",
        );
    }
    skip
}
