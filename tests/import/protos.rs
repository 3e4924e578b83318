//! The public files, from their registries.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver, IncludeFileResolver};

/// Those that are printed into `tests/generated`.
pub(crate) const FILES: &[&str] = &[
    "conformance/conformance.proto",
    "conformance/messages/test_messages_proto3.proto",
    "connectrpc/conformance/v1/client_compat.proto",
    "connectrpc/conformance/v1/config.proto",
    "connectrpc/conformance/v1/server_compat.proto",
    "connectrpc/conformance/v1/service.proto",
    "google/api/http.proto",
    "google/api/httpbody.proto",
    "google/cloud/location/locations.proto",
    "google/longrunning/operations_proto.proto",
    "google/protobuf/any.proto",
    "google/protobuf/api.proto",
    "google/protobuf/duration.proto",
    "google/protobuf/empty.proto",
    "google/protobuf/field_mask.proto",
    "google/protobuf/source_context.proto",
    "google/protobuf/struct.proto",
    "google/protobuf/timestamp.proto",
    "google/protobuf/type.proto",
    "google/protobuf/wrappers.proto",
    "google/rpc/code.proto",
    "google/rpc/context/attribute_context.proto",
    "google/rpc/context/audit_context.proto",
    "google/rpc/error_details.proto",
    "google/rpc/http.proto",
    "google/rpc/status.proto",
    "google/type/calendar_period.proto",
    "google/type/color.proto",
    "google/type/date.proto",
    "google/type/datetime.proto",
    "google/type/dayofweek.proto",
    "google/type/decimal.proto",
    "google/type/expr.proto",
    "google/type/fraction.proto",
    "google/type/interval.proto",
    "google/type/latlng.proto",
    "google/type/localized_text.proto",
    "google/type/money.proto",
    "google/type/month.proto",
    "google/type/phone_number.proto",
    "google/type/postal_address.proto",
    "google/type/quaternion.proto",
    "google/type/timeofday.proto",
    "grpc/binlog/v1/binarylog.proto",
    "grpc/channelz/v1/channelz.proto",
    "grpc/health/v1/health.proto",
    "grpc/reflection/v1/reflection.proto",
    "grpc/reflection/v1alpha/reflection.proto",
    "grpc/testing/empty.proto",
    "grpc/testing/messages.proto",
    "grpc/testing/metrics.proto",
    "grpc/testing/test.proto",
];

/// Those that are not proto3.
pub(crate) const REFUSED: &[&str] = &[
    "conformance/messages/test_messages_edition2023.proto",
    "conformance/messages/test_messages_proto2.proto",
];

/// The folder of the files; `None` where a registry's client is absent, which the set-up has said.
pub(crate) fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let status = Command::new(tests.join("import/protos.sh"))
            .status()
            .expect("a shell");
        assert!(
            matches!(status.code(), Some(0 | 77)),
            "import/protos.sh: {status}"
        );
        status.success().then(|| tests.join("../target/protos"))
    });
    folder.as_deref()
}

/// The parser's own `descriptor.proto`, as the command line does it.
struct Descriptor;

impl FileResolver for Descriptor {
    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        match name {
            "google/protobuf/descriptor.proto" => GoogleFileResolver::new().open_file(name),
            _ => Err(protox::Error::file_not_found(name)),
        }
    }
}

/// The descriptors of these files and what they import.
pub(crate) fn descriptors(folder: &Path, files: &[&str]) -> FileDescriptorSet {
    parsed(folder, files).unwrap_or_else(|error| panic!("{error}"))
}

/// The same, or what the parser says.
pub(crate) fn parsed(folder: &Path, files: &[&str]) -> Result<FileDescriptorSet, String> {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Descriptor);
    resolver.add(IncludeFileResolver::new(folder.to_owned()));
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for file in files {
        compiler.open_file(file).map_err(|error| format!("{error:?}"))?;
    }
    Ok(FileDescriptorSet::decode(compiler.encode_file_descriptor_set().as_slice()).expect("descriptors"))
}
