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

//! `google/type/calendar_period.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/calendar_period.proto",
    go_package = "google.golang.org/genproto/googleapis/type/calendarperiod;calendarperiod",
    java_multiple_files = true,
    java_outer_classname = "CalendarPeriodProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// A `CalendarPeriod` represents the abstract concept of a time period that has
/// a canonical start. Grammatically, "the start of the current
/// `CalendarPeriod`." All calendar times begin at midnight UTC.
#[enumeration]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CalendarPeriod {
    /// Undefined period, raises an error.
    #[default]
    Unspecified = 0,
    /// A day.
    #[value(name = "DAY")]
    Day = 1,
    /// A week. Weeks begin on Monday, following
    /// [ISO 8601](https://en.wikipedia.org/wiki/ISO_week_date).
    #[value(name = "WEEK")]
    Week = 2,
    /// A fortnight. The first calendar fortnight of the year begins at the start
    /// of week 1 according to
    /// [ISO 8601](https://en.wikipedia.org/wiki/ISO_week_date).
    #[value(name = "FORTNIGHT")]
    Fortnight = 3,
    /// A month.
    #[value(name = "MONTH")]
    Month = 4,
    /// A quarter. Quarters start on dates 1-Jan, 1-Apr, 1-Jul, and 1-Oct of each
    /// year.
    #[value(name = "QUARTER")]
    Quarter = 5,
    /// A half-year. Half-years start on dates 1-Jan and 1-Jul.
    #[value(name = "HALF")]
    Half = 6,
    /// A year.
    #[value(name = "YEAR")]
    Year = 7,
}
