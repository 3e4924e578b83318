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

//! `google/type/latlng.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/latlng.proto",
    go_package = "google.golang.org/genproto/googleapis/type/latlng;latlng",
    java_multiple_files = true,
    java_outer_classname = "LatLngProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// An object that represents a latitude/longitude pair. This is expressed as a
/// pair of doubles to represent degrees latitude and degrees longitude. Unless
/// specified otherwise, this object must conform to the
/// <a href="https://en.wikipedia.org/wiki/World_Geodetic_System#1984_version">
/// WGS84 standard</a>. Values must be within normalized ranges.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LatLng {
    /// The latitude in degrees. It must be in the range [-90.0, +90.0].
    #[field(1)]
    pub latitude: f64,
    /// The longitude in degrees. It must be in the range [-180.0, +180.0].
    #[field(2)]
    pub longitude: f64,
}
