//! Rules: as options of fields and oneofs, and the file that declares these options.

use std::collections::BTreeMap;

#[cfg(feature = "validate")]
use prost_types::DescriptorProto;
use prost_types::{FileDescriptorProto, OneofOptions, UninterpretedOption};

use super::error::LinkError;
use crate::schema::spec::FieldSpec;

/// The options that are a field's rules.
pub(super) fn of_field(spec: &FieldSpec) -> Vec<UninterpretedOption> {
    #[cfg(feature = "validate")]
    return crate::schema::validate::field_options(&spec.rules, spec.ty.shape)
        .into_iter()
        .collect();
    #[cfg(not(feature = "validate"))]
    {
        let _ = spec;
        Vec::new()
    }
}

/// The options of a oneof, one of whose members may have to be there.
pub(super) fn of_oneof(required: bool) -> Option<OneofOptions> {
    #[cfg(feature = "validate")]
    return crate::schema::validate::oneof_options(required).map(|option| OneofOptions {
        uninterpreted_option: vec![option],
    });
    #[cfg(not(feature = "validate"))]
    {
        let _ = required;
        None
    }
}

type Files = BTreeMap<String, FileDescriptorProto>;

/// Adds the file that declares the options to those that have some, with what it imports. Says which files that are, and
/// which were added and have their imports already.
pub(super) fn add(files: &mut Files, whole: &mut Vec<String>) -> Vec<(String, String)> {
    #[cfg(feature = "validate")]
    {
        use super::well_known;
        use crate::schema::validate::{PATH, files as validate};

        let users: Vec<_> = files
            .values()
            .filter(|file| !whole.iter().any(|path| path == file.name()))
            .filter_map(|file| Some((file.name().to_owned(), user(file)?)))
            .collect();
        if users.is_empty() {
            return users;
        }
        let mut left = vec![PATH.to_owned()];
        while let Some(path) = left.pop() {
            let own = validate().iter().find(|file| file.name() == path).cloned();
            if let (false, Some(file)) = (
                files.contains_key(&path),
                own.or_else(|| well_known::canonical(&path)),
            ) {
                left.extend(file.dependency.iter().cloned());
                whole.push(path.clone());
                files.insert(path, file);
            }
        }
        users
    }
    #[cfg(not(feature = "validate"))]
    {
        let _ = (files, whole);
        Vec::new()
    }
}

/// The first element of a file that has rules.
#[cfg(feature = "validate")]
fn user(file: &FileDescriptorProto) -> Option<String> {
    fn of(scope: &str, messages: &[DescriptorProto]) -> Option<String> {
        messages.iter().find_map(|message| {
            let name = crate::schema::names::join(scope, message.name());
            let field = message.field.iter().find(|field| {
                let options = field.options.as_ref();
                options.is_some_and(|options| !options.uninterpreted_option.is_empty())
            });
            let oneof = || message.oneof_decl.iter().find(|oneof| oneof.options.is_some());
            field
                .map(|field| field.name())
                .or_else(|| oneof().map(|oneof| oneof.name()))
                .map(|member| format!("{name}.{member}"))
                .or_else(|| of(&name, &message.nested_type))
        })
    }
    of(file.package(), &file.message_type)
}

/// Refuses patterns that are none, before a server starts with them.
pub(super) fn check(messages: &[&'static crate::schema::spec::MessageSpec]) -> Result<(), LinkError> {
    #[cfg(feature = "validate")]
    for message in messages {
        for field in message.fields() {
            let rules = [field.rules.own, field.rules.elements, field.rules.keys];
            for rule in rules.iter().flat_map(|rules| rules.rules) {
                pattern(message, field, rule)?;
            }
        }
    }
    let _ = messages;
    Ok(())
}

#[cfg(feature = "validate")]
fn pattern(
    message: &crate::schema::spec::MessageSpec,
    field: &FieldSpec,
    rule: &crate::schema::rules::Rule,
) -> Result<(), LinkError> {
    use crate::schema::rules::{RuleName, RuleValue, compile};

    let (RuleName::Pattern, RuleValue::Text(source)) = (rule.name, rule.value) else {
        return Ok(());
    };
    compile(source).map(drop).map_err(|why| {
        LinkError::new(
            super::error::LinkErrorKind::Rule,
            format!(
                "`#[validate(pattern = …)]` of the field `{}` of {} is no regular expression of RE2: {why}",
                field.name, message.source
            ),
        )
    })
}
