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

//! `google/rpc/http.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.rpc",
    file = "google/rpc/http.proto",
    go_package = "google.golang.org/genproto/googleapis/rpc/http;http",
    java_multiple_files = true,
    java_outer_classname = "HttpProto",
    java_package = "com.google.rpc",
    objc_class_prefix = "RPC"
);

/// Represents an HTTP request.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpRequest {
    /// The HTTP request method.
    #[field(1)]
    pub method: String,
    /// The HTTP request URI.
    #[field(2)]
    pub uri: String,
    /// The HTTP request headers. The ordering of the headers is significant.
    /// Multiple headers with the same key may present for the request.
    #[field(3)]
    pub headers: Vec<HttpHeader>,
    /// The HTTP request body. If the body is not expected, it should be empty.
    #[field(4)]
    pub body: Vec<u8>,
}

/// Represents an HTTP response.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpResponse {
    /// The HTTP status code, such as 200 or 404.
    #[field(1)]
    pub status: i32,
    /// The HTTP reason phrase, such as "OK" or "Not Found".
    #[field(2)]
    pub reason: String,
    /// The HTTP response headers. The ordering of the headers is significant.
    /// Multiple headers with the same key may present for the response.
    #[field(3)]
    pub headers: Vec<HttpHeader>,
    /// The HTTP response body. If the body is not expected, it should be empty.
    #[field(4)]
    pub body: Vec<u8>,
}

/// Represents an HTTP header.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpHeader {
    /// The HTTP header key. It is case insensitive.
    #[field(1)]
    pub key: String,
    /// The HTTP header value.
    #[field(2)]
    pub value: String,
}
