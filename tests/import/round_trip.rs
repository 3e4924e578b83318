//! `.proto` → Rust → descriptor gives the descriptor that one started from.

use prost_types::{DescriptorProto, FileDescriptorProto};
use traitwire::schema::link::link_all;
use traitwire::schema::spec::{EnumSpec, MessageSpec};

use crate::generated;
use crate::protos;

/// What a printed module declares; its services are in the registry.
pub(crate) struct Root {
    pub(crate) file: &'static str,
    pub(crate) module: &'static str,
    pub(crate) messages: Vec<&'static MessageSpec>,
    pub(crate) enums: Vec<&'static EnumSpec>,
}

#[test]
fn every_descriptor_comes_back() {
    let Some(folder) = protos::folder() else { return };
    let set = protos::descriptors(folder, protos::FILES);
    let roots = generated::roots();
    assert_eq!(roots.len(), protos::FILES.len());
    let mut fields = 0;
    for root in roots {
        let module = format!("::generated::{}", root.module);
        let mut services = traitwire::registry::services();
        services.retain(|service| service.source.module.ends_with(&module));
        let linked = link_all(&services, &root.messages, &root.enums)
            .unwrap_or_else(|error| panic!("{}: {error}", root.file));
        let find = |files: &[FileDescriptorProto]| {
            let found = files.iter().find(|file| file.name() == root.file).cloned();
            found.unwrap_or_else(|| panic!("no {}", root.file))
        };
        let original = modelled(find(&set.file));
        let ours = modelled(find(&linked.file));
        fields += ours
            .message_type
            .iter()
            .map(|message| message.field.len())
            .sum::<usize>();
        assert!(
            ours == original,
            "{}:\n{}",
            root.file,
            difference(&ours, &original)
        );
    }
    assert!(fields > 100, "{fields} fields were compared");
}

/// The first lines that differ, with what stands above them.
fn difference(ours: &FileDescriptorProto, original: &FileDescriptorProto) -> String {
    let [ours, original] = [ours, original].map(|file| format!("{file:#?}"));
    let (ours, original): (Vec<_>, Vec<_>) = (ours.lines().collect(), original.lines().collect());
    let same = ours.iter().zip(&original).take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(12);
    let part = |lines: &[&str]| {
        lines
            .iter()
            .skip(from)
            .take(20)
            .copied()
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!("ours:\n{}\nthe original:\n{}", part(&ours), part(&original))
}

/// The part of a descriptor that traitwire models. What is taken out here is in `tests/generated/notes.txt`, or says
/// nothing: `packed = true`, the order of imports, and where among nested messages the entries of maps stand.
fn modelled(mut file: FileDescriptorProto) -> FileDescriptorProto {
    file.source_code_info = None;
    file.public_dependency.clear();
    file.extension.clear();
    let used = format!("{:?}{:?}", file.message_type, file.service);
    file.dependency.retain(|dependency| needs(&used, dependency));
    file.dependency.sort();
    file.message_type.iter_mut().for_each(message);
    for service in &mut file.service {
        said(&mut service.options);
        service
            .method
            .iter_mut()
            .for_each(|method| said(&mut method.options));
    }
    file
}

/// Options that say nothing, custom ones having been taken out, are none.
fn said<O: Default + PartialEq>(options: &mut Option<O>) {
    if *options == Some(O::default()) {
        *options = None;
    }
}

fn message(message: &mut DescriptorProto) {
    for field in &mut message.field {
        if let Some(options) = &mut field.options {
            options.ctype = None;
            options.packed = options.packed.filter(|packed| !packed);
        }
        said(&mut field.options);
    }
    message.nested_type.iter_mut().for_each(self::message);
    let is_entry = |message: &DescriptorProto| {
        message
            .options
            .as_ref()
            .is_some_and(|options| options.map_entry())
    };
    message.nested_type.sort_by_key(is_entry);
}

/// Whether a type of a file is used: every file imported here has the package that its folder says. Only extensions use
/// `descriptor.proto`.
fn needs(used: &str, dependency: &str) -> bool {
    if dependency == "google/protobuf/descriptor.proto" {
        return false;
    }
    let folder = dependency.rsplit_once('/').map_or("", |(folder, _)| folder);
    used.contains(&format!("\".{}.", folder.replace('/', ".")))
}
