use std::collections::BTreeMap;

use prost_types::{FileDescriptorProto, FileDescriptorSet};
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};

use super::print;
use crate::schema::link::link;
use crate::schema::samples::USER_SERVICE;

/// The sample service, the file of its package.
fn sample() -> (FileDescriptorSet, FileDescriptorProto) {
    let set = link(&[&USER_SERVICE]).unwrap();
    let file = set
        .file
        .iter()
        .find(|file| file.name() == "acme/user/v1/user.proto")
        .unwrap()
        .clone();
    (set, file)
}

#[test]
fn everything_that_records_can_say_is_printed() {
    assert_eq!(print(&sample().1), include_str!("fixtures/user.proto"));
}

struct Printed(BTreeMap<String, String>);

impl FileResolver for Printed {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match self.0.get(name) {
            Some(text) => File::from_source(name, text),
            None => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// What another parser makes of the printed text.
fn parsed(set: &FileDescriptorSet) -> FileDescriptorSet {
    let texts = set
        .file
        .iter()
        .map(|file| (file.name().to_owned(), print(file)))
        .collect();
    let mut resolver = ChainFileResolver::new();
    resolver.add(Printed(texts));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for file in &set.file {
        compiler
            .open_file(file.name())
            .unwrap_or_else(|error| panic!("{error:?}\n{}", print(file)));
    }
    compiler.file_descriptor_set()
}

/// The comments of a file by path, with the place they stand at.
fn comments(file: &FileDescriptorProto) -> BTreeMap<Vec<i32>, (String, Vec<i32>)> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    locations
        .filter(|location| location.leading_comments.is_some())
        .map(|location| {
            (
                location.path.clone(),
                (location.leading_comments().to_owned(), location.span.clone()),
            )
        })
        .collect()
}

#[test]
fn the_text_parses_back_to_the_same_descriptors_and_comments() {
    let (set, _) = sample();
    let back = parsed(&set);
    for file in &set.file {
        let theirs = back.file.iter().find(|theirs| theirs.name == file.name).unwrap();
        assert_eq!(comments(file), comments(theirs));
        let bare = |file: &FileDescriptorProto| FileDescriptorProto {
            source_code_info: None,
            ..file.clone()
        };
        assert_eq!(bare(file), bare(theirs));
    }
}

#[test]
fn every_place_is_the_one_that_a_parser_finds() {
    let (set, ours) = sample();
    let back = parsed(&set);
    let theirs = back.file.iter().find(|theirs| theirs.name == ours.name).unwrap();
    let theirs: BTreeMap<_, _> = theirs
        .source_code_info
        .iter()
        .flat_map(|info| &info.location)
        .map(|location| (location.path.as_slice(), location.span.as_slice()))
        .collect();
    for location in &ours.source_code_info.as_ref().unwrap().location {
        assert_eq!(
            Some(&location.span.as_slice()),
            theirs.get(location.path.as_slice()),
            "{:?}",
            location.path
        );
    }
}

#[test]
fn a_name_that_an_inner_scope_hides_is_written_with_a_leading_dot() {
    use prost_types::field_descriptor_proto::{Label, Type};
    use prost_types::{DescriptorProto, FieldDescriptorProto};
    let message = |name: &str, fields: Vec<FieldDescriptorProto>, nested| DescriptorProto {
        name: Some(name.to_owned()),
        field: fields,
        nested_type: nested,
        ..Default::default()
    };
    let field = |name: &str, of: &str| FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(1),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::Message.into()),
        type_name: Some(of.to_owned()),
        json_name: Some(name.to_owned()),
        ..Default::default()
    };
    let file = FileDescriptorProto {
        name: Some("a.proto".to_owned()),
        package: Some("p".to_owned()),
        syntax: Some("proto3".to_owned()),
        message_type: vec![
            message("Foo", vec![], vec![]),
            message(
                "Outer",
                vec![field("hidden", ".p.Foo")],
                vec![message("Foo", vec![field("own", ".p.Outer.Foo")], vec![])],
            ),
            message(
                "p",
                vec![field("mine", ".p.Foo")],
                vec![message("Foo", vec![], vec![])],
            ),
        ],
        ..Default::default()
    };
    let text = print(&file);
    assert!(
        text.contains("p.Foo hidden = 1;") || text.contains(".p.Foo hidden = 1;"),
        "{text}"
    );
    assert!(text.contains(" Foo own = 1;"), "{text}");
    assert!(text.contains(".p.Foo mine = 1;"), "{text}");
    let set = FileDescriptorSet {
        file: vec![file.clone()],
    };
    let back = parsed(&set);
    assert_eq!(back.file[0].message_type, file.message_type);
}

#[test]
fn strings_are_escaped() {
    assert_eq!(super::quoted("a\"b\\c\n\u{1}é"), "\"a\\\"b\\\\c\\n\\001é\"");
}
