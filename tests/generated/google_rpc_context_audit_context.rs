// Copyright 2026 Google LLC
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//     http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

//! `google/rpc/context/audit_context.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.rpc.context",
    file = "google/rpc/context/audit_context.proto",
    go_package = "google.golang.org/genproto/googleapis/rpc/context;context",
    java_multiple_files = true,
    java_outer_classname = "AuditContextProto",
    java_package = "com.google.rpc.context"
);

/// `AuditContext` provides information that is needed for audit logging.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditContext {
    /// Serialized audit log.
    #[field(1)]
    pub audit_log: Vec<u8>,
    /// An API request message that is scrubbed based on the method annotation.
    /// This field should only be filled if audit_log field is present.
    /// Service Control will use this to assemble a complete log for Cloud Audit
    /// Logs and Google internal audit logs.
    #[field(2)]
    pub scrubbed_request: Option<traitwire::well_known::Struct>,
    /// An API response message that is scrubbed based on the method annotation.
    /// This field should only be filled if audit_log field is present.
    /// Service Control will use this to assemble a complete log for Cloud Audit
    /// Logs and Google internal audit logs.
    #[field(3)]
    pub scrubbed_response: Option<traitwire::well_known::Struct>,
    /// Number of scrubbed response items.
    #[field(4)]
    pub scrubbed_response_item_count: i32,
    /// Audit resource name which is scrubbed.
    #[field(5)]
    pub target_resource: String,
}
