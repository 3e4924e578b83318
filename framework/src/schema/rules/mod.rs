//! The rules that `#[validate(…)]` declares, as data: what the contract says of them, and what is checked.
//!
//! Names and meaning are [protovalidate]'s. Which rules go on a field follows from the family of its type, in constants:
//! a rule that does not fit stops the compilation where it is written.
//!
//! [protovalidate]: https://protovalidate.com

mod family;
mod literal;
mod name;
#[cfg(feature = "validate")]
mod pattern;
#[cfg(feature = "validate")]
mod show;
#[cfg(test)]
mod tests;
mod time;

pub use family::{Family, Ruled};
pub use literal::{Literal, item, value};
pub use name::RuleName;
#[cfg(feature = "validate")]
pub use pattern::Pattern;
#[cfg(feature = "validate")]
pub(crate) use pattern::compile;
#[cfg(feature = "validate")]
pub(crate) use show::Shown;

/// Everything that is declared of one field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldRules {
    /// What holds for the field.
    pub own: ValueRules,
    /// What holds for each element of a list, or each value of a map.
    pub elements: ValueRules,
    /// What holds for each key of a map.
    pub keys: ValueRules,
}

/// What holds for one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueRules {
    /// It must be there; where presence is not known, it must not be zero.
    pub required: bool,
    /// When the rules are passed over.
    pub ignore: Ignore,
    /// The rules, as they were written.
    pub rules: &'static [Rule],
}

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The family that it is a rule of: `min_len` is one of strings and another one of bytes.
    pub family: Family,
    /// Its name.
    pub name: RuleName,
    /// What it compares with.
    pub value: RuleValue,
}

/// What a rule compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RuleValue {
    /// Whether it holds, of a rule that compares with nothing: `email`.
    Flag(bool),
    /// How many.
    Size(u64),
    /// An integer, or the number of an enumeration's value.
    Int(i128),
    /// A `float`, widened, or a `double`.
    Float(f64),
    /// Text, or the name of a value of an enumeration of `validate.proto`.
    Text(&'static str),
    /// Bytes.
    Bytes(&'static [u8]),
    /// A duration, or a time since 1970-01-01T00:00:00Z.
    Time {
        /// Whole seconds.
        seconds: i64,
        /// Nanoseconds beyond them.
        nanos: i32,
    },
    /// Any of these, or none of them.
    List {
        /// The values, all of one kind.
        items: &'static [RuleValue],
    },
}

/// When the rules of a field are passed over (`buf.validate.Ignore`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ignore {
    /// Where the field is known to be absent.
    #[default]
    Unspecified,
    /// Where it is absent, or zero.
    IfZeroValue,
    /// Always, and those of what is in it too.
    Always,
}

impl FieldRules {
    /// No rules.
    pub const NONE: Self = Self {
        own: ValueRules::NONE,
        elements: ValueRules::NONE,
        keys: ValueRules::NONE,
    };

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }
}

impl ValueRules {
    /// No rules.
    pub const NONE: Self = Self {
        required: false,
        ignore: Ignore::Unspecified,
        rules: &[],
    };

    /// The rule of that name.
    ///
    /// # Panics
    /// When there is none: in generated code, at compile time, and only by a mistake of the macros.
    #[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
    pub const fn rule(&self, name: RuleName) -> &'static Rule {
        let mut rules = self.rules;
        while let [rule, rest @ ..] = rules {
            if rule.name as u8 == name as u8 {
                return rule;
            }
            rules = rest;
        }
        panic!("a rule that is checked stands in the record")
    }
}

/// Refuses to compile where the feature is off. Generated code evaluates it for each field that has rules.
///
/// # Panics
/// In constant evaluation, with what to write in `Cargo.toml`.
#[track_caller]
#[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
pub const fn enabled() {
    if cfg!(not(feature = "validate")) {
        panic!(
            "{}",
            concat!(
                "`#[validate]` needs the feature `validate` of traitwire: in Cargo.toml, traitwire = { version = \"",
                env!("CARGO_PKG_VERSION"),
                "\", features = [\"validate\"] }"
            )
        );
    }
}

/// Stops the compilation where `items(…)` stands on what is no list, `keys(…)` or `values(…)` on what is no map.
///
/// # Panics
/// In a constant, so at compile time.
#[track_caller]
pub const fn assert_parts(ruled: &Ruled, part: Part) {
    match part {
        Part::Items => assert!(matches!(ruled.own, Family::Repeated), "`items(…)` goes on a list"),
        Part::Keys => assert!(
            matches!(ruled.own, Family::Map),
            "`keys(…)` goes on a `HashMap` or `BTreeMap`"
        ),
        Part::Values => assert!(
            matches!(ruled.own, Family::Map),
            "`values(…)` goes on a `HashMap` or `BTreeMap`; for a list write `items(…)`"
        ),
    }
}

/// A part of a list or a map that has rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `items(…)`
    Items,
    /// `keys(…)`
    Keys,
    /// `values(…)`
    Values,
}
