// Copyright 2015-2016 The gRPC Authors
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
// Contains the definitions for a metrics service and the type of metrics
// exposed by the service.
//
// Currently, 'Gauge' (i.e a metric that represents the measured value of
// something at an instant of time) is the only metric type supported by the
// service.

//! `grpc/testing/metrics.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.testing",
    file = "grpc/testing/metrics.proto",
    java_package = "io.grpc.testing.integration"
);

#[service]
pub trait MetricsService {
    /// Returns the values of all the gauges that are currently being maintained by
    /// the service
    async fn get_all_gauges(
        &self,
        request: EmptyMessage,
    ) -> Result<Streaming<GaugeResponse>, Status>;

    /// Returns the value of one gauge
    async fn get_gauge(&self, request: GaugeRequest) -> Result<GaugeResponse, Status>;
}

/// Reponse message containing the gauge name and value
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GaugeResponse {
    #[field(1)]
    pub name: String,
    #[field(oneof)]
    pub value: Option<GaugeResponseValue>,
}

/// What `value` holds.
#[oneof]
#[derive(Clone, Debug, PartialEq)]
pub enum GaugeResponseValue {
    #[field(2)]
    LongValue(i64),
    #[field(3)]
    DoubleValue(f64),
    #[field(4)]
    StringValue(String),
}

/// Request message containing the gauge name
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GaugeRequest {
    #[field(1)]
    pub name: String,
}

#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmptyMessage {}
