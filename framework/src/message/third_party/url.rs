//! `url::Url` as a string: in an `Option`, a list or a map, since it has no zero.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use url::Url;

use crate::message::error::DecodeError;
use crate::message::field::{Field, Key, LendField};
#[cfg(feature = "json")]
use crate::message::json;
use crate::message::reader::{Reader, WireType};
use crate::message::sink::Sink;
use crate::message::travels::travels_as;
#[cfg(feature = "validate")]
use crate::message::validate::{Facet, Path, Presence, Violations, Walk, Whole};
use crate::schema::rules::Ruled;
use crate::schema::spec::FieldType;

/// What is written and read in the place of a URL. `None` is what has not been read yet: nobody sees it.
struct Text(Option<Url>);

travels_as! {
    Text: String as "Url", {
        zero: Text(None),
        is_zero: |text| text.0.is_none(),
        write: |text| text.0.as_ref().map_or_else(String::new, Url::to_string),
        read: |text| match Url::parse(&text) {
            Ok(url) => Ok(Text(Some(url))),
            Err(error) => Err(DecodeError::refused(format_args!("not a URL: {error}"))),
        },
    }
}

impl From<&Url> for Text {
    fn from(url: &Url) -> Self {
        Self(Some(url.clone()))
    }
}

impl Text {
    /// The URL that has been read.
    ///
    /// # Errors
    /// When a map's entry had none.
    fn into_url(self) -> Result<Url, DecodeError> {
        self.0.ok_or_else(|| {
            DecodeError::refused("a URL is missing, and there is none that stands for nothing")
        })
    }
}

/// A shape of URLs, which travels as the same shape of [`Text`].
macro_rules! shapes {
    ($({$($params:tt)*} $urls:ty: $texts:ty, {
        held: $held:ty = |$there:ident| $hold:expr,
        write: |$value:ident| $write:expr,
        merge: |$slot:ident, $read:ident| $merge:expr $(,)?
    })*) => {$(
        impl<$($params)*> Field<0, K, P> for $urls {
            const TYPE: FieldType = <$texts as Field<0, K, P>>::TYPE;
            const RULED: Ruled = <$texts as Field<0, K, P>>::RULED;

            fn zero() -> Self {
                Self::default()
            }

            fn put<S: Sink>(&self, number: u32, sink: &mut S) {
                let $value = self;
                let texts: $texts = $write;
                <$texts as Field<0, K, P>>::put(&texts, number, sink);
            }

            /// One occurrence is read on its own, and joins what is there.
            fn merge(&mut self, wire: WireType, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                let mut $read = <$texts as Field<0, K, P>>::zero();
                <$texts as Field<0, K, P>>::merge(&mut $read, wire, reader)?;
                let $slot = self;
                $merge;
                Ok(())
            }

            #[cfg(feature = "json")]
            fn is_zero(&self) -> bool {
                let $value = self;
                let texts: $texts = $write;
                <$texts as Field<0, K, P>>::is_zero(&texts)
            }

            #[cfg(feature = "json")]
            fn put_json(
                &self,
                names: json::Names,
                object: &mut json::Object<'_, '_>,
            ) -> Result<(), json::Error> {
                let $value = self;
                let texts: $texts = $write;
                <$texts as Field<0, K, P>>::put_json(&texts, names, object)
            }

            #[cfg(feature = "json")]
            fn merge_json(&mut self, reader: &mut json::Reader<'_>) -> Result<(), json::Error> {
                let mut $read = <$texts as Field<0, K, P>>::zero();
                <$texts as Field<0, K, P>>::merge_json(&mut $read, reader)?;
                let $slot = self;
                $merge;
                Ok(())
            }
        }

        #[cfg(feature = "validate")]
        impl<$($params)*> Walk<0, K, P> for $urls {
            type Held = $held;

            fn held(&self) -> Option<&Self::Held> {
                let $there = self;
                $hold
            }

            fn is_zero(&self) -> bool {
                let $value = self;
                let texts: $texts = $write;
                <$texts as Walk<0, K, P>>::is_zero(&texts)
            }

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
                let texts: $texts = $write;
                <$texts as Walk<0, K, P>>::walk(&texts, presence, path, out, whole, key, element);
            }

            /// No message is in it.
            fn descend(&self, _: &Path<'_>, _: &mut Violations) {}
        }
    )*};
}

shapes! {
    {const K: u8, const P: bool} Option<Url>: Option<Text>, {
        held: Url = |url| url.as_ref(),
        write: |url| url.as_ref().map(Text::from),
        merge: |slot, read| *slot = read.map(Text::into_url).transpose()?,
    }
    {const K: u8, const P: bool} Vec<Url>: Vec<Text>, {
        held: Self = |urls| Some(urls),
        write: |urls| urls.iter().map(Text::from).collect(),
        merge: |slot, read| for text in read {
            slot.push(text.into_url()?);
        },
    }
    {Q: Key<K> + Ord + Clone, const K: u8, const P: bool} BTreeMap<Q, Url>: BTreeMap<Q, Text>, {
        held: Self = |urls| Some(urls),
        write: |urls| urls.iter().map(|(key, url)| (key.clone(), url.into())).collect(),
        merge: |slot, read| for (key, text) in read {
            slot.insert(key, text.into_url()?);
        },
    }
    {Q: Key<K> + Hash + Clone, H: BuildHasher + Default, const K: u8, const P: bool} HashMap<Q, Url, H>: HashMap<Q, Text, H>, {
        held: Self = |urls| Some(urls),
        write: |urls| urls.iter().map(|(key, url)| (key.clone(), url.into())).collect(),
        merge: |slot, read| for (key, text) in read {
            slot.insert(key, text.into_url()?);
        },
    }
}

/// A borrowed list.
impl<const K: u8, const P: bool> LendField<0, K, P> for [Url] {
    fn put<S: Sink>(&self, number: u32, sink: &mut S) {
        let texts: Vec<_> = self.iter().map(Text::from).collect();
        Field::<0, K, P>::put(&texts, number, sink);
    }
}
