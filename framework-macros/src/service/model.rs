//! What a service is, in owned nouns with spans.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Ident, ItemTrait, LitStr, TraitItem, Visibility};

use super::compress;
use super::interceptor::{self, Interceptor};
use super::method::{self, Method};
use super::running::Running;
use crate::attr::{self, Args};
use crate::diagnostics::Diagnostics;
use crate::package::PackageRef;
use crate::path::CratePath;
use crate::{field, name};

/// The options of `#[service]`.
const KNOWN: &[&str] = &["name", "package", "crate"];

/// A service.
pub(super) struct Service {
    pub(super) krate: CratePath,
    pub(super) package: PackageRef,
    pub(super) name: Option<LitStr>,
    /// The user's attributes, to be written again; interceptors and ours are none.
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) ident: Ident,
    pub(super) interceptors: Vec<Interceptor>,
    pub(super) methods: Vec<Method>,
    /// Whether something is wrong with it, so that the trait is written as the user has it.
    pub(super) faulty: bool,
}

impl Service {
    /// What its methods take over from it.
    pub(super) fn surroundings(&self) -> method::Surroundings<'_> {
        method::Surroundings {
            krate: &self.krate,
            package: &self.package,
            vis: &self.vis,
            ident: &self.ident,
        }
    }

    /// The name in `.proto`.
    pub(super) fn proto_name(&self) -> String {
        self.name
            .as_ref()
            .map_or_else(|| name::plain(&self.ident), LitStr::value)
    }

    /// A generated name: the trait's with something after it.
    pub(super) fn named(&self, suffix: &str) -> Ident {
        Ident::new(
            &format!("{}{suffix}", name::plain(&self.ident)),
            self.ident.span(),
        )
    }

    /// What an implementation has to be. A faulty trait is not asked for: nobody knows its shape.
    pub(super) fn bound(&self) -> TokenStream {
        if self.faulty {
            return quote!(::core::marker::Send + ::core::marker::Sync + 'static);
        }
        let ident = &self.ident;
        quote!(#ident)
    }

    /// The hidden type that holds the interceptors.
    pub(super) fn interceptors_type(&self) -> Ident {
        Ident::new(
            &format!("__{}Interceptors", name::plain(&self.ident)),
            Span::call_site(),
        )
    }
}

/// Reads `#[service(args)] item`; what cannot be read is pushed and left out.
pub(super) fn parse(args: TokenStream, item: &ItemTrait, d: &mut Diagnostics) -> Service {
    let mut args = Args::parse(args, "#[service]", KNOWN, d);
    args.no_positional("#[service]", d);
    let krate = args.crate_path(d);
    let name = field::read_name(&mut args, d);
    let package = match PackageRef::read(args.take("package"), d) {
        // Its messages are not the user's: they do not ask on their own.
        PackageRef::Declared => PackageRef::DeclaredFor(item.ident.span()),
        package => package,
    };
    refuse_trait_parts(item, d);
    refuse_ours(&item.attrs, d);
    let mut service = Service {
        interceptors: interceptor::read(&item.attrs, d),
        attrs: item
            .attrs
            .iter()
            .filter(|attr| interceptor::is_rusts(attr))
            .cloned()
            .collect(),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        methods: Vec::new(),
        faulty: false,
        krate,
        package,
        name,
    };
    let around = service.surroundings();
    let methods = item.items.iter().filter_map(|item| parse_item(item, &around, d));
    let mut methods: Vec<Method> = methods.collect();
    let compress = compress::read(&item.attrs, d);
    let running = Running::read(&item.attrs, d);
    for method in &mut methods {
        method.compress = method.compress.take().or_else(|| compress.clone());
        method.running = method.running.or(running);
    }
    service.methods = methods;
    service
}

fn refuse_trait_parts(item: &ItemTrait, d: &mut Diagnostics) {
    if !item.generics.params.is_empty() {
        d.push_spanned(
            &item.generics,
            "a service cannot be generic: its name and its messages are one on the wire",
        );
    }
    if let Some(clause) = &item.generics.where_clause {
        d.push_spanned(clause, "a service cannot have a `where` clause");
    }
    if !item.supertraits.is_empty() {
        d.push_spanned(
            &item.supertraits,
            "a service cannot have supertraits: its client could not implement them (`Send + Sync + 'static` is implied)",
        );
    }
    if let Some(token) = &item.unsafety {
        d.push_spanned(token, "a service cannot be `unsafe`");
    }
    if let Some(token) = &item.auto_token {
        d.push_spanned(token, "a service cannot be `auto`");
    }
}

/// Refuses attributes of ours that stand on a method only.
fn refuse_ours(attrs: &[Attribute], d: &mut Diagnostics) {
    for attr in attrs {
        let Some(ident) = attr.path().get_ident() else {
            continue;
        };
        if ["field", "returns", "idempotent", "no_side_effects", "rpc"]
            .iter()
            .any(|name| ident == name)
        {
            d.push(ident.span(), format_args!("`#[{ident}]` stands on a method"));
        }
        if ident == "validate" {
            d.push(ident.span(), format_args!("`#[{ident}]` is not supported yet"));
        }
    }
    attr::refuse_cfg_attr(attrs, super::OURS, d);
}

fn parse_item(item: &TraitItem, around: &method::Surroundings<'_>, d: &mut Diagnostics) -> Option<Method> {
    match item {
        TraitItem::Fn(item) => method::parse(item, around, d),
        TraitItem::Const(item) => {
            d.push(
                item.ident.span(),
                "a service cannot have constants: they are not on the wire",
            );
            None
        }
        TraitItem::Type(item) => {
            d.push(
                item.ident.span(),
                "a service cannot have associated types: name the message itself",
            );
            None
        }
        other => {
            d.push_spanned(other, "a service has methods only");
            None
        }
    }
}
