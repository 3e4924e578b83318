//! The attribute macros of traitwire. They are documented where they are used, in the `traitwire` crate.

mod attr;
mod diagnostics;
mod doc;
mod enumeration;
mod fallback;
mod field;
mod generics;
mod message;
mod name;
mod oneof;
mod package;
mod path;
mod reserved;
mod rpc_error;
mod service;
mod source;
mod validate;

use proc_macro::TokenStream;

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro]
pub fn package(input: TokenStream) -> TokenStream {
    package::package(input.into()).into()
}

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro_attribute]
pub fn message(args: TokenStream, item: TokenStream) -> TokenStream {
    message::message(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro_attribute]
pub fn service(args: TokenStream, item: TokenStream) -> TokenStream {
    service::service(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro_attribute]
pub fn enumeration(args: TokenStream, item: TokenStream) -> TokenStream {
    enumeration::enumeration(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro_attribute]
pub fn oneof(args: TokenStream, item: TokenStream) -> TokenStream {
    oneof::oneof(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented in traitwire")]
#[proc_macro_derive(RpcError, attributes(status))]
pub fn rpc_error(item: TokenStream) -> TokenStream {
    rpc_error::rpc_error(item.into()).into()
}
