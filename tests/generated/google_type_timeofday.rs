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

//! `google/type/timeofday.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/timeofday.proto",
    go_package = "google.golang.org/genproto/googleapis/type/timeofday;timeofday",
    java_multiple_files = true,
    java_outer_classname = "TimeOfDayProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// Represents a time of day. The date and time zone are either not significant
/// or are specified elsewhere. An API may choose to allow leap seconds. Related
/// types are [google.type.Date][google.type.Date] and
/// `google.protobuf.Timestamp`.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeOfDay {
    /// Hours of a day in 24 hour format. Must be greater than or equal to 0 and
    /// typically must be less than or equal to 23. An API may choose to allow the
    /// value "24:00:00" for scenarios like business closing time.
    #[field(1)]
    pub hours: i32,
    /// Minutes of an hour. Must be greater than or equal to 0 and less than or
    /// equal to 59.
    #[field(2)]
    pub minutes: i32,
    /// Seconds of a minute. Must be greater than or equal to 0 and typically must
    /// be less than or equal to 59. An API may allow the value 60 if it allows
    /// leap-seconds.
    #[field(3)]
    pub seconds: i32,
    /// Fractions of seconds, in nanoseconds. Must be greater than or equal to 0
    /// and less than or equal to 999,999,999.
    #[field(4)]
    pub nanos: i32,
}
