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

//! `google/type/localized_text.proto`, printed by `proto import`.

use traitwire::prelude::*;

traitwire::package!(
    "google.type",
    file = "google/type/localized_text.proto",
    go_package = "google.golang.org/genproto/googleapis/type/localized_text;localized_text",
    java_multiple_files = true,
    java_outer_classname = "LocalizedTextProto",
    java_package = "com.google.type",
    objc_class_prefix = "GTP"
);

/// Localized variant of a text in a particular language.
#[message]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalizedText {
    /// Localized string in the language corresponding to
    /// [language_code][google.type.LocalizedText.language_code] below.
    #[field(1)]
    pub text: String,
    /// The text's BCP-47 language code, such as "en-US" or "sr-Latn".
    ///
    /// For more information, see
    /// http://www.unicode.org/reports/tr35/#Unicode_locale_identifier.
    #[field(2)]
    pub language_code: String,
}
