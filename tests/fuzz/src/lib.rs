//! The messages that the fuzzer decodes.

#[path = "../../generated/conformance_messages_test_messages_proto3.rs"]
pub mod all_types;
pub mod shapes;
pub mod twins;
