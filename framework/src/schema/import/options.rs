//! Options that traitwire does not model: to be named, not lost.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::{DescriptorProto, FileDescriptorSet};

use super::comments::Comments;

/// The options of one kind of element.
pub(super) struct Kind {
    /// Their message in `descriptor.proto`.
    message: &'static str,
    /// The field of the element's descriptor that holds them.
    pub(super) tag: i32,
    /// Those that are printed.
    modelled: &'static [i32],
    /// Those that are not, with their names.
    others: &'static [(i32, &'static str)],
}

pub(super) const FILE: Kind = Kind {
    message: ".google.protobuf.FileOptions",
    tag: 8,
    modelled: &[
        1, 8, 9, 10, 11, 16, 17, 18, 23, 27, 31, 36, 37, 39, 40, 41, 44, 45,
    ],
    others: &[
        (20, "java_generate_equals_and_hash"),
        (42, "php_generic_services"),
        (50, "features"),
    ],
};
pub(super) const MESSAGE: Kind = Kind {
    message: ".google.protobuf.MessageOptions",
    tag: 7,
    modelled: &[3, 7],
    others: &[
        (1, "message_set_wire_format"),
        (2, "no_standard_descriptor_accessor"),
        (11, "deprecated_legacy_json_field_conflicts"),
        (12, "features"),
    ],
};
pub(super) const FIELD: Kind = Kind {
    message: ".google.protobuf.FieldOptions",
    tag: 8,
    modelled: &[2, 3],
    others: &[
        (1, "ctype"),
        (5, "lazy"),
        (6, "jstype"),
        (10, "weak"),
        (15, "unverified_lazy"),
        (16, "debug_redact"),
        (17, "retention"),
        (19, "targets"),
        (20, "edition_defaults"),
        (21, "features"),
        (22, "feature_support"),
    ],
};
pub(super) const ONEOF: Kind = Kind {
    message: ".google.protobuf.OneofOptions",
    tag: 2,
    modelled: &[],
    others: &[(1, "features")],
};
pub(super) const ENUM: Kind = Kind {
    message: ".google.protobuf.EnumOptions",
    tag: 3,
    modelled: &[2, 3],
    others: &[(6, "deprecated_legacy_json_field_conflicts"), (7, "features")],
};
pub(super) const VALUE: Kind = Kind {
    message: ".google.protobuf.EnumValueOptions",
    tag: 3,
    modelled: &[1],
    others: &[(2, "features"), (3, "debug_redact"), (4, "feature_support")],
};
pub(super) const SERVICE: Kind = Kind {
    message: ".google.protobuf.ServiceOptions",
    tag: 3,
    modelled: &[33],
    others: &[(34, "features")],
};
pub(super) const METHOD: Kind = Kind {
    message: ".google.protobuf.MethodOptions",
    tag: 4,
    modelled: &[33, 34],
    others: &[(35, "features")],
};

/// The names of custom options, by the message that they extend and their number.
#[derive(Default)]
pub(super) struct Custom(BTreeMap<(String, i32), String>);

impl Custom {
    pub(super) fn of(set: &FileDescriptorSet) -> Self {
        let mut custom = Self::default();
        for file in &set.file {
            for extension in &file.extension {
                custom.add(file.package(), extension);
            }
            let mut left: Vec<(String, &DescriptorProto)> = file
                .message_type
                .iter()
                .map(|message| (file.package().to_owned(), message))
                .collect();
            while let Some((scope, message)) = left.pop() {
                let scope = crate::schema::names::join(&scope, message.name());
                for extension in &message.extension {
                    custom.add(&scope, extension);
                }
                left.extend(message.nested_type.iter().map(|nested| (scope.clone(), nested)));
            }
        }
        custom
    }

    fn add(&mut self, scope: &str, extension: &prost_types::FieldDescriptorProto) {
        let name = crate::schema::names::join(scope, extension.name());
        let key = (extension.extendee().to_owned(), extension.number());
        self.0.insert(key, format!("({name})"));
    }

    /// The names of the options that are set at `path` and not modelled. Those that prost's structures do not hold,
    /// custom ones among them, are known from the source information only.
    pub(super) fn left_out<O: prost::Message>(
        &self,
        kind: &Kind,
        options: Option<&O>,
        path: &[i32],
        comments: &Comments<'_>,
    ) -> Vec<String> {
        let mut numbers = options
            .map(|options| numbers(&options.encode_to_vec()))
            .unwrap_or_default();
        let path = [path, &[kind.tag]].concat();
        numbers.extend(comments.below(&path).filter_map(|below| below.get(path.len())));
        numbers
            .into_iter()
            .filter(|number| !kind.modelled.contains(number))
            .map(|number| self.name(kind, number))
            .collect()
    }

    fn name(&self, kind: &Kind, number: i32) -> String {
        let known = kind.others.iter().find(|(other, _)| *other == number);
        match (known, self.0.get(&(kind.message.to_owned(), number))) {
            (Some((_, name)), _) => (*name).to_owned(),
            (None, Some(name)) => name.clone(),
            (None, None) if number == 999 => "an option that was not interpreted".to_owned(),
            (None, None) => format!("number {number}"),
        }
    }
}

/// The numbers of the fields in an encoded message.
fn numbers(mut bytes: &[u8]) -> BTreeSet<i32> {
    let mut numbers = BTreeSet::new();
    while let Ok((number, wire)) = prost::encoding::decode_key(&mut bytes) {
        numbers.extend(i32::try_from(number));
        if prost::encoding::skip_field(wire, number, &mut bytes, Default::default()).is_err() {
            break;
        }
    }
    numbers
}
