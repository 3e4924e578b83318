//! What holds between the parts of a service.

use std::collections::HashMap;

use super::method::{Method, Reply, Request};
use super::model::Service;
use crate::diagnostics::Diagnostics;
use crate::message;
use crate::name;

/// Methods that a client has of its own.
const CLIENTS: &[&str] = &["clone", "with_metadata", "with_timeout"];

/// Pushes every violation.
pub(super) fn check(service: &Service, d: &mut Diagnostics) {
    for method in &service.methods {
        let plain = name::plain(&method.ident);
        if CLIENTS.contains(&plain.as_str()) {
            d.push(
                method.ident.span(),
                format_args!(
                    "a service method cannot be called `{plain}`: the client has a method of that name"
                ),
            );
        }
        if let Request::Fields(request) = &method.request {
            message::check::check(request, d);
        }
        if let Reply::Fields(reply) = &method.reply {
            message::check::check(reply, d);
        }
    }
    names_are_unique(service, d);
}

fn names_are_unique(service: &Service, d: &mut Diagnostics) {
    let mut seen: HashMap<&str, &Method> = HashMap::new();
    for method in &service.methods {
        let Some(other) = seen.get(method.name.as_str()) else {
            // Methods under `cfg` may exclude each other; rustc reports them where they do not.
            if method.cfgs.is_empty() {
                seen.insert(&method.name, method);
            }
            continue;
        };
        // Two of one Rust name are rustc's to report.
        if other.ident != method.ident {
            d.push(
                method.ident.span(),
                format_args!(
                    "`{}` and `{}` are both `{}` on the wire: give one another name with `#[rpc(name = \"…\")]`",
                    name::plain(&other.ident),
                    name::plain(&method.ident),
                    method.name
                ),
            );
        }
    }
}
