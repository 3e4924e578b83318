//! The messages that may stand in an `Any`.

use std::any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use super::error::{Error, Shown};
use super::field::merge_members;
use super::members::Members;
use super::writer::Object;
use crate::message::record::{self, Message};
use crate::message::well_known::{
    self, BoolValue, BytesValue, DoubleValue, Duration, Empty, FieldMask, FloatValue, Int32Value, Int64Value,
    ListValue, StringValue, Struct, Timestamp, UInt32Value, UInt64Value,
};
use crate::schema::spec::MessageSpec;

/// The messages that JSON may hold in a `google.protobuf.Any`, by their names. The well-known types always may.
///
/// ```
/// use traitwire::json::{Json, Types};
/// use traitwire::well_known::Any;
///
/// traitwire::package!("library");
///
/// #[traitwire::message]
/// struct Book {
///     #[field(1)]
///     title: String,
/// }
///
/// let json = Json::new().types(Types::new().with::<Book>());
/// let any = Any::pack(&Book { title: "Emma".into() });
/// let text = json.to_string(&any)?;
/// assert_eq!(text, r#"{"@type":"type.googleapis.com/library.Book","title":"Emma"}"#);
/// assert_eq!(json.from_str::<Any>(&text)?, any);
/// # Ok::<(), traitwire::json::Error>(())
/// ```
#[derive(Clone)]
pub struct Types(Arc<BTreeMap<String, &'static Transcoder>>);

impl Types {
    /// The well-known types.
    pub fn new() -> Self {
        static WELL_KNOWN: OnceLock<Types> = OnceLock::new();
        WELL_KNOWN.get_or_init(well_known).clone()
    }

    /// These and `M`.
    #[must_use]
    pub fn with<M: Message>(self) -> Self {
        self.with_spec(M::SPEC)
    }

    /// These and the message that `spec` is the record of. What prost-build generated is left out: it has no JSON here.
    #[must_use]
    pub fn with_spec(mut self, spec: &'static MessageSpec) -> Self {
        let transcoder = spec.transcoder.and_then(|erased| erased.downcast_ref());
        if let Some(transcoder) = transcoder {
            Arc::make_mut(&mut self.0).insert(spec.full_name(), transcoder);
        }
        self
    }

    /// The message of that name.
    pub(super) fn get(&self, name: &str) -> Result<&'static Transcoder, Error> {
        self.0.get(name).copied().ok_or_else(|| {
            Error::new(format!(
                "an `Any` holds `{}`, which is not among the types that JSON knows: add it by `Types::with`",
                Shown(name)
            ))
        })
    }
}

impl Default for Types {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

fn well_known() -> Types {
    Types(Arc::default())
        .with::<well_known::Any>()
        .with::<Timestamp>()
        .with::<Duration>()
        .with::<Empty>()
        .with::<FieldMask>()
        .with::<Struct>()
        .with::<well_known::Value>()
        .with::<ListValue>()
        .with::<DoubleValue>()
        .with::<FloatValue>()
        .with::<Int64Value>()
        .with::<UInt64Value>()
        .with::<Int32Value>()
        .with::<UInt32Value>()
        .with::<BoolValue>()
        .with::<StringValue>()
        .with::<BytesValue>()
}

/// How a message in wire format becomes JSON and comes back, for who has only its name.
#[derive(Debug)]
pub struct Transcoder {
    pub(super) put: fn(&Bytes, &mut Object<'_, '_>) -> Result<(), Error>,
    pub(super) read: fn(&mut Members<'_, '_>) -> Result<Bytes, Error>,
}

/// That of `M`, erased: the record that holds it belongs to a floor which does not know JSON.
pub const fn transcoder<M: Message>() -> Option<&'static (dyn any::Any + Send + Sync)> {
    Some(
        const {
            &Transcoder {
                put: put::<M>,
                read: read::<M>,
            }
        },
    )
}

/// Writes the members of the `Any` beside its type: the message's own, or `value` where it is no plain object.
fn put<M: Message>(bytes: &Bytes, object: &mut Object<'_, '_>) -> Result<(), Error> {
    let message: M = record::decode(bytes)
        .map_err(|error| Error::new(format!("an `Any` does not hold what it says: {error}")))?;
    if M::HAS_OWN_JSON {
        message.put_json(object.member("value"))
    } else {
        message.put_members(object)
    }
}

fn read<M: Message>(members: &mut Members<'_, '_>) -> Result<Bytes, Error> {
    let mut message = M::zero();
    if !M::HAS_OWN_JSON {
        merge_members(&mut message, members)?;
        return Ok(record::encode(&message));
    }
    let mut found = false;
    while let Some(name) = members.next()? {
        match &*name {
            "value" => {
                message.merge_json(members.once(1, "value")?)?;
                found = true;
            }
            other => members.unknown(other, "google.protobuf.Any")?,
        }
    }
    if !found {
        return Err(Error::new(
            "an `Any` of a type with a JSON form of its own has it in `value`, which is missing",
        ));
    }
    Ok(record::encode(&message))
}
