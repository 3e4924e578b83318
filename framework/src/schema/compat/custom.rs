//! Options that are extensions: rules, and what others have declared.
//!
//! Neither the wire nor JSON knows them. Rules are what a server refuses, and what code generated from them checks
//! beforehand; what the others mean, only those know who read them.

use std::collections::BTreeMap;

use prost_types::UninterpretedOption;

use super::change::{Changes, Class};
use super::index::Index;
use crate::schema::options;

/// The options of an element that are kept, and the set that it is in.
pub(super) type Side<'a> = (&'a Index<'a>, &'a [UninterpretedOption]);

/// The options of an element that are kept.
macro_rules! kept {
    ($item:expr) => {
        $item
            .options
            .as_ref()
            .map_or(&[][..], |options| options.uninterpreted_option.as_slice())
    };
}

pub(super) use kept;

/// `of` is what such options extend: `MessageOptions`.
pub(super) fn compare(
    of: &str,
    path: &str,
    (old, was): Side<'_>,
    (new, is): Side<'_>,
    changes: &mut Changes<'_>,
) {
    let (mut before, mut after) = (by_name(was), by_name(is));
    rules(of, path, (was, is), (&mut before, &mut after), changes);
    let extendee = format!(".google.protobuf.{of}");
    let gone = before.keys().filter(|option| !after.contains_key(*option));
    for option in after.keys().chain(gone) {
        let what = match (before.get(option), after.get(option)) {
            (was, is) if was == is => continue,
            (None, _) => "has the option {} now",
            (_, None) => "has the option {} no longer",
            _ => "has another value of the option {}",
        };
        let named = [new, old].iter().find_map(|index| {
            let key = (extendee.as_str(), option.parse().ok()?);
            index.extensions.get(&key)
        });
        let named = match named {
            Some(name) => format!("`({name})`"),
            None => format!("with the number {option}"),
        };
        changes.notes(Class::Source, path, what.replace("{}", &named));
    }
}

type Kept<'a> = BTreeMap<String, Vec<&'a UninterpretedOption>>;

fn by_name(kept: &[UninterpretedOption]) -> Kept<'_> {
    let mut all = Kept::new();
    for option in kept {
        all.entry(options::name(option)).or_default().push(option);
    }
    all
}

/// Tells of other rules in the words of `.proto`, and takes them out.
#[cfg(feature = "validate")]
fn rules(
    of: &str,
    path: &str,
    (was, is): (&[UninterpretedOption], &[UninterpretedOption]),
    (before, after): (&mut Kept<'_>, &mut Kept<'_>),
    changes: &mut Changes<'_>,
) {
    use crate::schema::validate::{EXTENSION, field_texts, oneof_texts};

    type Texts = fn(&[UninterpretedOption]) -> Vec<String>;
    let (texts, prefix): (Texts, _) = match of {
        "FieldOptions" => (field_texts, "(buf.validate.field)."),
        "OneofOptions" => (oneof_texts, "(buf.validate.oneof)."),
        _ => return,
    };
    let number = EXTENSION.to_string();
    before.remove(&number);
    after.remove(&number);
    // A compiler may write a rule each, another all at once.
    if options::message(was, EXTENSION) == options::message(is, EXTENSION) {
        return;
    }
    let [was, is] = [was, is].map(|kept| match texts(kept) {
        texts if texts.is_empty() => "none".to_owned(),
        texts => format!("`{}`", texts.join(", ").replace(prefix, "")),
    });
    changes.notes(
        Class::Source,
        path,
        format!("has other rules: {was} before, {is} now; callers that kept the old ones may be refused"),
    );
}

/// Without the feature, rules are options like others.
#[cfg(not(feature = "validate"))]
fn rules(
    _: &str,
    _: &str,
    _: (&[UninterpretedOption], &[UninterpretedOption]),
    _: (&mut Kept<'_>, &mut Kept<'_>),
    _: &mut Changes<'_>,
) {
}
