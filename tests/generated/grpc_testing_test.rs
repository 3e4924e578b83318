// Copyright 2015-2016 gRPC authors.
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

// An integration test service that covers all the method signature permutations
// of unary/streaming requests/responses.

//! `grpc/testing/test.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.testing",
    file = "grpc/testing/test.proto",
    java_package = "io.grpc.testing.integration"
);

/// A simple service to test the various types of RPCs and experiment with
/// performance with various types of payload.
#[service]
pub trait TestService {
    /// One empty request followed by one empty response.
    async fn empty_call(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;

    /// One request followed by one response.
    async fn unary_call(
        &self,
        request: super::grpc_testing_messages::SimpleRequest,
    ) -> Result<super::grpc_testing_messages::SimpleResponse, Status>;

    /// One request followed by one response. Response has cache control
    /// headers set such that a caching HTTP proxy (such as GFE) can
    /// satisfy subsequent requests.
    async fn cacheable_unary_call(
        &self,
        request: super::grpc_testing_messages::SimpleRequest,
    ) -> Result<super::grpc_testing_messages::SimpleResponse, Status>;

    /// One request followed by a sequence of responses (streamed download).
    /// The server returns the payload with client desired type and sizes.
    async fn streaming_output_call(
        &self,
        request: super::grpc_testing_messages::StreamingOutputCallRequest,
    ) -> Result<Streaming<super::grpc_testing_messages::StreamingOutputCallResponse>, Status>;

    /// A sequence of requests followed by one response (streamed upload).
    /// The server returns the aggregated size of client payload as the result.
    async fn streaming_input_call(
        &self,
        requests: Streaming<super::grpc_testing_messages::StreamingInputCallRequest>,
    ) -> Result<super::grpc_testing_messages::StreamingInputCallResponse, Status>;

    /// A sequence of requests with each request served by the server immediately.
    /// As one request could lead to multiple responses, this interface
    /// demonstrates the idea of full duplexing.
    async fn full_duplex_call(
        &self,
        requests: Streaming<super::grpc_testing_messages::StreamingOutputCallRequest>,
    ) -> Result<Streaming<super::grpc_testing_messages::StreamingOutputCallResponse>, Status>;

    /// A sequence of requests followed by a sequence of responses.
    /// The server buffers all the client requests and then serves them in order. A
    /// stream of responses are returned to the client when the server starts with
    /// first request.
    async fn half_duplex_call(
        &self,
        requests: Streaming<super::grpc_testing_messages::StreamingOutputCallRequest>,
    ) -> Result<Streaming<super::grpc_testing_messages::StreamingOutputCallResponse>, Status>;

    /// The test server will not implement this method. It will be used
    /// to test the behavior when clients call unimplemented methods.
    async fn unimplemented_call(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;
}

/// A simple service NOT implemented at servers so clients can test for
/// that case.
#[service]
pub trait UnimplementedService {
    /// A call that no server should implement
    async fn unimplemented_call(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;
}

/// A service used to control reconnect server.
#[service]
pub trait ReconnectService {
    async fn start(
        &self,
        request: super::grpc_testing_messages::ReconnectParams,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;

    async fn stop(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_messages::ReconnectInfo, Status>;
}

/// A service used to obtain stats for verifying LB behavior.
#[service]
pub trait LoadBalancerStatsService {
    /// Gets the backend distribution for RPCs sent by a test client.
    async fn get_client_stats(
        &self,
        request: super::grpc_testing_messages::LoadBalancerStatsRequest,
    ) -> Result<super::grpc_testing_messages::LoadBalancerStatsResponse, Status>;

    /// Gets the accumulated stats for RPCs sent by a test client.
    async fn get_client_accumulated_stats(
        &self,
        request: super::grpc_testing_messages::LoadBalancerAccumulatedStatsRequest,
    ) -> Result<super::grpc_testing_messages::LoadBalancerAccumulatedStatsResponse, Status>;
}

/// A service to remotely control health status of an xDS test server.
#[service]
pub trait XdsUpdateHealthService {
    async fn set_serving(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;

    async fn set_not_serving(
        &self,
        request: super::grpc_testing_empty::Empty,
    ) -> Result<super::grpc_testing_empty::Empty, Status>;
}

/// A service to dynamically update the configuration of an xDS test client.
#[service]
pub trait XdsUpdateClientConfigureService {
    /// Update the tes client's configuration.
    async fn configure(
        &self,
        request: super::grpc_testing_messages::ClientConfigureRequest,
    ) -> Result<super::grpc_testing_messages::ClientConfigureResponse, Status>;
}
