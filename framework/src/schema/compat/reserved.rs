//! Reserved numbers and names, of messages and enumerations alike.

use super::change::{Changes, Class};

/// What is reserved; ranges have both ends included.
#[derive(Default)]
pub(super) struct Reserved<'a> {
    pub(super) ranges: Vec<(i32, i32)>,
    pub(super) names: Vec<&'a str>,
}

impl<'a> Reserved<'a> {
    pub(super) fn of_message(message: &'a prost_types::DescriptorProto) -> Self {
        let ranges = message.reserved_range.iter();
        Self {
            ranges: ranges
                .map(|range| (range.start(), range.end().saturating_sub(1)))
                .collect(),
            names: message.reserved_name.iter().map(String::as_str).collect(),
        }
    }

    pub(super) fn of_enum(enumeration: &'a prost_types::EnumDescriptorProto) -> Self {
        let ranges = enumeration.reserved_range.iter();
        Self {
            ranges: ranges.map(|range| (range.start(), range.end())).collect(),
            names: enumeration.reserved_name.iter().map(String::as_str).collect(),
        }
    }

    pub(super) fn number(&self, number: i32) -> bool {
        self.ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&number))
    }

    pub(super) fn name(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// Whether neither can be used again.
    pub(super) fn both(&self, number: i32, name: &str) -> bool {
        self.number(number) && self.name(name)
    }
}

/// What was reserved stays reserved: old peers may still send it.
///
/// `remedy` says how to reserve something there.
pub(super) fn compare(
    path: &str,
    (old, new): (&Reserved<'_>, &Reserved<'_>),
    remedy: impl Fn(&str) -> String,
    changes: &mut Changes<'_>,
) {
    for range in &old.ranges {
        for left in uncovered(*range, &new.ranges) {
            changes.breaks(
                Class::Wire,
                path,
                format!(
                    "no longer reserves {}: old data may hold it with another meaning",
                    shown(left, "..=")
                ),
                remedy(&shown(left, "..=")),
            );
        }
    }
    for name in old.names.iter().filter(|name| !new.name(name)) {
        changes.breaks(
            Class::Wire,
            path,
            format!("no longer reserves the name `{name}`"),
            remedy(&format!("\"{name}\"")),
        );
    }
    let more = new
        .ranges
        .iter()
        .any(|range| !uncovered(*range, &old.ranges).is_empty());
    if more || new.names.iter().any(|name| !old.name(name)) {
        changes.notes(Class::Source, path, "reserves more numbers or names");
    }
}

/// What a removed number or name breaks, and what to reserve; `None` where both are.
pub(super) fn removal(number: i32, name: &str, new: &Reserved<'_>) -> Option<(Class, &'static str, String)> {
    match (new.number(number), new.name(name)) {
        (true, true) => None,
        (true, false) => Some((Class::Json, "its name", format!("\"{name}\""))),
        (false, true) => Some((Class::Wire, "its number", number.to_string())),
        (false, false) => Some((
            Class::Wire,
            "its number and name",
            format!("{number}, \"{name}\""),
        )),
    }
}

fn shown((first, last): (i32, i32), between: &str) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}{between}{last}")
    }
}

/// The parts of a range that none of the others covers.
fn uncovered((first, last): (i32, i32), others: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let mut sorted: Vec<_> = others.iter().copied().filter(|(from, to)| from <= to).collect();
    sorted.sort_unstable();
    let mut left = Vec::new();
    // One more than the numbers that are dealt with; wide, since a range may end at the greatest number.
    let mut next = i64::from(first);
    for (from, to) in sorted {
        if next > i64::from(last) {
            break;
        }
        if i64::from(from) > next {
            left.push((next as i32, last.min(from.saturating_sub(1))));
        }
        next = next.max(i64::from(to) + 1);
    }
    if next <= i64::from(last) {
        left.push((next as i32, last));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_range() {
        assert_eq!(uncovered((1, 9), &[]), [(1, 9)]);
        assert_eq!(uncovered((1, 9), &[(4, 5), (2, 2)]), [(1, 1), (3, 3), (6, 9)]);
        assert_eq!(uncovered((1, 9), &[(0, 20)]), []);
        assert_eq!(uncovered((3, 3), &[(1, 2), (4, 5)]), [(3, 3)]);
        assert_eq!(uncovered((3, 9), &[(20, 30)]), [(3, 9)]);
        assert_eq!(uncovered((5, i32::MAX), &[(5, i32::MAX)]), []);
        assert_eq!(
            uncovered((i32::MIN, i32::MAX), &[(0, 0)]),
            [(i32::MIN, -1), (1, i32::MAX)]
        );
        assert_eq!(uncovered((1, 9), &[(i32::MIN, 3), (12, i32::MIN)]), [(4, 9)]);
    }
}
