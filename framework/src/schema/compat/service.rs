//! What became of a service's methods.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, ServiceDescriptorProto};

use super::change::{Changes, Class};
use super::custom::{self, kept};
use super::index::Index;
use super::message::deprecation;
use super::remedy;
use crate::schema::link::Written;
use crate::schema::names::join;

pub(super) fn compare(old: &Index<'_>, new: &Index<'_>, changes: &mut Changes<'_>) {
    for (name, before) in &old.services {
        let Some(after) = new.services.get(name) else {
            continue;
        };
        let (was, is) = (before.item, after.item);
        for method in &was.method {
            let path = join(name, method.name());
            match is.method.iter().find(|now| now.name == method.name) {
                Some(now) => pair(&path, (method, now), (old, new), changes),
                None => removed(&path, method, was, is, changes),
            }
        }
        for method in is
            .method
            .iter()
            .filter(|method| !was.method.iter().any(|old| old.name == method.name))
        {
            changes.notes(Class::Source, &join(name, method.name()), "is a new method");
        }
        let flag =
            |service: &ServiceDescriptorProto| service.options.as_ref().is_some_and(|o| o.deprecated());
        deprecation(name, flag(was), flag(is), changes);
        let sides = ((old, kept!(was)), (new, kept!(is)));
        custom::compare("ServiceOptions", name, sides.0, sides.1, changes);
    }
}

/// Old callers get UNIMPLEMENTED, so this breaks the wire (buf: only generated code breaks).
fn removed(
    path: &str,
    method: &MethodDescriptorProto,
    was: &ServiceDescriptorProto,
    is: &ServiceDescriptorProto,
    changes: &mut Changes<'_>,
) {
    let mut fresh = is
        .method
        .iter()
        .filter(|new| !was.method.iter().any(|old| old.name == new.name));
    let alike = fresh.find(|new| {
        new.output_type == method.output_type
            && (new.client_streaming(), new.server_streaming())
                == (method.client_streaming(), method.server_streaming())
    });
    let (message, remedy) = match alike {
        Some(new) => (
            format!(
                "was removed, and old callers get UNIMPLEMENTED; it looks renamed to `{}`",
                new.name()
            ),
            format!("write `#[rpc(name = \"{}\")]` on the method", method.name()),
        ),
        None => (
            "was removed, and old callers get UNIMPLEMENTED".to_owned(),
            "keep the method, marked `#[deprecated]`, until nobody calls it".to_owned(),
        ),
    };
    changes.breaks(Class::Wire, path, message, remedy);
}

fn pair(
    path: &str,
    (was, is): (&MethodDescriptorProto, &MethodDescriptorProto),
    (old, new): (&Index<'_>, &Index<'_>),
    changes: &mut Changes<'_>,
) {
    payload(path, "request", (side(was, true), side(is, true)), new, changes);
    payload(
        path,
        "response",
        (side(was, false), side(is, false)),
        new,
        changes,
    );
    let level = |method: &MethodDescriptorProto| {
        method
            .options
            .as_ref()
            .map(|options| options.idempotency_level())
            .unwrap_or_default()
    };
    if level(was) != level(is) {
        changes.breaks(
            Class::Wire,
            path,
            format!(
                "was `{}` and is `{}`: callers retry by it",
                level(was).as_str_name(),
                level(is).as_str_name()
            ),
            match attribute(level(was)) {
                Some(attribute) => format!("write `#[{attribute}]` on the method"),
                None => {
                    let now = attribute(level(is)).unwrap_or("idempotent");
                    format!("take `#[{now}]` off the method")
                }
            },
        );
    }
    let flag = |method: &MethodDescriptorProto| {
        method
            .options
            .as_ref()
            .is_some_and(|options| options.deprecated())
    };
    deprecation(path, flag(was), flag(is), changes);
    let sides = ((old, kept!(was)), (new, kept!(is)));
    custom::compare("MethodOptions", path, sides.0, sides.1, changes);
}

fn attribute(level: IdempotencyLevel) -> Option<&'static str> {
    match level {
        IdempotencyLevel::IdempotencyUnknown => None,
        IdempotencyLevel::NoSideEffects => Some("no_side_effects"),
        IdempotencyLevel::Idempotent => Some("idempotent"),
    }
}

/// The message of one side of a call, and whether there is a stream of them.
fn side(method: &MethodDescriptorProto, request: bool) -> (&str, bool) {
    let (name, stream) = if request {
        (method.input_type(), method.client_streaming())
    } else {
        (method.output_type(), method.server_streaming())
    };
    (name.trim_start_matches('.'), stream)
}

fn payload(
    path: &str,
    role: &str,
    (was, is): ((&str, bool), (&str, bool)),
    new: &Index<'_>,
    changes: &mut Changes<'_>,
) {
    if was.1 != is.1 {
        let (before, after) = if was.1 {
            ("a stream", "one message")
        } else {
            ("one message", "a stream")
        };
        changes.breaks(
            Class::Wire,
            path,
            format!("had {before} as its {role} and has {after}"),
            format!("make the {role} {before} again, or write another method"),
        );
    }
    if was.0 != is.0 {
        changes.breaks(
            Class::Wire,
            path,
            format!("had the {role} `{}` and has `{}`", was.0, is.0),
            match changes.places.written(is.0) {
                Written::Item => format!("take `{}` again, or write another method", remedy::simple(was.0)),
                // It is there still: what is made of arguments cannot have its name.
                _ if new.messages.contains_key(was.0) => {
                    format!("take `{}` itself, without numbers", remedy::simple(was.0))
                }
                _ => format!(
                    "write `#[rpc({role} = \"{}\")]` on the method",
                    remedy::simple(was.0)
                ),
            },
        );
    }
}
