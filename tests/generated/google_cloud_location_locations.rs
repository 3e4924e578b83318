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

//! `google/cloud/location/locations.proto`, printed by `proto import`.

use std::collections::HashMap;

use traitwire::prelude::*;

traitwire::package!(
    "google.cloud.location",
    file = "google/cloud/location/locations.proto",
    cc_enable_arenas = true,
    go_package = "google.golang.org/genproto/googleapis/cloud/location;location",
    java_multiple_files = true,
    java_outer_classname = "LocationsProto",
    java_package = "com.google.cloud.location"
);

/// An abstract interface that provides location-related information for
/// a service. Service-specific metadata is provided through the
/// [Location.metadata][google.cloud.location.Location.metadata] field.
#[service]
pub trait Locations {
    /// Lists information about the supported locations for this service.
    async fn list_locations(
        &self,
        request: ListLocationsRequest,
    ) -> Result<ListLocationsResponse, Status>;

    /// Gets information about a location.
    async fn get_location(&self, request: GetLocationRequest) -> Result<Location, Status>;
}

/// The request message for [Locations.ListLocations][google.cloud.location.Locations.ListLocations].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListLocationsRequest {
    /// The resource that owns the locations collection, if applicable.
    #[field(1)]
    pub name: String,
    /// The standard list filter.
    #[field(2)]
    pub filter: String,
    /// The standard list page size.
    #[field(3)]
    pub page_size: i32,
    /// The standard list page token.
    #[field(4)]
    pub page_token: String,
}

/// The response message for [Locations.ListLocations][google.cloud.location.Locations.ListLocations].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListLocationsResponse {
    /// A list of locations that matches the specified filter in the request.
    #[field(1)]
    pub locations: Vec<Location>,
    /// The standard List next-page token.
    #[field(2)]
    pub next_page_token: String,
}

/// The request message for [Locations.GetLocation][google.cloud.location.Locations.GetLocation].
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetLocationRequest {
    /// Resource name for the location.
    #[field(1)]
    pub name: String,
}

/// A resource that represents Google Cloud Platform location.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Location {
    /// Resource name for the location, which may vary between implementations.
    /// For example: `"projects/example-project/locations/us-east1"`
    #[field(1)]
    pub name: String,
    /// The canonical id for this location. For example: `"us-east1"`.
    #[field(4)]
    pub location_id: String,
    /// The friendly name for this location, typically a nearby city name.
    /// For example, "Tokyo".
    #[field(5)]
    pub display_name: String,
    /// Cross-service attributes for the location. For example
    ///
    /// ```text
    /// {"cloud.googleapis.com/region": "us-east1"}
    /// ```
    #[field(2)]
    pub labels: HashMap<String, String>,
    /// Service-specific metadata. For example the available capacity at the given
    /// location.
    #[field(3)]
    pub metadata: Option<traitwire::well_known::Any>,
}
