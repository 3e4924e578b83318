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

//! `google/type/dayofweek.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/dayofweek.proto",
    go_package = "google.golang.org/genproto/googleapis/type/dayofweek;dayofweek",
    java_multiple_files = true,
    java_outer_classname = "DayOfWeekProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// Represents a day of the week.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayOfWeek {
    /// The day of the week is unspecified.
    #[default]
    Unspecified = 0,
    /// Monday
    #[value(name = "MONDAY")]
    Monday = 1,
    /// Tuesday
    #[value(name = "TUESDAY")]
    Tuesday = 2,
    /// Wednesday
    #[value(name = "WEDNESDAY")]
    Wednesday = 3,
    /// Thursday
    #[value(name = "THURSDAY")]
    Thursday = 4,
    /// Friday
    #[value(name = "FRIDAY")]
    Friday = 5,
    /// Saturday
    #[value(name = "SATURDAY")]
    Saturday = 6,
    /// Sunday
    #[value(name = "SUNDAY")]
    Sunday = 7,
}
