//! File options: `go_package = "…"`, `java_multiple_files = true`, `optimize_for = SPEED`.

use syn::{Ident, LitBool, LitStr};

use crate::attr::{Args, KeyValue, OptionValue};
use crate::diagnostics::Diagnostics;

/// What an option is set to.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Flag,
    Mode,
}

use Kind::{Flag, Mode, Text};

/// The options of `google.protobuf.FileOptions`, sorted; the framework has the same table.
const TABLE: &[(&str, Kind)] = &[
    ("cc_enable_arenas", Flag),
    ("cc_generic_services", Flag),
    ("csharp_namespace", Text),
    ("deprecated", Flag),
    ("go_package", Text),
    ("java_generic_services", Flag),
    ("java_multiple_files", Flag),
    ("java_outer_classname", Text),
    ("java_package", Text),
    ("java_string_check_utf8", Flag),
    ("objc_class_prefix", Text),
    ("optimize_for", Mode),
    ("php_class_prefix", Text),
    ("php_metadata_namespace", Text),
    ("php_namespace", Text),
    ("py_generic_services", Flag),
    ("ruby_package", Text),
    ("swift_prefix", Text),
];

const MODES: &[&str] = &["SPEED", "CODE_SIZE", "LITE_RUNTIME"];

/// The names of all options.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, _)| *name)
}

/// The options that are set, each with its value as the record has it.
pub(super) fn read(args: &mut Args, d: &mut Diagnostics) -> Vec<(&'static str, String)> {
    let set = TABLE.iter().filter_map(|(name, kind)| {
        let option = args.take(name)?;
        Some((*name, value(option, *kind, d)?))
    });
    set.collect()
}

fn value(option: KeyValue, kind: Kind, d: &mut Diagnostics) -> Option<String> {
    match kind {
        Text => Some(option.parse::<LitStr>("a string", d)?.value()),
        Flag if matches!(option.value, OptionValue::None) => Some("true".to_owned()),
        Flag => {
            let flag = option.parse::<LitBool>("`true` or `false`", d)?;
            Some(flag.value.to_string())
        }
        Mode => {
            let expected = "`SPEED`, `CODE_SIZE` or `LITE_RUNTIME`";
            let mode = option.parse::<Ident>(expected, d)?;
            let known = MODES.iter().find(|known| mode == known);
            if known.is_none() {
                d.push(mode.span(), format_args!("`optimize_for = …` wants {expected}"));
            }
            known.map(|mode| (*mode).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.is_sorted_by_key(|(name, _)| *name));
    }
}
