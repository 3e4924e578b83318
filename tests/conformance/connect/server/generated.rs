//! The suite's own messages and service, as our importer prints them.

#[path = "../../../generated/connectrpc_conformance_v1_config.rs"]
pub mod connectrpc_conformance_v1_config;
#[path = "../../../generated/connectrpc_conformance_v1_server_compat.rs"]
pub mod connectrpc_conformance_v1_server_compat;
#[path = "../../../generated/connectrpc_conformance_v1_service.rs"]
pub mod connectrpc_conformance_v1_service;
#[path = "../../../generated/google_rpc_status.rs"]
pub mod google_rpc_status;
