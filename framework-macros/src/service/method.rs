//! A method: its arguments, what they make of the request, and what its return makes of the reply.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, FnArg, Ident, LitStr, Pat, PatType, ReturnType, Signature, TraitItemFn, Type, Visibility,
};

use super::interceptor::{self, Interceptor};
use crate::attr::{Args, cfgs, is_deprecated};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions, Number};
use crate::message::model as message;
use crate::package::PackageRef;
use crate::path::{CratePath, shown_at};
use crate::{doc, name};

/// What a method takes over from its service.
pub(super) struct Surroundings<'a> {
    pub(super) krate: &'a CratePath,
    pub(super) package: &'a PackageRef,
    pub(super) vis: &'a Visibility,
}

/// A method.
pub(super) struct Method {
    /// The user's attributes, to be written again.
    pub(super) attrs: Vec<Attribute>,
    pub(super) cfgs: Vec<Attribute>,
    pub(super) ident: Ident,
    /// The name in `.proto`.
    pub(super) name: String,
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) idempotency: Idempotency,
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
    let arguments = parse_arguments(&signature, d);
    let output = output(&signature, d);
    let arguments = arguments?;
    let request = request(&arguments, &names, attrs, around);
    let reply = reply_of(output.clone(), &names, attrs, around, d);
    let idempotency = idempotency(attrs, d);
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
        docs: doc::text(attrs),
        deprecated: is_deprecated(attrs),
        idempotency,
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
        if ["timeout", "compress", "spawn", "validate"]
            .iter()
            .any(|name| ident == name)
        {
            d.push(ident.span(), format_args!("`#[{ident}]` is not supported yet"));
        }
        if ident == "field" {
            d.push(ident.span(), "`#[field(…)]` stands on an argument");
        }
        if ident == "cfg_attr" {
            d.push(ident.span(), "`cfg_attr` is not supported on a service method: write the method twice, each under its `cfg`");
        }
    }
}

/// The names in `.proto` of a method and its messages.
struct Names {
    method: String,
    request: Ident,
    response: Ident,
}

impl Names {
    fn read(item: &TraitItemFn, d: &mut Diagnostics) -> Self {
        let ident = &item.sig.ident;
        let mut args = Args::of(&item.attrs, "rpc", &["name", "request", "response"], d).unwrap_or_default();
        args.no_positional("#[rpc]", d);
        let method = field::read_name(&mut args, d)
            .map_or_else(|| name::upper_camel(&name::plain(ident)), |name| name.value());
        let mut named = |key: &str, suffix: &str| {
            let given = args.string(key, d).filter(|given| is_type_name(given, d));
            match given {
                Some(given) => Ident::new(&given.value(), given.span()),
                None => Ident::new(&format!("{method}{suffix}"), ident.span()),
            }
        };
        let (request, response) = (named("request", "Request"), named("response", "Response"));
        Self {
            method,
            request,
            response,
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

/// Lifetimes that the method declares have been refused where they are declared.
fn without_own_lifetimes(signature: &Signature) -> Signature {
    struct Eraser(Vec<Ident>);
    impl VisitMut for Eraser {
        fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
            reference
                .lifetime
                .take_if(|lifetime| self.0.contains(&lifetime.ident));
            syn::visit_mut::visit_type_reference_mut(self, reference);
        }
        fn visit_receiver_mut(&mut self, receiver: &mut syn::Receiver) {
            if let Some((_, lifetime)) = &mut receiver.reference {
                lifetime.take_if(|lifetime| self.0.contains(&lifetime.ident));
            }
        }
    }
    let mut signature = signature.clone();
    let lifetimes = signature.generics.lifetimes();
    let mut eraser = Eraser(lifetimes.map(|one| one.lifetime.ident.clone()).collect());
    eraser.visit_signature_mut(&mut signature);
    signature
}

fn parse_arguments(signature: &Signature, d: &mut Diagnostics) -> Option<Vec<Argument>> {
    let mut inputs = signature.inputs.iter();
    match inputs.next() {
        Some(FnArg::Receiver(receiver))
            if receiver
                .reference
                .as_ref()
                .is_some_and(|(_, lifetime)| lifetime.is_none())
                && receiver.mutability.is_none()
                && receiver.colon_token.is_none() => {}
        Some(FnArg::Receiver(receiver)) => {
            d.push_spanned(
                receiver,
                "a service method takes `&self`: calls run side by side on one implementation",
            );
        }
        Some(other) => d.push_spanned(other, "a service method takes `&self` first"),
        None => d.push(signature.ident.span(), "a service method takes `&self`"),
    }
    let typed: Vec<&PatType> = inputs
        .filter_map(|input| match input {
            FnArg::Typed(typed) => Some(typed),
            FnArg::Receiver(_) => None,
        })
        .collect();
    let read: Vec<_> = typed
        .iter()
        .map(|typed| FieldOptions::read(&typed.attrs, d))
        .collect();
    let next = field::next_free(
        read.iter()
            .filter_map(|options| Some(options.as_ref()?.number?.value)),
    );
    let wants_numbers = read.iter().any(Option::is_some);
    let mut complete = true;
    let mut arguments: Vec<Argument> = Vec::new();
    for (typed, options) in typed.into_iter().zip(read) {
        match argument(typed, options, wants_numbers, next, d) {
            Some(argument) => arguments.push(argument),
            None => complete = false,
        }
    }
    only_one(
        &arguments,
        |role| matches!(role, Role::Context(_)),
        "a method has one context: leave this one out, or number it with `#[field(…)]` if it is to be sent",
        d,
    );
    only_one(
        &arguments,
        |role| matches!(role, Role::Whole),
        "an argument without a number is the whole request, and there is one already: number each with `#[field(…)]`",
        d,
    );
    complete.then_some(arguments)
}

fn only_one(arguments: &[Argument], is: impl Fn(&Role) -> bool, message: &str, d: &mut Diagnostics) {
    for extra in arguments.iter().filter(|argument| is(&argument.role)).skip(1) {
        d.push(extra.ident.span(), message);
    }
}

fn argument(
    typed: &PatType,
    options: Option<FieldOptions>,
    wants_numbers: bool,
    next: u32,
    d: &mut Diagnostics,
) -> Option<Argument> {
    let Pat::Ident(pattern) = &*typed.pat else {
        d.push_spanned(
            &typed.pat,
            "an argument of a service method has a name, which becomes a field's: take it apart in the implementation",
        );
        return None;
    };
    if let Some(mutable) = &pattern.mutability {
        d.push(
            mutable.span(),
            "an argument of a trait's method cannot be `mut`: write it in the implementation",
        );
    }
    for attr in typed
        .attrs
        .iter()
        .filter(|attr| !attr.path().is_ident("field") && !attr.path().is_ident("validate"))
    {
        let allowed = ["doc", "deprecated", "allow", "expect"]
            .iter()
            .any(|name| attr.path().is_ident(name));
        if !allowed {
            let remedy = if attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr") {
                "a call is the same under every `cfg`: write the method twice, each under its `cfg`"
            } else {
                "only `#[field(…)]`, documentation, `#[deprecated]` and lints stand on an argument; an interceptor stands on the method"
            };
            d.push_spanned(attr.path(), remedy);
        }
    }
    let (ident, ty) = (pattern.ident.clone(), (*typed.ty).clone());
    let borrowed = borrowed(&ty, d)?;
    let role = match (options, borrowed) {
        (Some(options), borrowed) => {
            if let Some(span) = options.oneof {
                d.push(span, "a oneof cannot be an argument: put it into a message");
                return None;
            }
            let Some(number) = options.number else {
                let silent = d.is_empty();
                if silent {
                    d.push(
                        options.span,
                        format_args!(
                            "argument `{}` has no number: write `#[field({next})]`",
                            name::plain(&ident)
                        ),
                    );
                }
                return None;
            };
            Role::Field {
                borrowed,
                options,
                number,
            }
        }
        (None, Some(context)) => Role::Context(context),
        (None, None) if wants_numbers => {
            d.push(
                ident.span(),
                format_args!(
                    "argument `{}` has no number, while others have: write `#[field({next})]`",
                    name::plain(&ident)
                ),
            );
            return None;
        }
        (None, None) => Role::Whole,
    };
    let is_fields = |attr: &&Attribute| attr.path().is_ident("doc") || attr.path().is_ident("deprecated");
    let attrs = typed.attrs.iter().filter(is_fields).cloned().collect();
    Some(Argument {
        attrs,
        ident,
        ty,
        role,
    })
}

/// What a reference refers to; `None` when it cannot be an argument.
fn borrowed(ty: &Type, d: &mut Diagnostics) -> Option<Option<Type>> {
    match ty {
        Type::Reference(reference) => {
            if let Some(mutable) = &reference.mutability {
                d.push(
                    mutable.span(),
                    "an argument cannot be `&mut`: nothing is sent back through it",
                );
                return None;
            }
            if let Some(lifetime) = &reference.lifetime {
                d.push(
                    lifetime.span(),
                    "an argument is borrowed for the call: write it without a lifetime",
                );
                return None;
            }
            refuse_inner_borrow(&reference.elem, d)?;
            Some(Some((*reference.elem).clone()))
        }
        Type::Paren(inner) => borrowed(&inner.elem, d),
        Type::Group(inner) => borrowed(&inner.elem, d),
        Type::ImplTrait(_) => {
            d.push_spanned(
                ty,
                "an argument has one type on the wire: name it, as in `String` for `impl Into<String>`",
            );
            None
        }
        _ => refuse_inner_borrow(ty, d).map(|()| None),
    }
}

/// The message owns what it holds: an argument may borrow as a whole only.
fn refuse_inner_borrow(ty: &Type, d: &mut Diagnostics) -> Option<()> {
    let Some(span) = not_owned(ty) else {
        return Some(());
    };
    d.push(
        span,
        "an argument may be borrowed as a whole only, `&str` or `&User`: what is inside it is owned",
    );
    None
}

fn output(signature: &Signature, d: &mut Diagnostics) -> Option<Type> {
    match &signature.output {
        ReturnType::Type(_, ty) => match &**ty {
            // Of a `fn` this has been said: it is not `async`.
            Type::ImplTrait(_) if signature.asyncness.is_none() => None,
            Type::ImplTrait(_) => {
                d.push_spanned(
                    ty,
                    "a service method returns `Result<…, E>`: name the message, or `Streaming` of it",
                );
                None
            }
            ty => match not_owned(ty) {
                Some(span) => {
                    d.push(
                        span,
                        "a reply is owned, as it may come over the network: `String` for `&str`",
                    );
                    None
                }
                None => Some(ty.clone()),
            },
        },
        ReturnType::Default => {
            d.push(
                signature.ident.span(),
                "a service method returns `Result<…, E>`: a remote call can always fail",
            );
            None
        }
    }
}

fn synthesised(
    ident: Ident,
    of: &str,
    what: &str,
    fields: Vec<message::Field>,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
) -> message::Message {
    let mut kept: Vec<Attribute> = cfgs(attrs);
    kept.push(for_rust_only(&format!("What `{of}` {what}.")));
    message::Message {
        options: message::Options {
            krate: around.krate.clone(),
            package: around.package.clone(),
            ..Default::default()
        },
        attrs: kept,
        vis: around.vis.clone(),
        ident,
        generics: syn::Generics::default(),
        unit: false,
        fields,
    }
}

fn synthesised_field(
    ident: Ident,
    ty: Type,
    attrs: &[Attribute],
    options: FieldOptions,
    number: Number,
) -> message::Field {
    let mut attrs = attrs.to_vec();
    if doc::text(&attrs).is_empty() {
        let docs = format!("`{}` of the call.", name::plain(&ident));
        attrs.push(for_rust_only(&docs));
    }
    message::Field {
        attrs,
        vis: syn::parse_quote!(pub),
        ident,
        ty,
        member: message::Member::Field { number, options },
    }
}

/// Documentation for Rust's readers: what the user did not write does not go into the contract.
fn for_rust_only(docs: &str) -> Attribute {
    syn::parse_quote!(#[doc = ::core::concat!(#docs)])
}

fn request(
    arguments: &[Argument],
    names: &Names,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
) -> Option<Request> {
    if let Some(whole) = arguments
        .iter()
        .find(|argument| matches!(argument.role, Role::Whole))
    {
        return Some(Request::Whole(Box::new(whole.ty.clone())));
    }
    let private = around.krate.private();
    let fields = arguments
        .iter()
        .filter_map(|argument| {
            let Role::Field {
                borrowed,
                options,
                number,
            } = &argument.role
            else {
                return None;
            };
            let ty = match borrowed {
                None => argument.ty.clone(),
                Some(borrowed) => owned(borrowed, &private),
            };
            Some(synthesised_field(
                argument.ident.clone(),
                ty,
                &argument.attrs,
                options.clone(),
                *number,
            ))
        })
        .collect();
    Some(Request::Fields(Box::new(synthesised(
        names.request.clone(),
        &names.method,
        "is called with",
        fields,
        attrs,
        around,
    ))))
}

/// The messages that a faulty method would make, as far as they can be read; what cannot be is left out.
pub(super) fn guess_messages(item: &TraitItemFn, around: &Surroundings<'_>) -> Vec<message::Message> {
    let mut ignored = Diagnostics::new();
    let names = Names::read(item, &mut ignored);
    let request = guess_request(item, &names, around);
    let output = output(&item.sig, &mut ignored);
    let reply = item.attrs.iter().any(|attr| attr.path().is_ident("returns"));
    let reply = reply.then(
        || match reply_of(output, &names, &item.attrs, around, &mut ignored) {
            Some(Reply::Fields(message)) => *message,
            _ => synthesised(
                names.response.clone(),
                &names.method,
                "returns",
                Vec::new(),
                &item.attrs,
                around,
            ),
        },
    );
    drop(ignored.finish());
    request.into_iter().chain(reply).collect()
}

fn guess_request(item: &TraitItemFn, names: &Names, around: &Surroundings<'_>) -> Option<message::Message> {
    let private = around.krate.private();
    let mut fields: Vec<message::Field> = Vec::new();
    let mut numbers = 0;
    let mut whole = 0;
    for input in &item.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let is_numbered = typed.attrs.iter().any(|attr| attr.path().is_ident("field"));
        let ty = match &*typed.ty {
            Type::Reference(_) if !is_numbered => continue,
            Type::Reference(reference) => owned(&reference.elem, &private),
            ty => ty.clone(),
        };
        numbers += usize::from(is_numbered);
        whole += usize::from(!is_numbered);
        let (Pat::Ident(pattern), None) = (&*typed.pat, not_owned(&ty)) else {
            continue;
        };
        let number = Number {
            value: 1,
            span: pattern.ident.span(),
        };
        let known = fields.iter().any(|field| field.ident == pattern.ident);
        if item.sig.generics.params.is_empty() && !known {
            let options = FieldOptions::numbered(number.value, number.span);
            fields.push(synthesised_field(pattern.ident.clone(), ty, &[], options, number));
        }
    }
    let is_whole = numbers == 0 && whole == 1;
    let message = || {
        synthesised(
            names.request.clone(),
            &names.method,
            "is called with",
            fields,
            &item.attrs,
            around,
        )
    };
    (!is_whole).then(message)
}

/// Whether a type is `impl Trait`, or holds one.
pub(super) fn is_opaque(ty: &Type) -> bool {
    struct Finder(bool);
    impl VisitMut for Finder {
        fn visit_type_impl_trait_mut(&mut self, _: &mut syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type_mut(&mut ty.clone());
    finder.0
}

/// Where a type is borrowed, or is no type of its own.
fn not_owned(ty: &Type) -> Option<Span> {
    struct Finder(Option<Span>);
    impl VisitMut for Finder {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if matches!(ty, Type::Reference(_) | Type::ImplTrait(_)) {
                self.0.get_or_insert(ty.span());
            }
            syn::visit_mut::visit_type_mut(self, ty);
        }
        fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
            if lifetime.ident != "static" {
                self.0.get_or_insert(lifetime.span());
            }
        }
        fn visit_type_bare_fn_mut(&mut self, _: &mut syn::TypeBareFn) {}
    }
    let mut finder = Finder(None);
    finder.visit_type_mut(&mut ty.clone());
    finder.0
}

/// The type that a message owns in place of a borrowed argument.
fn owned(borrowed: &Type, private: &TokenStream) -> Type {
    let span = borrowed.span();
    syn::parse_quote_spanned!(span=> <#borrowed as #private::Lend>::Owned)
}

fn reply_of(
    output: Option<Type>,
    names: &Names,
    attrs: &[Attribute],
    around: &Surroundings<'_>,
    d: &mut Diagnostics,
) -> Option<Reply> {
    let Some(returns) = attrs.iter().find(|attr| attr.path().is_ident("returns")) else {
        return Some(Reply::Bare);
    };
    let named = read_returns(attrs, returns, d)?;
    let output = output?;
    let ok = result_types(&output).map(|(ok, _)| ok);
    if let Some(Type::Tuple(tuple)) = ok
        && tuple.elems.len() != named.len()
        // `()` is a value of one name.
        && !(tuple.elems.is_empty() && named.len() == 1)
    {
        d.push_spanned(
            tuple,
            format_args!(
                "`#[returns]` names {} value{}, and {} returned",
                named.len(),
                plural(named.len()),
                count(tuple.elems.len())
            ),
        );
        return None;
    }
    let private = around.krate.private();
    let span = ok.map_or_else(|| output.span(), Spanned::span);
    let n = named.len();
    let fields = named
        .into_iter()
        .enumerate()
        .map(|(i, (ident, options, number))| {
            let ty = match (ok, elements(&output, n, &format!("E{i}"), &private)) {
                (Some(ok), _) if n == 1 => ok.clone(),
                (None, _) if n == 1 => {
                    let ok = shown_at(output.span(), fallible(&output, "Ok", &private));
                    syn::parse_quote!(#ok)
                }
                (Some(Type::Tuple(tuple)), _) => tuple.elems[i].clone(),
                (_, element) => {
                    let element = element.map(|element| shown_at(span, element));
                    syn::parse_quote!(#element)
                }
            };
            synthesised_field(ident, ty, &[], options, number)
        });
    Some(Reply::Fields(Box::new(synthesised(
        names.response.clone(),
        &names.method,
        "returns",
        fields.collect(),
        attrs,
        around,
    ))))
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn count(n: usize) -> String {
    match n {
        0 => "nothing is".to_owned(),
        1 => "one is".to_owned(),
        n => format!("{n} are"),
    }
}

/// The `T` and `E` in a return type that says `Result<T, E>` in so many words, if that is what it means: only std's
/// has two arguments, and an alias with one has it there too. Where it is not known, the type is asked.
pub(super) fn result_types(output: &Type) -> Option<(&Type, &Type)> {
    let Type::Path(path) = output else { return None };
    let last = path.path.segments.last()?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (ok, error) = (types.next()?, types.next()?);
    (last.ident == "Result" && arguments.args.len() == 2).then_some((ok, error))
}

/// `<Output as AnyResult>::what`: what a result says, by whatever alias.
pub(super) fn fallible(output: &Type, what: &str, private: &TokenStream) -> TokenStream {
    let what = Ident::new(what, Span::call_site());
    if result_types(output).is_some() {
        return quote!(<#output as #private::Fallible>::#what);
    }
    let is_result =
        quote!({ #[allow(unused_imports)] use #private::IsNot as _; <#private::Is<#output>>::RESULT });
    quote!(<#output as #private::AnyResult<#is_result>>::#what)
}

/// What is returned in `Ok`, where it has `n` names and is no literal tuple, whose elements can be read off.
pub(super) fn tuple(output: &Type, private: &TokenStream) -> Option<TokenStream> {
    match result_types(output) {
        Some((Type::Tuple(_), _)) => None,
        Some((ok, _)) => Some(quote!(#ok)),
        None => Some(shown_at(output.span(), fallible(output, "Ok", private))),
    }
}

/// `<Ok as AnyElements<N>>::what`, unless the `n` elements can be read off a literal tuple.
pub(super) fn elements(output: &Type, n: usize, what: &str, private: &TokenStream) -> Option<TokenStream> {
    let (tuple, what) = (tuple(output, private)?, Ident::new(what, Span::call_site()));
    let has =
        quote!({ #[allow(unused_imports)] use #private::IsNot as _; <#private::Has<#tuple, #n>>::ELEMENTS });
    Some(quote!(<#tuple as #private::AnyElements<#n, #has>>::#what))
}

/// `#[returns(users = 1, total = 2)]`
fn read_returns(
    attrs: &[Attribute],
    returns: &Attribute,
    d: &mut Diagnostics,
) -> Option<Vec<(Ident, FieldOptions, Number)>> {
    for extra in attrs
        .iter()
        .filter(|attr| attr.path().is_ident("returns"))
        .skip(1)
        .take(1)
    {
        d.push_spanned(extra.path(), "`#[returns]` stands once: name all values in it");
        return None;
    }
    let pairs =
        returns.parse_args_with(syn::punctuated::Punctuated::<Named, syn::Token![,]>::parse_terminated);
    let pairs = d.ok(pairs.map_err(|error| {
        let message = format!("write `#[returns(name = 1)]`: {error}");
        syn::Error::new(error.span(), message)
    }))?;
    if pairs.is_empty() {
        d.push_spanned(
            returns,
            "write the name and the number of what is returned: `#[returns(name = 1)]`",
        );
        return None;
    }
    let mut named = Vec::new();
    for Named { ident, number } in pairs {
        let number = field::parse_number(number, d)?;
        let mut options = FieldOptions::numbered(number.value, number.span);
        options.span = ident.span();
        named.push((ident, options, number));
    }
    Some(named)
}

struct Named {
    ident: Ident,
    number: TokenStream,
}

impl syn::parse::Parse for Named {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let mut number = TokenStream::new();
        while !input.is_empty() && !input.peek(syn::Token![,]) {
            number.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        Ok(Self { ident, number })
    }
}
