//! Names that protobuf derives from others, as protoc derives them.

/// The JSON name of a field: underscores fall, and the letter after one is upper case.
pub(crate) fn json_name(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut upper = false;
    for letter in field.chars() {
        match letter {
            '_' => upper = true,
            _ if upper => {
                name.push(letter.to_ascii_uppercase());
                upper = false;
            }
            _ => name.push(letter),
        }
    }
    name
}

/// The name of the message that holds one entry of the map field `field`: `user_names` gives `UserNamesEntry`.
pub(crate) fn map_entry(field: &str) -> String {
    json_name(&format!("_{field}")) + "Entry"
}

/// `inner` in the scope `outer`, which may be empty.
pub(crate) fn join(outer: &str, inner: &str) -> String {
    if outer.is_empty() {
        inner.to_owned()
    } else {
        format!("{outer}.{inner}")
    }
}

/// Whether a segment of a package is a version: `v1`, `v1beta2`, `v1alpha`, `v2p1beta1`, `v1test`.
pub(crate) fn is_version(segment: &str) -> bool {
    let Some(rest) = segment.strip_prefix('v') else {
        return false;
    };
    let stage = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if stage.len() == rest.len() {
        return false;
    }
    let stage = match stage.strip_prefix('p') {
        Some(patch) => patch.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => stage,
    };
    stage.is_empty()
        || ["alpha", "beta", "test"]
            .iter()
            .any(|name| stage.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_names_are_protocs() {
        for (field, json) in [
            ("id", "id"),
            ("sent_at", "sentAt"),
            ("_leading", "Leading"),
            ("two__lines", "twoLines"),
            ("Upper_case", "UpperCase"),
            ("field_1", "field1"),
            ("trailing_", "trailing"),
        ] {
            assert_eq!(json_name(field), json);
        }
    }

    #[test]
    fn map_entries_are_protocs() {
        assert_eq!(map_entry("user_names"), "UserNamesEntry");
        assert_eq!(map_entry("tags"), "TagsEntry");
    }

    #[test]
    fn versions_are_told_from_words() {
        for version in [
            "v1",
            "v12",
            "v1beta",
            "v1beta1",
            "v2alpha3",
            "v1p1beta1",
            "v1test",
        ] {
            assert!(is_version(version), "{version}");
        }
        for word in ["v", "user", "vault", "version1", "v1users"] {
            assert!(!is_version(word), "{word}");
        }
    }
}
