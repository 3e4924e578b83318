//! What a descriptor has and its text has not.

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto, UninterpretedOption};

use crate::schema::names::join;

/// The options of an element that are kept.
macro_rules! kept {
    ($item:expr) => {
        $item
            .options
            .as_ref()
            .map_or(&[][..], |options| options.uninterpreted_option.as_slice())
    };
}

/// Whether there are any.
macro_rules! has_options {
    ($item:expr) => {
        !kept!($item).is_empty()
    };
}

/// The first element of a file of which the text would not say all, and what that is.
pub(crate) fn unsaid(file: &FileDescriptorProto) -> Option<String> {
    let package = file.package();
    if !file.extension.is_empty() {
        return Some("`extend`".to_owned());
    }
    if has_options!(file) {
        return Some("custom options of the file".to_owned());
    }
    let services = file.service.iter().find_map(|service| {
        let name = join(package, service.name());
        let method = service.method.iter().find(|method| has_options!(method));
        match method {
            _ if has_options!(service) => Some(custom(&name)),
            method => method.map(|method| custom(&join(&name, method.name()))),
        }
    });
    services
        .or_else(|| file.message_type.iter().find_map(|item| message(package, item)))
        .or_else(|| file.enum_type.iter().find_map(|item| enumeration(package, item)))
}

fn message(scope: &str, item: &DescriptorProto) -> Option<String> {
    let name = join(scope, item.name());
    if !item.extension.is_empty() {
        return Some(format!("`extend` in `{name}`"));
    }
    if has_options!(item) {
        return Some(custom(&name));
    }
    let fields = item
        .field
        .iter()
        .filter(|field| !is_said(kept!(field), "FieldRules"));
    let oneofs = item
        .oneof_decl
        .iter()
        .filter(|oneof| !is_said(kept!(oneof), "OneofRules"));
    let members = fields
        .map(|field| field.name())
        .chain(oneofs.map(|oneof| oneof.name()));
    let member = members.map(|member| custom(&join(&name, member))).next();
    member
        .or_else(|| item.nested_type.iter().find_map(|inner| message(&name, inner)))
        .or_else(|| item.enum_type.iter().find_map(|inner| enumeration(&name, inner)))
}

fn enumeration(scope: &str, item: &EnumDescriptorProto) -> Option<String> {
    let name = join(scope, item.name());
    if has_options!(item) {
        return Some(custom(&name));
    }
    let value = item.value.iter().find(|value| has_options!(value));
    value.map(|value| custom(&join(&name, value.name())))
}

fn custom(path: &str) -> String {
    format!("custom options of `{path}`")
}

/// Whether the options are rules that are printed.
fn is_said(kept: &[UninterpretedOption], rules: &str) -> bool {
    #[cfg(feature = "validate")]
    return crate::schema::validate::is_said(kept, rules);
    #[cfg(not(feature = "validate"))]
    {
        let _ = rules;
        kept.is_empty()
    }
}
