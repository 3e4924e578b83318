//! What a message is, in owned nouns with spans: read from a struct, or put together by `#[service]`.

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Attribute, Fields, GenericParam, Generics, Ident, ItemStruct, LitStr, Path, Type, Visibility};

use crate::attr::{self, Args};
use crate::diagnostics::Diagnostics;
use crate::field::{self, FieldOptions, Number};
use crate::name;
use crate::package::PackageRef;
use crate::path::CratePath;
use crate::reserved::{self, Reserved};
use crate::validate::Rules;

/// The options of `#[message]`.
const KNOWN: &[&str] = &[
    "name",
    "package",
    "within",
    "reserved",
    "transparent",
    "json",
    "crate",
];

/// What `#[message]` stands on.
pub(crate) enum Item {
    Message(Message),
    Transparent(Transparent),
}

/// A message.
pub(crate) struct Message {
    pub options: Options,
    /// The user's attributes, to be written again: documentation, derives, `cfg`, `deprecated`, …
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub ident: Ident,
    pub generics: Generics,
    /// Written `struct Name;`.
    pub unit: bool,
    pub fields: Vec<Field>,
}

/// What `#[message(…)]` says.
#[derive(Default)]
pub(crate) struct Options {
    pub krate: CratePath,
    pub name: Option<LitStr>,
    pub package: PackageRef,
    pub within: Option<Type>,
    pub reserved: Vec<Reserved>,
    /// The module of the JSON form that a well-known type has. It is for traitwire's own, and not documented.
    pub json: Option<Path>,
    /// The method that makes it, `UserService::get_user`, and where that stands.
    pub made_by: Option<(String, Span)>,
}

/// A field of a message.
pub(crate) struct Field {
    /// The user's attributes, to be written again.
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub ident: Ident,
    pub ty: Type,
    pub member: Member,
}

/// What a field is in protobuf.
pub(crate) enum Member {
    /// One field.
    Field { number: Number, options: FieldOptions },
    /// A oneof, whose members are fields of the message.
    Oneof { options: FieldOptions },
    /// What arrives without a field of its own.
    Unknown { options: FieldOptions },
}

/// `#[message(transparent)]`: another name in Rust, the same thing in protobuf.
pub(crate) struct Transparent {
    pub krate: CratePath,
    pub item: ItemStruct,
    /// The only field.
    pub member: syn::Member,
    pub ty: Type,
}

impl Message {
    /// The name in `.proto`; of a generic message, the part after its arguments' names.
    pub(crate) fn proto_name(&self) -> String {
        match &self.options.name {
            Some(name) => name.value(),
            None => name::plain(&self.ident),
        }
    }

    /// The fields that are in the description: fields and oneofs.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter();
        fields.filter(|field| !matches!(field.member, Member::Unknown { .. }))
    }

    /// The field that keeps what is unknown.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter();
        fields.filter(|field| matches!(field.member, Member::Unknown { .. }))
    }

    /// The type parameters.
    pub(crate) fn type_params(&self) -> impl Iterator<Item = &Ident> {
        self.generics.type_params().map(|param| &param.ident)
    }
}

impl Field {
    /// The name in Rust.
    pub(crate) fn rust_name(&self) -> String {
        name::plain(&self.ident)
    }

    /// The name in `.proto`.
    pub(crate) fn proto_name(&self) -> String {
        self.options().proto_name(&self.rust_name())
    }

    /// Where the name in `.proto` comes from.
    pub(crate) fn name_span(&self) -> Span {
        self.options()
            .name
            .as_ref()
            .map_or_else(|| self.ident.span(), LitStr::span)
    }

    /// What `#[field]` says.
    pub(crate) fn options(&self) -> &FieldOptions {
        match &self.member {
            Member::Field { options, .. } | Member::Oneof { options } | Member::Unknown { options } => {
                options
            }
        }
    }

    /// The module of a field with `with = module`.
    pub(crate) fn with(&self) -> Option<&Path> {
        match &self.member {
            Member::Field { options, .. } => options.with.as_ref(),
            _ => None,
        }
    }

    /// What `#[validate]` says.
    pub(crate) fn rules(&self) -> Option<&Rules> {
        self.options().rules.as_deref()
    }

    /// The number; a oneof has none.
    pub(crate) fn number(&self) -> Option<Number> {
        match &self.member {
            Member::Field { number, .. } => Some(*number),
            Member::Oneof { .. } | Member::Unknown { .. } => None,
        }
    }
}

/// Reads `#[message(args)] item`.
pub(crate) fn parse(args: TokenStream, item: &ItemStruct, d: &mut Diagnostics) -> Option<Item> {
    let mut args = Args::parse(args, "#[message]", KNOWN, d);
    args.no_positional("#[message]", d);
    if args.flag("transparent", d).is_some() {
        return parse_transparent(args, item, d).map(Item::Transparent);
    }
    let options = Options {
        krate: args.crate_path(d),
        name: field::read_name(&mut args, d),
        package: PackageRef::read(args.take("package"), d),
        within: args
            .take("within")
            .and_then(|option| option.parse("a message type", d)),
        json: args
            .take("json")
            .and_then(|option| option.parse_with(Path::parse_mod_style, "the path of a module", d)),
        reserved: reserved::read(args.take("reserved"), field::NUMBERS, d),
        made_by: None,
    };
    refuse_generics(&item.generics, d);
    attr::refuse_cfg_attr(&item.attrs, &["field"], d);
    let fields = match &item.fields {
        Fields::Named(named) => parse_fields(named, &options.reserved, d),
        Fields::Unit => Vec::new(),
        Fields::Unnamed(unnamed) => {
            d.push(
                unnamed.span(),
                "a message has named fields; a newtype is written `#[message(transparent)]`",
            );
            return None;
        }
    };
    Some(Item::Message(Message {
        options,
        attrs: item.attrs.clone(),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        unit: matches!(item.fields, Fields::Unit),
        fields,
    }))
}

fn parse_fields(named: &syn::FieldsNamed, reserved: &[Reserved], d: &mut Diagnostics) -> Vec<Field> {
    let read: Vec<_> = named
        .named
        .iter()
        .map(|field| (field, FieldOptions::of_message(&field.attrs, d)))
        .collect();
    let numbers = read
        .iter()
        .filter_map(|(_, options)| Some(options.as_ref()?.number?.value));
    let reserved = reserved.iter().filter_map(|one| one.last()?.try_into().ok());
    let next = field::next_free(numbers.chain(reserved));
    read.into_iter()
        .filter_map(|(field, options)| parse_field(field, options, next, d))
        .collect()
}

fn parse_field(
    syntax: &syn::Field,
    options: Option<FieldOptions>,
    next: u32,
    d: &mut Diagnostics,
) -> Option<Field> {
    let ident = syntax.ident.clone()?;
    let number = options.as_ref().and_then(|options| options.number);
    let member = match (options, number) {
        (Some(options), _) if options.oneof.is_some() => Member::Oneof { options },
        (Some(options), _) if options.unknown.is_some() => Member::Unknown { options },
        (Some(options), Some(number)) => Member::Field { number, options },
        _ => {
            if field::lacks_number(&syntax.attrs) {
                missing_number(&ident, next, d);
            }
            return None;
        }
    };
    Some(Field {
        attrs: attr::without(&syntax.attrs, field::OURS),
        vis: syntax.vis.clone(),
        ident,
        ty: syntax.ty.clone(),
        member,
    })
}

/// Says that a field or an argument has no number.
pub(crate) fn missing_number(ident: &Ident, next: u32, d: &mut Diagnostics) {
    d.push(
        ident.span(),
        format_args!(
            "field `{}` has no number: write `#[field({next})]`",
            name::plain(ident)
        ),
    );
}

/// A message owns what it holds, and its name comes from its type arguments.
pub(crate) fn refuse_generics(generics: &Generics, d: &mut Diagnostics) {
    for param in &generics.params {
        match param {
            GenericParam::Type(_) => {}
            GenericParam::Lifetime(lifetime) => {
                d.push_spanned(lifetime, "a message owns its data: lifetimes are not supported");
            }
            GenericParam::Const(param) => {
                d.push_spanned(
                    &param.ident,
                    "const parameters are not supported: write a message for each value",
                );
            }
        }
    }
}

fn parse_transparent(mut args: Args, item: &ItemStruct, d: &mut Diagnostics) -> Option<Transparent> {
    let krate = args.crate_path(d);
    for key in ["name", "package", "within", "reserved"] {
        if let Some(option) = args.take(key) {
            d.push(
                option.key.span(),
                format_args!("a transparent message is the type inside it: it has no `{key}`"),
            );
        }
    }
    for field in &item.fields {
        for ours in field
            .attrs
            .iter()
            .filter(|attr| field::OURS.iter().any(|name| attr.path().is_ident(name)))
        {
            d.push_spanned(
                ours.path(),
                "the field of a transparent message has no number or options",
            );
        }
    }
    let mut members = item.fields.members();
    let (Some(member), None) = (members.next(), members.next()) else {
        d.push(item.ident.span(), "a transparent message has exactly one field");
        return None;
    };
    Some(Transparent {
        krate,
        item: item.clone(),
        member,
        ty: item.fields.iter().next()?.ty.clone(),
    })
}
