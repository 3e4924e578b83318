//! `package!("user")`: the protobuf package of a module tree, kept in a textual `macro_rules!` which all that
//! follows it, child modules included, can ask.

mod file_option;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

use crate::attr::{Args, KeyValue};
use crate::diagnostics::Diagnostics;
use crate::name;
use crate::path::{self, CratePath};

/// The inner macro. rustc shows the name when it is missing ("cannot find macro") and when there are two
/// ("is ambiguous"): it has to explain both.
const INNER: &str = "exactly_one_traitwire_package_must_stand_above";

/// What `package!` was given.
struct Package {
    krate: CratePath,
    name: LitStr,
    file: Option<LitStr>,
    /// The name of each file option, and its value as the record has it.
    options: Vec<(&'static str, String)>,
}

/// `package!(…)`.
pub(crate) fn package(input: TokenStream) -> TokenStream {
    let mut d = Diagnostics::new();
    let package = parse(input, &mut d);
    let errors = d.finish().err();
    // Even a faulty declaration declares: those who ask for the package must not complain as well.
    let definition = expand(&package.unwrap_or_else(|| Package {
        krate: CratePath::default(),
        name: LitStr::new("", Span::call_site()),
        file: None,
        options: Vec::new(),
    }));
    quote!(#errors #definition)
}

/// The name, and what follows it.
struct Input {
    name: LitStr,
    rest: TokenStream,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(Self {
            name,
            rest: input.parse()?,
        })
    }
}

fn parse(input: TokenStream, d: &mut Diagnostics) -> Option<Package> {
    if input.is_empty() {
        d.push(
            Span::call_site(),
            "write the package: `package!(\"acme.user.v1\")`",
        );
        return None;
    }
    let Input { name, rest } = d.ok(syn::parse2(input))?;
    check_name(&name, d);
    let known: Vec<_> = ["file", "crate"]
        .into_iter()
        .chain(file_option::names())
        .collect();
    let mut args = Args::parse(rest, "package!", &known, d);
    args.no_positional("package!", d);
    let krate = args.crate_path(d);
    let file = args.string("file", d);
    if let Some(file) = &file
        && !is_file(&file.value())
    {
        d.push_spanned(
            file,
            "the file of a package is a relative path that ends in `.proto`",
        );
    }
    let options = file_option::read(&mut args, d);
    Some(Package {
        krate,
        name,
        file,
        options,
    })
}

fn check_name(package: &LitStr, d: &mut Diagnostics) {
    if !name::is_package(&package.value()) {
        d.push_spanned(
            package,
            "a protobuf package is identifiers joined by dots, `acme.user.v1`, or empty for none",
        );
    }
}

fn is_file(path: &str) -> bool {
    path.ends_with(".proto")
        && path
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".." | ".proto"))
        && !path.contains(['\\', ':', '"'])
}

fn expand(package: &Package) -> TokenStream {
    let inner = Ident::new(INNER, Span::call_site());
    let name = package.name.value();
    let prefix = if name.is_empty() {
        name.clone()
    } else {
        format!("{name}.")
    };
    let spec = spec(package);
    quote! {
        #[allow(unused_macros)]
        macro_rules! #inner {
            (name) => { #name };
            (prefix) => { #prefix };
            (spec) => { #spec };
        }
        /// A second `package!` in a module makes this a duplicate, which rustc shows with its name.
        #[allow(non_camel_case_types, dead_code, unreachable_pub)]
        enum a_module_has_one_traitwire_package {}
    }
}

fn spec(package: &Package) -> TokenStream {
    let private = package.krate.private();
    let name = &package.name;
    let file = match &package.file {
        Some(file) => quote!(::core::option::Option::Some(#file)),
        None => quote!(::core::option::Option::None),
    };
    let options = package.options.iter().map(|(key, value)| quote!((#key, #value)));
    quote! {
        &#private::PackageSpec { name: #name, file: #file, options: &[#(#options),*] }
    }
}

/// How an item refers to its package.
#[derive(Clone, Default)]
pub(crate) enum PackageRef {
    /// The one that `package!` declared.
    #[default]
    Declared,
    /// The one that `package!` declared; when it is missing, the item that asks stands elsewhere.
    DeclaredFor(Span),
    /// `package = "…"` on the item.
    Named(LitStr),
}

impl PackageRef {
    /// Reads `package = "…"`.
    pub(crate) fn read(option: Option<KeyValue>, d: &mut Diagnostics) -> Self {
        let Some(option) = option else {
            return Self::Declared;
        };
        match option.parse::<LitStr>("a string", d) {
            Some(package) => {
                check_name(&package, d);
                Self::Named(package)
            }
            // Said already; the declared one may not exist, and must not be asked for.
            None => Self::Named(LitStr::new("", Span::call_site())),
        }
    }

    /// `&'static PackageSpec`; a package that is missing is reported at `span`.
    pub(crate) fn spec(&self, krate: &CratePath, span: Span) -> TokenStream {
        match self {
            Self::Declared => ask("spec", span),
            Self::DeclaredFor(span) => ask("spec", *span),
            Self::Named(name) => spec(&Package {
                krate: krate.clone(),
                name: name.clone(),
                file: None,
                options: Vec::new(),
            }),
        }
    }

    /// A literal: the package and a dot, or nothing.
    pub(crate) fn prefix(&self, span: Span) -> TokenStream {
        match self {
            Self::Declared => ask("prefix", span),
            Self::DeclaredFor(span) => ask("prefix", *span),
            Self::Named(name) => match name.value() {
                name if name.is_empty() => quote!(""),
                name => {
                    let prefix = format!("{name}.");
                    quote!(#prefix)
                }
            },
        }
    }
}

/// A question to the inner macro.
fn ask(what: &str, span: Span) -> TokenStream {
    let span = path::at(span);
    let inner = Ident::new(INNER, span);
    let what = Ident::new(what, span);
    quote_spanned!(span=> #inner!(#what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declares_even_when_faulty() {
        for (input, errors) in [
            (quote!("user"), 0),
            (quote!("acme.v1", file = "acme/v1/x.proto", go_package = "x;y"), 0),
            (
                quote!("a", java_multiple_files, deprecated = false, optimize_for = SPEED),
                0,
            ),
            (
                quote!("a", java_multiple_files = "true", go_package, optimize_for = FAST),
                3,
            ),
            (quote!(""), 0),
            (quote!(), 1),
            (quote!("a-b"), 1),
            (quote!("a", fil = "x.proto"), 1),
            (quote!("a", file = "../x.proto"), 1),
        ] {
            let output = package(input.clone()).to_string();
            assert_eq!(output.matches("compile_error").count(), errors, "{input}");
            assert_eq!(output.matches("macro_rules").count(), 1, "{input}");
        }
    }
}
