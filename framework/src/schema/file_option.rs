//! File options by name: one table that linking writes through, printing reads, and compatibility compares.

use prost_types::FileOptions;
use prost_types::file_options::OptimizeMode;

/// Where one option lives in `google.protobuf.FileOptions`, and of what type it is.
#[derive(Clone, Copy)]
enum Slot {
    Text(fn(&mut FileOptions) -> &mut Option<String>),
    Flag(fn(&mut FileOptions) -> &mut Option<bool>),
    Mode(fn(&mut FileOptions) -> &mut Option<i32>),
}

use Slot::{Flag, Mode, Text};

/// Every option of a file, sorted by name.
const TABLE: &[(&str, Slot)] = &[
    ("cc_enable_arenas", Flag(|o| &mut o.cc_enable_arenas)),
    ("cc_generic_services", Flag(|o| &mut o.cc_generic_services)),
    ("csharp_namespace", Text(|o| &mut o.csharp_namespace)),
    ("deprecated", Flag(|o| &mut o.deprecated)),
    ("go_package", Text(|o| &mut o.go_package)),
    ("java_generic_services", Flag(|o| &mut o.java_generic_services)),
    ("java_multiple_files", Flag(|o| &mut o.java_multiple_files)),
    ("java_outer_classname", Text(|o| &mut o.java_outer_classname)),
    ("java_package", Text(|o| &mut o.java_package)),
    ("java_string_check_utf8", Flag(|o| &mut o.java_string_check_utf8)),
    ("objc_class_prefix", Text(|o| &mut o.objc_class_prefix)),
    ("optimize_for", Mode(|o| &mut o.optimize_for)),
    ("php_class_prefix", Text(|o| &mut o.php_class_prefix)),
    ("php_metadata_namespace", Text(|o| &mut o.php_metadata_namespace)),
    ("php_namespace", Text(|o| &mut o.php_namespace)),
    ("py_generic_services", Flag(|o| &mut o.py_generic_services)),
    ("ruby_package", Text(|o| &mut o.ruby_package)),
    ("swift_prefix", Text(|o| &mut o.swift_prefix)),
];

/// Sets the option `name` from its text; says what is wrong and what would be right otherwise.
pub(crate) fn set(options: &mut FileOptions, name: &str, value: &str) -> Result<(), String> {
    // The macro has refused what is not in the table: this is for records from elsewhere.
    let Some((_, slot)) = TABLE.iter().find(|(known, _)| *known == name) else {
        let known: Vec<_> = TABLE.iter().map(|(known, _)| *known).collect();
        return Err(format!(
            "there is no file option `{name}`; the options are {}",
            known.join(", ")
        ));
    };
    match slot {
        Text(at) => *at(options) = Some(value.to_owned()),
        Flag(at) => match value.parse() {
            Ok(flag) => *at(options) = Some(flag),
            Err(_) => {
                return Err(format!(
                    "the file option `{name}` is `true` or `false`, not `{value}`"
                ));
            }
        },
        Mode(at) => match OptimizeMode::from_str_name(value) {
            Some(mode) => *at(options) = Some(mode.into()),
            None => {
                return Err(format!(
                    "the file option `{name}` is `SPEED`, `CODE_SIZE` or `LITE_RUNTIME`, not `{value}`"
                ));
            }
        },
    }
    Ok(())
}

/// The options that are set, sorted by name, each as it is written in `.proto`.
pub(crate) fn written(options: Option<&FileOptions>) -> Vec<(&'static str, String)> {
    let mut options = options.cloned().unwrap_or_default();
    TABLE
        .iter()
        .filter_map(|(name, slot)| Some((*name, text(slot, &mut options)?)))
        .collect()
}

/// The options that are set, each as an argument of `package!`.
pub(crate) fn in_rust(options: Option<&FileOptions>) -> Vec<String> {
    let mut options = options.cloned().unwrap_or_default();
    let arguments = TABLE.iter().filter_map(|(name, slot)| {
        let value = match slot {
            Text(at) => at(&mut options).as_ref().map(|text| format!("{text:?}")),
            Flag(_) | Mode(_) => text(slot, &mut options),
        };
        Some(format!("{name} = {}", value?))
    });
    arguments.collect()
}

fn text(slot: &Slot, options: &mut FileOptions) -> Option<String> {
    match slot {
        Text(at) => at(options).as_deref().map(crate::schema::print::quoted),
        Flag(at) => at(options).map(|flag| flag.to_string()),
        Mode(at) => at(options)
            .and_then(|mode| OptimizeMode::try_from(mode).ok())
            .map(|mode| mode.as_str_name().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_set_by_name_and_type_and_read_back_sorted() {
        let mut options = FileOptions::default();
        set(&mut options, "java_multiple_files", "true").unwrap();
        set(&mut options, "go_package", "example.com/user;user").unwrap();
        set(&mut options, "optimize_for", "CODE_SIZE").unwrap();
        assert_eq!(options.java_multiple_files, Some(true));
        let written = written(Some(&options));
        let names: Vec<_> = written
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        assert_eq!(
            names,
            [
                "go_package = \"example.com/user;user\"",
                "java_multiple_files = true",
                "optimize_for = CODE_SIZE"
            ]
        );
    }

    #[test]
    fn an_unknown_option_and_a_wrong_type_are_refused() {
        let mut options = FileOptions::default();
        assert!(
            set(&mut options, "go_pakage", "x")
                .unwrap_err()
                .contains("go_package")
        );
        assert!(
            set(&mut options, "java_multiple_files", "yes")
                .unwrap_err()
                .contains("`true` or `false`")
        );
    }

    /// Every option there is. The macro knows their names by a table of its own.
    mod all {
        crate::package!(
            "all.options",
            cc_enable_arenas,
            cc_generic_services,
            csharp_namespace = "a",
            deprecated,
            go_package = "a",
            java_generic_services,
            java_multiple_files,
            java_outer_classname = "a",
            java_package = "a",
            java_string_check_utf8,
            objc_class_prefix = "a",
            optimize_for = LITE_RUNTIME,
            php_class_prefix = "a",
            php_metadata_namespace = "a",
            php_namespace = "a",
            py_generic_services,
            ruby_package = "a",
            swift_prefix = "a"
        );

        #[crate::message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct Empty {}
    }

    #[test]
    fn the_macro_has_the_same_options() {
        let spec = <all::Empty as crate::Message>::SPEC;
        let set = crate::schema::link::link_all(&[], &[spec], &[]).expect("links");
        let options = set.file[0].options.as_ref();
        let linked: Vec<_> = written(options).into_iter().map(|(name, _)| name).collect();
        let known: Vec<_> = TABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(linked, known);
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.is_sorted_by_key(|(name, _)| *name));
    }
}
