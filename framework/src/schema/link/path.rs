//! Where a package's file is.

use super::error::{LinkError, LinkErrorKind};
use crate::schema::names::is_version;
use crate::schema::spec::PackageSpec;

/// The name of the file of types that are in no package.
const NO_PACKAGE: &str = "api.proto";

/// The path of a package's file: directories are the package, the name is its last segment that is no version.
pub(super) fn of(package: &PackageSpec) -> Result<String, LinkError> {
    if !package.name.is_empty() && !package.name.split('.').all(is_identifier) {
        return Err(LinkError::new(
            LinkErrorKind::File,
            format!(
                "`{}` is no protobuf package: write identifiers joined by dots, `acme.user.v1`",
                package.name
            ),
        ));
    }
    match package.file {
        Some(file) if is_file(file) => Ok(file.to_owned()),
        Some(file) => Err(LinkError::new(
            LinkErrorKind::File,
            format!(
                "package `{}` wants to be in the file `{file}`: write a path below the contract's directory with \
                 `/` between names and `.proto` at the end, `acme/user/v1/user.proto`",
                package.name
            ),
        )),
        None if package.name.is_empty() => Ok(NO_PACKAGE.to_owned()),
        None => Ok(derived(package.name)),
    }
}

fn derived(package: &str) -> String {
    let segments: Vec<_> = package.split('.').collect();
    let words = segments.iter().rev().find(|segment| !is_version(segment));
    let stem = words.or(segments.last()).copied().unwrap_or_default();
    format!("{}/{stem}.proto", segments.join("/"))
}

fn is_identifier(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with(|c: char| c.is_ascii_digit())
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether this is a relative path of plain names that ends in `.proto`.
pub(crate) fn is_file(path: &str) -> bool {
    path.ends_with(".proto")
        && !path.contains(['\\', ':', '\0'])
        && path
            .split('/')
            .all(|name| !matches!(name, "" | "." | ".." | ".proto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &'static str, file: Option<&'static str>) -> PackageSpec {
        PackageSpec {
            name,
            file,
            options: &[],
        }
    }

    #[test]
    fn directories_are_the_package_and_the_name_is_its_last_word() {
        for (name, path) in [
            ("user", "user/user.proto"),
            ("acme.user.v1", "acme/user/v1/user.proto"),
            ("acme.user.v1beta1", "acme/user/v1beta1/user.proto"),
            ("acme.user.v1.admin", "acme/user/v1/admin/admin.proto"),
            ("v1", "v1/v1.proto"),
            ("", "api.proto"),
        ] {
            assert_eq!(of(&package(name, None)).unwrap(), path);
        }
    }

    #[test]
    fn a_named_file_stands_and_a_bad_one_is_refused() {
        assert_eq!(of(&package("a", Some("x/y.proto"))).unwrap(), "x/y.proto");
        for bad in [
            "../y.proto",
            "/y.proto",
            "a//y.proto",
            "y.txt",
            "C:/y.proto",
            "a\\y.proto",
            ".proto",
        ] {
            assert!(of(&package("a", Some(bad))).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_package_that_is_no_name_is_refused() {
        for bad in ["a..b", ".a", "a-b", "1a", "../a"] {
            assert!(of(&package(bad, None)).is_err(), "{bad}");
        }
    }
}
