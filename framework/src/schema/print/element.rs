//! The parts of a file, from the top down.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto,
};

use super::field::{is_real, members};
use super::gap::{Gap, Kind};
use super::scope::Scope;
use super::writer::{Writer, quoted};
use crate::schema::{file_option, names};

pub(super) fn file(writer: &mut Writer<'_>, scope: &Scope, file: &FileDescriptorProto) {
    writer.within(&[], |writer| parts(writer, scope, file));
}

fn parts(writer: &mut Writer<'_>, scope: &Scope, file: &FileDescriptorProto) {
    let mut gap = Gap::default();
    gap.before(writer, Kind::Syntax);
    writer.element(
        &[12],
        &format!("syntax = {};", quoted(file.syntax.as_deref().unwrap_or("proto2"))),
    );
    if let Some(package) = &file.package {
        gap.before(writer, Kind::Package);
        writer.element(&[2], &format!("package {package};"));
    }
    let mut imports: Vec<_> = file.dependency.iter().zip(0..).collect();
    imports.sort();
    for (import, at) in imports {
        gap.before(writer, Kind::Import);
        let public = if file.public_dependency.contains(&at) {
            "public "
        } else {
            ""
        };
        writer.element(&[3, at], &format!("import {public}{};", quoted(import)));
    }
    for (name, value) in file_option::written(file.options.as_ref()) {
        gap.before(writer, Kind::Option);
        writer.line(&format!("option {name} = {value};"));
    }
    for (item, at) in file.service.iter().zip(0..) {
        gap.before(writer, Kind::Block);
        service(writer, scope, file.package(), &[6, at], item);
    }
    for (item, at) in file.message_type.iter().zip(0..) {
        gap.before(writer, Kind::Block);
        message(writer, scope, file.package(), &[4, at], item);
    }
    for (item, at) in file.enum_type.iter().zip(0..) {
        gap.before(writer, Kind::Block);
        enumeration(writer, &[5, at], item);
    }
}

fn service(
    writer: &mut Writer<'_>,
    scope: &Scope,
    outer: &str,
    path: &[i32],
    service: &ServiceDescriptorProto,
) {
    let here = names::join(outer, service.name());
    writer.block(path, &format!("service {}", service.name()), |writer| {
        let mut gap = Gap::default();
        deprecated(
            writer,
            &mut gap,
            service.options.as_ref().and_then(|options| options.deprecated),
        );
        for (method, at) in service.method.iter().zip(0..) {
            let path = [path, &[2, at]].concat();
            let apart = writer.has_comment(&path) || options(method) != (None, None);
            gap.before(writer, if apart { Kind::Block } else { Kind::Method });
            self::method(writer, scope, &here, &path, method);
        }
    });
}

fn method(writer: &mut Writer<'_>, scope: &Scope, here: &str, path: &[i32], method: &MethodDescriptorProto) {
    let side = |streaming: bool, name: &str| {
        let stream = if streaming { "stream " } else { "" };
        format!("({stream}{})", scope.name(here, name))
    };
    let request = side(method.client_streaming(), method.input_type());
    let reply = side(method.server_streaming(), method.output_type());
    let head = format!("rpc {}{request} returns {reply}", method.name());
    let (flag, level) = options(method);
    if (flag, level) == (None, None) {
        return writer.element(path, &format!("{head};"));
    }
    writer.block(path, &head, |writer| {
        deprecated(writer, &mut Gap::default(), flag);
        if let Some(level) = level {
            writer.line(&format!("option idempotency_level = {};", level.as_str_name()));
        }
    });
}

/// Whether a method is deprecated, and what repeating it does, as far as it says.
fn options(method: &MethodDescriptorProto) -> (Option<bool>, Option<IdempotencyLevel>) {
    let Some(options) = &method.options else {
        return (None, None);
    };
    let level = options
        .idempotency_level
        .and_then(|level| IdempotencyLevel::try_from(level).ok());
    (options.deprecated, level)
}

fn message(writer: &mut Writer<'_>, scope: &Scope, outer: &str, path: &[i32], message: &DescriptorProto) {
    let here = names::join(outer, message.name());
    writer.block(path, &format!("message {}", message.name()), |writer| {
        let mut gap = Gap::default();
        deprecated(
            writer,
            &mut gap,
            message.options.as_ref().and_then(|options| options.deprecated),
        );
        // A message's ranges end before their last number.
        let ranges = message
            .reserved_range
            .iter()
            .map(|range| (range.start(), range.end().saturating_sub(1)));
        reserved(writer, &mut gap, ranges, MAX_FIELD, &message.reserved_name);
        for (inner, at) in message
            .nested_type
            .iter()
            .zip(0..)
            .filter(|(inner, _)| is_real(inner))
        {
            gap.before(writer, Kind::Block);
            self::message(writer, scope, &here, &[path, &[3, at]].concat(), inner);
        }
        for (inner, at) in message.enum_type.iter().zip(0..) {
            gap.before(writer, Kind::Block);
            enumeration(writer, &[path, &[4, at]].concat(), inner);
        }
        members(writer, &mut gap, scope, &here, path, message);
    });
}

fn enumeration(writer: &mut Writer<'_>, path: &[i32], enumeration: &EnumDescriptorProto) {
    writer.block(path, &format!("enum {}", enumeration.name()), |writer| {
        let mut gap = Gap::default();
        let options = enumeration.options.as_ref();
        if let Some(alias) = options.and_then(|options| options.allow_alias) {
            gap.before(writer, Kind::Option);
            writer.line(&format!("option allow_alias = {alias};"));
        }
        deprecated(writer, &mut gap, options.and_then(|options| options.deprecated));
        let ranges = enumeration
            .reserved_range
            .iter()
            .map(|range| (range.start(), range.end()));
        reserved(writer, &mut gap, ranges, i32::MAX, &enumeration.reserved_name);
        for (value, at) in enumeration.value.iter().zip(0..) {
            gap.before(writer, Kind::Field);
            let flag = value.options.as_ref().and_then(|options| options.deprecated);
            let options = flag
                .map(|flag| format!(" [deprecated = {flag}]"))
                .unwrap_or_default();
            let line = format!("{} = {}{options};", value.name(), value.number());
            writer.element(&[path, &[2, at]].concat(), &line);
        }
    });
}

/// The greatest number of a field.
const MAX_FIELD: i32 = (1 << 29) - 1;

/// The ranges, both ends included, on one line, and the names on another.
fn reserved(
    writer: &mut Writer<'_>,
    gap: &mut Gap,
    ranges: impl Iterator<Item = (i32, i32)>,
    max: i32,
    names: &[String],
) {
    let ranges = ranges.map(|(first, last)| match (first, last) {
        (first, last) if first == last => first.to_string(),
        (first, last) if last == max => format!("{first} to max"),
        (first, last) => format!("{first} to {last}"),
    });
    let names = names.iter().map(|name| quoted(name));
    for all in [ranges.collect::<Vec<_>>(), names.collect()] {
        if !all.is_empty() {
            gap.before(writer, Kind::Reserved);
            writer.line(&format!("reserved {};", all.join(", ")));
        }
    }
}

fn deprecated(writer: &mut Writer<'_>, gap: &mut Gap, flag: Option<bool>) {
    if let Some(flag) = flag {
        gap.before(writer, Kind::Option);
        writer.line(&format!("option deprecated = {flag};"));
    }
}
