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

//! `google/type/fraction.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/fraction.proto",
    go_package = "google.golang.org/genproto/googleapis/type/fraction;fraction",
    java_multiple_files = true,
    java_outer_classname = "FractionProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// Represents a fraction in terms of a numerator divided by a denominator.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fraction {
    /// The numerator in the fraction, e.g. 2 in 2/3.
    #[field(1)]
    pub numerator: i64,
    /// The value by which the numerator is divided, e.g. 3 in 2/3. Must be
    /// positive.
    #[field(2)]
    pub denominator: i64,
}
