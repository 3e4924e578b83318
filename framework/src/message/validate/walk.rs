//! A field's values, one by one, whatever its shape is.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Display;
use std::hash::{BuildHasher, Hash};

use super::facet::Facet;
use super::path::Path;
use super::violation::Violations;
use crate::message::field::Key;
use crate::message::value::Value;
use crate::schema::rules::Ignore;
use crate::schema::spec::Kind;

/// What is said of a field's presence.
#[derive(Debug, Clone, Copy)]
pub struct Presence {
    /// It must be there.
    pub required: bool,
    /// When its rules are passed over.
    pub ignore: Ignore,
    /// When those of an element are.
    pub elements: Ignore,
    /// When those of a key are.
    pub keys: Ignore,
}

impl Presence {
    /// Nothing is said.
    pub const NONE: Self = Self {
        required: false,
        ignore: Ignore::Unspecified,
        elements: Ignore::Unspecified,
        keys: Ignore::Unspecified,
    };
}

/// A list or a map as a whole.
#[allow(missing_debug_implementations, reason = "it lives for one call")]
pub struct Whole<'a> {
    len: usize,
    is_miscounted: Cell<bool>,
    is_unique: &'a dyn Fn() -> bool,
}

impl Whole<'_> {
    /// How many elements or entries it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// There are too many, or too few.
    pub(super) fn miscounted(&self) {
        self.is_miscounted.set(true);
    }

    /// Whether no two are equal. Not asked of what has the wrong length anyway: it may be what the length was limited
    /// for.
    pub(super) fn is_unique(&self) -> bool {
        self.is_miscounted.get() || (self.is_unique)()
    }
}

/// A field with the values that rules are about. Implemented for all that is a [`Field`](crate::message::Field).
pub trait Walk<const E: u8, const K: u8, const P: bool> {
    /// What a function of the user's own sees: of an `Option`, what is in it.
    type Held;

    /// What is there; a bare message that encodes to nothing is not.
    fn held(&self) -> Option<&Self::Held>;

    /// Whether it is absent, or reads as if it were.
    fn is_zero(&self) -> bool;

    /// Checks the field: `whole` for a list or a map, `key` for each key, `element` for each value.
    fn walk(
        &self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        whole: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        key: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    );

    /// Checks what is in a field that has no rules itself: messages, and no facet is made for them.
    fn descend(&self, path: &Path<'_>, out: &mut Violations);
}

/// Whether there can be rules in it: no other value than a message has any.
const fn is_message<const E: u8, V: Value<E>>() -> bool {
    matches!(V::KIND, Kind::Message(_))
}

/// Whether nothing is written for a value without explicit presence. JSON asks the same, and stops at the first field that
/// says something.
#[cfg(feature = "json")]
fn is_absent<const E: u8, V: Value<E>>(value: &V) -> bool {
    <V as Value<E>>::is_zero(value)
}

/// Whether nothing is written for a value without explicit presence.
#[cfg(not(feature = "json"))]
fn is_absent<const E: u8, V: Value<E>>(value: &V) -> bool {
    use crate::message::sink::{Counter, Sink};

    let mut counter = Counter::default();
    value.put_unless_zero(1, &mut counter);
    counter.written() == 0
}

#[cold]
fn missing(path: &Path<'_>, out: &mut Violations) {
    out.push(path, "required", "value is required");
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Walk<E, K, P> for V {
    type Held = V;

    fn held(&self) -> Option<&V> {
        let absent = is_message::<E, V>() && is_absent(self);
        (!absent).then_some(self)
    }

    fn is_zero(&self) -> bool {
        is_absent(self)
    }

    #[inline]
    fn walk(
        &self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        _: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
        if is_message::<E, V>() {
            // One that encodes to nothing is not sent, and what is not sent has no rules. Asked before they are checked:
            // a violation that is taken back has cost as much as one that stays.
            if !is_absent(self) {
                element(&self.facet(), path, out);
                self.validate(path, out);
            } else if presence.required {
                missing(path, out);
            }
            return;
        }
        if (presence.required || presence.ignore == Ignore::IfZeroValue) && is_absent(self) {
            if presence.required {
                missing(path, out);
            }
            return;
        }
        match self.facet() {
            // What is not sent is empty to whoever receives it: an array that is all zeros, a nil UUID, a decimal that is zero.
            Facet::Text(text) if !text.is_empty() && is_absent(self) => element(&Facet::from(""), path, out),
            Facet::Bytes(bytes) if !bytes.is_empty() && is_absent(self) => {
                element(&Facet::from(&[][..]), path, out);
            }
            facet => element(&facet, path, out),
        }
    }

    #[inline]
    fn descend(&self, path: &Path<'_>, out: &mut Violations) {
        if is_message::<E, V>() && !is_absent(self) {
            self.validate(path, out);
        }
    }
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Walk<E, K, P> for Option<V> {
    type Held = V;

    fn held(&self) -> Option<&V> {
        self.as_ref()
    }

    fn is_zero(&self) -> bool {
        self.is_none()
    }

    #[inline]
    fn walk(
        &self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        _: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
        match self {
            Some(value) => {
                element(&value.facet(), path, out);
                value.validate(path, out);
            }
            None if presence.required => missing(path, out),
            None => {}
        }
    }

    #[inline]
    fn descend(&self, path: &Path<'_>, out: &mut Violations) {
        if is_message::<E, V>()
            && let Some(value) = self
        {
            value.validate(path, out);
        }
    }
}

/// `u8` is a field, though no value.
macro_rules! walk_u8 {
    ($($ty:ty as $wide:ty: |$value:ident| $widen:expr, $held:expr;)*) => {$(
        impl<const K: u8, const P: bool> Walk<0, K, P> for $ty {
            type Held = u8;

            fn held(&self) -> Option<&u8> {
                let $value = self;
                $held
            }

            fn is_zero(&self) -> bool {
                let $value = self;
                <$wide as Walk<0, K, P>>::is_zero(&$widen)
            }

            #[inline]
            fn walk(
                &self,
                presence: &Presence,
                path: &Path<'_>,
                out: &mut Violations,
                whole: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
                key: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
                element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
            ) {
                let $value = self;
                <$wide as Walk<0, K, P>>::walk(&$widen, presence, path, out, whole, key, element);
            }

            fn descend(&self, _: &Path<'_>, _: &mut Violations) {}
        }
    )*};
}

walk_u8! {
    u8 as u32: |value| u32::from(*value), Some(value);
    Option<u8> as Option<u32>: |value| value.map(u32::from), value.as_ref();
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Walk<E, K, P> for Vec<V> {
    type Held = Self;

    fn held(&self) -> Option<&Self> {
        Some(self)
    }

    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    #[inline]
    fn walk(
        &self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        whole: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
        if self.is_empty() && (presence.required || presence.ignore == Ignore::IfZeroValue) {
            if presence.required {
                missing(path, out);
            }
            return;
        }
        let is_unique = || {
            // It grows as elements turn out to differ: nothing is set aside for a count that a peer has sent.
            let mut seen = HashSet::new();
            self.iter().map(Value::facet).all(|facet| match facet {
                // No number equals a NaN, itself included.
                Facet::Float(value) if value.is_nan() => true,
                facet => seen.insert(facet),
            })
        };
        let all = Whole {
            len: self.len(),
            is_miscounted: Cell::new(false),
            is_unique: &is_unique,
        };
        whole(&all, path, out);
        for (at, value) in self.iter().enumerate() {
            one(value, presence.elements, &path.index(at), out, &element);
        }
    }

    #[inline]
    fn descend(&self, path: &Path<'_>, out: &mut Violations) {
        if is_message::<E, V>() {
            for (at, value) in self.iter().enumerate() {
                value.validate(&path.index(at), out);
            }
        }
    }
}

/// An element of a list, or a value of a map, which is there.
#[inline]
fn one<const E: u8, V: Value<E>>(
    value: &V,
    ignore: Ignore,
    path: &Path<'_>,
    out: &mut Violations,
    check: &impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
) {
    let ignored = match ignore {
        Ignore::Unspecified => false,
        Ignore::IfZeroValue => value.facet().is_zero(),
        Ignore::Always => true,
    };
    if !ignored {
        check(&value.facet(), path, out);
        value.validate(path, out);
    }
}

/// The entries of a map.
macro_rules! walk_map {
    ($([$($generic:tt)*] $map:ty where $key:path;)*) => {$(
        impl<Q, V, $($generic)* const E: u8, const K: u8, const P: bool> Walk<E, K, P> for $map
        where
            Q: Key<K> + $key,
            V: Value<E>,
        {
            type Held = Self;

            fn held(&self) -> Option<&Self> {
                Some(self)
            }

            fn is_zero(&self) -> bool {
                self.is_empty()
            }

            #[inline]
            fn walk(
                &self,
                presence: &Presence,
                path: &Path<'_>,
                out: &mut Violations,
                whole: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
                key: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
                element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
            ) {
                if self.is_empty() && (presence.required || presence.ignore == Ignore::IfZeroValue) {
                    if presence.required {
                        missing(path, out);
                    }
                    return;
                }
                let all = Whole {
                    len: self.len(),
                    is_miscounted: Cell::new(false),
                    is_unique: &|| true,
                };
                whole(&all, path, out);
                for (name, value) in self {
                    let name = <Q as Value<K>>::facet(name);
                    let path = path.key(&name);
                    let before = out.mark();
                    let ignored = match presence.keys {
                        Ignore::Unspecified => false,
                        Ignore::IfZeroValue => name.is_zero(),
                        Ignore::Always => true,
                    };
                    if !ignored {
                        key(&name, &path, out);
                    }
                    out.for_keys(before);
                    one::<E, V>(value, presence.elements, &path, out, &element);
                }
            }

            #[inline]
            fn descend(&self, path: &Path<'_>, out: &mut Violations) {
                if is_message::<E, V>() {
                    for (name, value) in self {
                        value.validate(&path.key(&<Q as Value<K>>::facet(name)), out);
                    }
                }
            }
        }
    )*};
}

walk_map! {
    [H: BuildHasher + Default,] HashMap<Q, V, H> where Hash;
    [] BTreeMap<Q, V> where Ord;
}

/// A field, whatever its type: one that is no field is reported where the message is described, and has [`Unchecked`]
/// only.
#[derive(Debug)]
pub struct Checked<'a, T, const E: u8, const K: u8, const P: bool>(pub &'a T);

impl<T: Walk<E, K, P>, const E: u8, const K: u8, const P: bool> Checked<'_, T, E, K, P> {
    /// Checks the rules of a field and of what is in it.
    #[inline]
    pub fn check(
        self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        whole: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        key: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
        if presence.ignore != Ignore::Always {
            self.0.walk(presence, path, out, whole, key, element);
        }
    }

    /// Checks what is in a field that has no rules itself.
    #[inline]
    pub fn descend(self, path: &Path<'_>, out: &mut Violations) {
        self.0.descend(path, out);
    }

    /// Checks a field by a function of the user's own, called `name`.
    #[inline]
    pub fn with<D: Display>(
        self,
        name: &'static str,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        function: impl FnOnce(&T::Held) -> Result<(), D>,
    ) {
        let passed_over = (presence.required || presence.ignore != Ignore::Unspecified) && self.0.is_zero();
        if !passed_over && let Some(held) = self.0.held() {
            by(name, path, out, function(held));
        }
    }
}

impl<V: Value<E>, const E: u8, const K: u8, const P: bool> Checked<'_, V, E, K, P> {
    /// Checks a member of a oneof, which is there whatever its value is.
    #[inline]
    pub fn present(
        self,
        presence: &Presence,
        path: &Path<'_>,
        out: &mut Violations,
        element: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
        if presence.ignore != Ignore::Always {
            element(&self.0.facet(), path, out);
            self.0.validate(path, out);
        }
    }
}

/// Records what a function of the user's own says.
#[inline]
pub fn by<D: Display>(name: &'static str, path: &Path<'_>, out: &mut Violations, said: Result<(), D>) {
    if let Err(why) = said {
        out.push(path, format_args!("with.{name}"), why);
    }
}

/// What is left for a type that is no field.
pub trait Unchecked<T>: Sized {
    /// Nothing.
    fn check(
        self,
        _: &Presence,
        _: &Path<'_>,
        _: &mut Violations,
        _: impl Fn(&Whole<'_>, &Path<'_>, &mut Violations),
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
    }

    /// Nothing.
    fn descend(self, _: &Path<'_>, _: &mut Violations) {}

    /// Nothing.
    fn present(
        self,
        _: &Presence,
        _: &Path<'_>,
        _: &mut Violations,
        _: impl Fn(&Facet<'_>, &Path<'_>, &mut Violations),
    ) {
    }

    /// Nothing.
    fn with<D: Display>(
        self,
        _: &'static str,
        _: &Presence,
        _: &Path<'_>,
        _: &mut Violations,
        _: impl FnOnce(&T) -> Result<(), D>,
    ) {
    }
}

impl<T, const E: u8, const K: u8, const P: bool> Unchecked<T> for Checked<'_, T, E, K, P> {}
