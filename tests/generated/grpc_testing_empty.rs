// Copyright 2015 gRPC authors.
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

//! `grpc/testing/empty.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "grpc.testing",
    file = "grpc/testing/empty.proto",
    java_outer_classname = "EmptyProtos",
    java_package = "io.grpc.testing.integration"
);

/// An empty message that you can re-use to avoid defining duplicated empty
/// messages in your project. A typical example is to use it as argument or the
/// return value of a service API. For instance:
///
///   service Foo {
///     rpc Bar (grpc.testing.Empty) returns (grpc.testing.Empty) { };
///   };
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Empty {}
