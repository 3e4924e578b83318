//! What an error is, in owned nouns with spans.

use proc_macro2::Span;
use syn::{Attribute, DataEnum, DeriveInput, Generics, Ident, Member, Type};

use crate::attr::Args;
use crate::diagnostics::Diagnostics;
use crate::name;
use crate::package::PackageRef;
use crate::path::CratePath;

/// The codes, by the name of the specification and of `tonic::Code`.
const CODES: [(&str, &str); 16] = [
    ("CANCELLED", "Cancelled"),
    ("UNKNOWN", "Unknown"),
    ("INVALID_ARGUMENT", "InvalidArgument"),
    ("DEADLINE_EXCEEDED", "DeadlineExceeded"),
    ("NOT_FOUND", "NotFound"),
    ("ALREADY_EXISTS", "AlreadyExists"),
    ("PERMISSION_DENIED", "PermissionDenied"),
    ("RESOURCE_EXHAUSTED", "ResourceExhausted"),
    ("FAILED_PRECONDITION", "FailedPrecondition"),
    ("ABORTED", "Aborted"),
    ("OUT_OF_RANGE", "OutOfRange"),
    ("UNIMPLEMENTED", "Unimplemented"),
    ("INTERNAL", "Internal"),
    ("UNAVAILABLE", "Unavailable"),
    ("DATA_LOSS", "DataLoss"),
    ("UNAUTHENTICATED", "Unauthenticated"),
];

/// An error as read: its transparent variants are still to be counted.
pub(crate) struct Model {
    pub krate: CratePath,
    pub package: PackageRef,
    pub attrs: Vec<Attribute>,
    pub ident: Ident,
    pub generics: Generics,
    pub reports: Vec<Reported>,
    pub transparent: Vec<Transparent>,
    /// Whether every variant has been read.
    pub whole: bool,
}

/// An error with exactly one transparent variant.
pub(crate) struct RpcError {
    pub krate: CratePath,
    pub package: PackageRef,
    pub attrs: Vec<Attribute>,
    pub ident: Ident,
    pub reports: Vec<Reported>,
    pub transparent: Transparent,
}

/// A variant that has a code of its own.
pub(crate) struct Reported {
    pub attrs: Vec<Attribute>,
    pub ident: Ident,
    /// The variant of `tonic::Code`.
    pub code: Ident,
    /// The variant in SCREAMING_SNAKE.
    pub reason: String,
    pub fields: Vec<Field>,
}

/// A field of a variant.
pub(crate) struct Field {
    pub attrs: Vec<Attribute>,
    pub member: Member,
    pub ty: Type,
    /// Where `#[status(skip)]` stands, if it does.
    pub skip: Option<Span>,
}

/// The variant that carries whatever status there is.
pub(crate) struct Transparent {
    pub ident: Ident,
    pub member: Member,
    pub ty: Type,
}

impl Field {
    /// The name in the metadata.
    pub(crate) fn name(&self) -> String {
        match &self.member {
            Member::Named(ident) => name::plain(ident),
            Member::Unnamed(index) => index.index.to_string(),
        }
    }
}

impl Model {
    /// The error, if it has its one transparent variant.
    pub(crate) fn complete(mut self) -> Option<RpcError> {
        Some(RpcError {
            transparent: self.transparent.pop()?,
            krate: self.krate,
            package: self.package,
            attrs: self.attrs,
            ident: self.ident,
            reports: self.reports,
        })
    }
}

/// What `#[status]` on a variant says.
enum Status {
    Code(Ident),
    Transparent,
}

/// Reads the enum.
pub(crate) fn parse(item: &DeriveInput, data: &DataEnum, d: &mut Diagnostics) -> Model {
    let mut args = Args::of(&item.attrs, "status", &["package", "crate"], d).unwrap_or_default();
    args.no_positional("#[status]", d);
    let mut model = Model {
        krate: args.crate_path(d),
        package: PackageRef::read(args.take("package"), d),
        attrs: item.attrs.clone(),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        reports: Vec::new(),
        transparent: Vec::new(),
        whole: true,
    };
    for variant in &data.variants {
        let fields = parse_fields(variant, d);
        match parse_status(variant, d) {
            Some(Status::Code(code)) => model.reports.push(Reported {
                attrs: variant.attrs.clone(),
                ident: variant.ident.clone(),
                code,
                reason: name::screaming_snake(&name::plain(&variant.ident)),
                fields,
            }),
            Some(Status::Transparent) => match parse_transparent(variant, fields, d) {
                Some(transparent) => model.transparent.push(transparent),
                None => model.whole = false,
            },
            None => model.whole = false,
        }
    }
    model
}

fn parse_status(variant: &syn::Variant, d: &mut Diagnostics) -> Option<Status> {
    let known: Vec<&str> = CODES
        .iter()
        .map(|(name, _)| *name)
        .chain(["transparent"])
        .collect();
    let Some(mut args) = Args::of(&variant.attrs, "status", &known, d) else {
        d.push(
            variant.ident.span(),
            format_args!(
                "variant `{}` has no status: write `#[status(INTERNAL)]`, or another code, above it",
                variant.ident
            ),
        );
        return None;
    };
    args.no_positional("#[status]", d);
    let mut found = Vec::new();
    if let Some(span) = args.flag("transparent", d) {
        found.push((Status::Transparent, span));
    }
    for (name, code) in CODES {
        if let Some(span) = args.flag(name, d) {
            found.push((Status::Code(Ident::new(code, Span::call_site())), span));
        }
    }
    if let Some((_, span)) = found.get(1) {
        d.push(*span, "a variant has one status");
    }
    if found.is_empty() && d.is_empty() {
        d.push(variant.ident.span(), "write the code: `#[status(NOT_FOUND)]`");
    }
    found.into_iter().next().map(|(status, _)| status)
}

fn parse_fields(variant: &syn::Variant, d: &mut Diagnostics) -> Vec<Field> {
    variant
        .fields
        .iter()
        .zip(variant.fields.members())
        .map(|(field, member)| {
            let mut args = Args::of(&field.attrs, "status", &["skip"], d).unwrap_or_default();
            args.no_positional("#[status]", d);
            Field {
                attrs: field.attrs.clone(),
                member,
                ty: field.ty.clone(),
                skip: args.flag("skip", d),
            }
        })
        .collect()
}

fn parse_transparent(variant: &syn::Variant, fields: Vec<Field>, d: &mut Diagnostics) -> Option<Transparent> {
    let mut fields = fields.into_iter();
    match (fields.next(), fields.next()) {
        (
            Some(Field {
                member,
                ty,
                skip: None,
                ..
            }),
            None,
        ) => Some(Transparent {
            ident: variant.ident.clone(),
            member,
            ty,
        }),
        _ => {
            d.push(
                variant.ident.span(),
                "the transparent variant holds a status and nothing else: `Rpc(#[from] Status)`",
            );
            None
        }
    }
}
