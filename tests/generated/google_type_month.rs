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

//! `google/type/month.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/month.proto",
    go_package = "google.golang.org/genproto/googleapis/type/month;month",
    java_multiple_files = true,
    java_outer_classname = "MonthProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// Represents a month in the Gregorian calendar.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Month {
    /// The unspecified month.
    #[default]
    Unspecified = 0,
    /// The month of January.
    #[value(name = "JANUARY")]
    January = 1,
    /// The month of February.
    #[value(name = "FEBRUARY")]
    February = 2,
    /// The month of March.
    #[value(name = "MARCH")]
    March = 3,
    /// The month of April.
    #[value(name = "APRIL")]
    April = 4,
    /// The month of May.
    #[value(name = "MAY")]
    May = 5,
    /// The month of June.
    #[value(name = "JUNE")]
    June = 6,
    /// The month of July.
    #[value(name = "JULY")]
    July = 7,
    /// The month of August.
    #[value(name = "AUGUST")]
    August = 8,
    /// The month of September.
    #[value(name = "SEPTEMBER")]
    September = 9,
    /// The month of October.
    #[value(name = "OCTOBER")]
    October = 10,
    /// The month of November.
    #[value(name = "NOVEMBER")]
    November = 11,
    /// The month of December.
    #[value(name = "DECEMBER")]
    December = 12,
}
