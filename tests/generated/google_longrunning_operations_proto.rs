// Copyright 2025 Google LLC
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

//! `google/longrunning/operations_proto.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.longrunning",
    file = "google/longrunning/operations_proto.proto",
    csharp_namespace = "Google.LongRunning",
    go_package = "cloud.google.com/go/longrunning/autogen/longrunningpb;longrunningpb",
    java_multiple_files = true,
    java_outer_classname = "OperationsProto",
    java_package = "com.google.longrunning",
    objc_class_prefix = "GLRUN",
    php_namespace = "Google\\LongRunning"
);

/// Manages long-running operations with an API service.
///
/// When an API method normally takes long time to complete, it can be designed
/// to return [Operation][google.longrunning.Operation] to the client, and the
/// client can use this interface to receive the real response asynchronously by
/// polling the operation resource, or pass the operation resource to another API
/// (such as Pub/Sub API) to receive the response.  Any API service that returns
/// long-running operations should implement the `Operations` interface so
/// developers can have a consistent client experience.
#[service]
pub trait Operations {
    /// Lists operations that match the specified filter in the request. If the
    /// server doesn't support this method, it returns `UNIMPLEMENTED`.
    async fn list_operations(
        &self,
        request: ListOperationsRequest,
    ) -> Result<ListOperationsResponse, Status>;

    /// Gets the latest state of a long-running operation.  Clients can use this
    /// method to poll the operation result at intervals as recommended by the API
    /// service.
    async fn get_operation(&self, request: GetOperationRequest) -> Result<Operation, Status>;

    /// Deletes a long-running operation. This method indicates that the client is
    /// no longer interested in the operation result. It does not cancel the
    /// operation. If the server doesn't support this method, it returns
    /// `google.rpc.Code.UNIMPLEMENTED`.
    async fn delete_operation(
        &self,
        request: DeleteOperationRequest,
    ) -> Result<traitwire::well_known::Empty, Status>;

    /// Starts asynchronous cancellation on a long-running operation.  The server
    /// makes a best effort to cancel the operation, but success is not
    /// guaranteed.  If the server doesn't support this method, it returns
    /// `google.rpc.Code.UNIMPLEMENTED`.  Clients can use
    /// [Operations.GetOperation][google.longrunning.Operations.GetOperation] or
    /// other methods to check whether the cancellation succeeded or whether the
    /// operation completed despite cancellation. On successful cancellation,
    /// the operation is not deleted; instead, it becomes an operation with
    /// an [Operation.error][google.longrunning.Operation.error] value with a
    /// [google.rpc.Status.code][google.rpc.Status.code] of `1`, corresponding to
    /// `Code.CANCELLED`.
    async fn cancel_operation(
        &self,
        request: CancelOperationRequest,
    ) -> Result<traitwire::well_known::Empty, Status>;

    /// Waits until the specified long-running operation is done or reaches at most
    /// a specified timeout, returning the latest state.  If the operation is
    /// already done, the latest state is immediately returned.  If the timeout
    /// specified is greater than the default HTTP/RPC timeout, the HTTP/RPC
    /// timeout is used.  If the server does not support this method, it returns
    /// `google.rpc.Code.UNIMPLEMENTED`.
    /// Note that this method is on a best-effort basis.  It may return the latest
    /// state before the specified timeout (including immediately), meaning even an
    /// immediate response is no guarantee that the operation is done.
    async fn wait_operation(&self, request: WaitOperationRequest) -> Result<Operation, Status>;
}

/// This resource represents a long-running operation that is the result of a
/// network API call.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The server-assigned name, which is only unique within the same service that
    /// originally returns it. If you use the default HTTP mapping, the
    /// `name` should be a resource name ending with `operations/{unique_id}`.
    #[field(1)]
    pub name: String,
    /// Service-specific metadata associated with the operation.  It typically
    /// contains progress information and common metadata such as create time.
    /// Some services might not provide such metadata.  Any method that returns a
    /// long-running operation should document the metadata type, if any.
    #[field(2)]
    pub metadata: Option<traitwire::well_known::Any>,
    /// If the value is `false`, it means the operation is still in progress.
    /// If `true`, the operation is completed, and either `error` or `response` is
    /// available.
    #[field(3)]
    pub done: bool,
    /// The operation result, which can be either an `error` or a valid `response`.
    /// If `done` == `false`, neither `error` nor `response` is set.
    /// If `done` == `true`, exactly one of `error` or `response` can be set.
    /// Some services might not provide the result.
    #[field(oneof)]
    pub result: Option<OperationResult>,
}

/// What `result` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum OperationResult {
    /// The error result of the operation in case of failure or cancellation.
    #[field(4)]
    Error(super::google_rpc_status::Status),
    /// The normal, successful response of the operation.  If the original
    /// method returns no data on success, such as `Delete`, the response is
    /// `google.protobuf.Empty`.  If the original method is standard
    /// `Get`/`Create`/`Update`, the response should be the resource.  For other
    /// methods, the response should have the type `XxxResponse`, where `Xxx`
    /// is the original method name.  For example, if the original method name
    /// is `TakeSnapshot()`, the inferred response type is
    /// `TakeSnapshotResponse`.
    #[field(5)]
    Response(traitwire::well_known::Any),
}

/// The request message for
/// [Operations.GetOperation][google.longrunning.Operations.GetOperation].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetOperationRequest {
    /// The name of the operation resource.
    #[field(1)]
    pub name: String,
}

/// The request message for
/// [Operations.ListOperations][google.longrunning.Operations.ListOperations].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListOperationsRequest {
    /// The name of the operation's parent resource.
    #[field(4)]
    pub name: String,
    /// The standard list filter.
    #[field(1)]
    pub filter: String,
    /// The standard list page size.
    #[field(2)]
    pub page_size: i32,
    /// The standard list page token.
    #[field(3)]
    pub page_token: String,
    /// When set to `true`, operations that are reachable are returned as normal,
    /// and those that are unreachable are returned in the
    /// [ListOperationsResponse.unreachable] field.
    ///
    /// This can only be `true` when reading across collections e.g. when `parent`
    /// is set to `"projects/example/locations/-"`.
    ///
    /// This field is not by default supported and will result in an
    /// `UNIMPLEMENTED` error if set unless explicitly documented otherwise in
    /// service or product specific documentation.
    #[field(5)]
    pub return_partial_success: bool,
}

/// The response message for
/// [Operations.ListOperations][google.longrunning.Operations.ListOperations].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListOperationsResponse {
    /// A list of operations that matches the specified filter in the request.
    #[field(1)]
    pub operations: Vec<Operation>,
    /// The standard List next-page token.
    #[field(2)]
    pub next_page_token: String,
    /// Unordered list. Unreachable resources. Populated when the request sets
    /// `ListOperationsRequest.return_partial_success` and reads across
    /// collections e.g. when attempting to list all resources across all supported
    /// locations.
    #[field(3)]
    pub unreachable: Vec<String>,
}

/// The request message for
/// [Operations.CancelOperation][google.longrunning.Operations.CancelOperation].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancelOperationRequest {
    /// The name of the operation resource to be cancelled.
    #[field(1)]
    pub name: String,
}

/// The request message for
/// [Operations.DeleteOperation][google.longrunning.Operations.DeleteOperation].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteOperationRequest {
    /// The name of the operation resource to be deleted.
    #[field(1)]
    pub name: String,
}

/// The request message for
/// [Operations.WaitOperation][google.longrunning.Operations.WaitOperation].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitOperationRequest {
    /// The name of the operation resource to wait on.
    #[field(1)]
    pub name: String,
    /// The maximum duration to wait before timing out. If left blank, the wait
    /// will be at most the time permitted by the underlying HTTP/RPC protocol.
    /// If RPC context deadline is also specified, the shorter one will be used.
    #[field(2)]
    pub timeout: Option<traitwire::well_known::Duration>,
}

/// A message representing the message types used by a long-running operation.
///
/// Example:
///
/// ```text
/// rpc Export(ExportRequest) returns (google.longrunning.Operation) {
///   option (google.longrunning.operation_info) = {
///     response_type: "ExportResponse"
///     metadata_type: "ExportMetadata"
///   };
/// }
/// ```
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationInfo {
    /// Required. The message name of the primary return type for this
    /// long-running operation.
    /// This type will be used to deserialize the LRO's response.
    ///
    /// If the response is in a different package from the rpc, a fully-qualified
    /// message name must be used (e.g. `google.protobuf.Struct`).
    ///
    /// Note: Altering this value constitutes a breaking change.
    #[field(1)]
    pub response_type: String,
    /// Required. The message name of the metadata type for this long-running
    /// operation.
    ///
    /// If the response is in a different package from the rpc, a fully-qualified
    /// message name must be used (e.g. `google.protobuf.Struct`).
    ///
    /// Note: Altering this value constitutes a breaking change.
    #[field(2)]
    pub metadata_type: String,
}
