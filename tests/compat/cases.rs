//! The changes of `changes.txt` to the files in `base`.

use crate::table::{self, Case, Files};

const BASE: [(&str, &str); 2] = [
    (
        "acme/library/v1/library.proto",
        include_str!("base/acme/library/v1/library.proto"),
    ),
    (
        "acme/type/v1/type.proto",
        include_str!("base/acme/type/v1/type.proto"),
    ),
];

/// Every change of the table.
pub(crate) fn cases() -> Vec<Case> {
    let base: Files = BASE.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    table::read(include_str!("changes.txt"), &base)
}
