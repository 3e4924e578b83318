//! What holds between the parts of a service.

use std::collections::HashMap;

use syn::Ident;

use super::method::{Reply, Request};
use super::model::Service;
use crate::diagnostics::Diagnostics;
use crate::message;
use crate::name;

/// Methods that a client has of its own.
const CLIENTS: &[&str] = &["clone", "with_metadata", "with_timeout", "with_compression"];

/// Pushes every violation.
pub(super) fn check(service: &mut Service, d: &mut Diagnostics) {
    for method in &mut service.methods {
        let before = d.count();
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
        method.faulty |= d.count() > before;
    }
    names_are_unique(service, d);
    messages_are_unique(service, d);
}

/// Two messages of one name are rustc's to report where they stand in one module; in one trait it is said better here.
fn messages_are_unique(service: &mut Service, d: &mut Diagnostics) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for method in service.methods.iter_mut().filter(|method| !method.faulty) {
        let made: Vec<Ident> = method.messages().map(|message| message.ident.clone()).collect();
        for ident in made {
            let plain = name::plain(&method.ident);
            if let Some(other) = seen.get(&ident.to_string()) {
                method.faulty = true;
                d.push(
                    ident.span(),
                    format_args!(
                        "`{other}` makes a message `{ident}` already: give this one another name with `#[rpc(request = \"…\", response = \"…\")]`"
                    ),
                );
            } else if method.cfgs.is_empty() {
                seen.insert(ident.to_string(), plain);
            }
        }
    }
}

fn names_are_unique(service: &mut Service, d: &mut Diagnostics) {
    let mut seen: HashMap<String, Ident> = HashMap::new();
    for method in &mut service.methods {
        let Some(other) = seen.get(&method.name) else {
            // Methods under `cfg` may exclude each other; rustc reports them where they do not.
            if method.cfgs.is_empty() {
                seen.insert(method.name.clone(), method.ident.clone());
            }
            continue;
        };
        method.faulty = true;
        if *other == method.ident {
            d.push(
                method.ident.span(),
                format_args!("there is a method `{}` already", name::plain(&method.ident)),
            );
        } else {
            d.push(
                method.ident.span(),
                format_args!(
                    "`{}` and `{}` are both `{}` on the wire: give one another name with `#[rpc(name = \"…\")]`",
                    name::plain(other),
                    name::plain(&method.ident),
                    method.name
                ),
            );
        }
    }
}
