//! prost's side of a message: what `impl prost::Message` of a `#[message]` type calls.
//!
//! As a message of its own it is read and written by our codec. As a field of a prost type it is handed over field
//! by field, which costs a copy.

use std::cell::Cell;

use bytes::{Buf, BufMut};
use prost::encoding::{DecodeContext, WireType as ProstWireType};

use super::error::DecodeError;
use super::foreign;
use super::reader::{self, Reader, WireType};
use super::record::{Message, encoded_len};
use super::sink::{Sink, Writer};

/// `prost::Message::encode_raw`.
pub fn encode_raw<M: Message>(message: &M, buf: &mut impl BufMut) {
    let hint = M::hint();
    let mut writer = Writer::with_capacity(hint.capacity(|| encoded_len(message)));
    message.put(&mut writer);
    hint.learn(writer.written());
    buf.put_slice(writer.as_slice());
}

/// `prost::Message::merge`.
///
/// # Errors
/// When the bytes are not such a message.
pub fn merge_all<M: Message>(message: &mut M, mut buf: impl Buf) -> Result<(), prost::DecodeError> {
    let bytes = buf.copy_to_bytes(buf.remaining());
    message.merge(&mut Reader::of(&bytes)).map_err(to_prost)
}

/// `prost::Message::merge_field`.
///
/// # Errors
/// When the bytes are not of that field.
pub fn merge_field<M: Message>(
    message: &mut M,
    number: u32,
    wire: ProstWireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), prost::DecodeError> {
    let mut ledger = Ledger::open(buf);
    let mut value = Writer::with_capacity(16);
    let wire = match wire {
        ProstWireType::Varint => {
            value.put_varint(prost::encoding::decode_varint(buf)?);
            WireType::Varint
        }
        ProstWireType::ThirtyTwoBit => {
            take(buf, 4, &mut value)?;
            WireType::Fixed32
        }
        ProstWireType::SixtyFourBit => {
            take(buf, 8, &mut value)?;
            WireType::Fixed64
        }
        ProstWireType::LengthDelimited => {
            let len = prost::encoding::decode_varint(buf)?;
            let len = usize::try_from(len).map_err(|_| to_prost(super::Fault::Truncated.into()))?;
            take(buf, len, &mut value)?;
            value.put_varint(len as u64);
            WireType::Len
        }
        ProstWireType::StartGroup | ProstWireType::EndGroup => {
            return prost::encoding::skip_field(wire, number, buf, context);
        }
    };
    let bytes = value.into_bytes();
    let reader = Reader::of(&bytes).with_budget(ledger.budget);
    let mut reader = match wire {
        WireType::Len => reader.at_depth(foreign::depth(&context)),
        _ => reader,
    };
    message.merge_field(number, wire, &mut reader).map_err(to_prost)?;
    ledger.budget = reader.budget();
    ledger.close();
    Ok(())
}

/// What is left of the memory that one message of prost's may make us use.
///
/// prost hands over a field at a time and keeps nothing for us in between. So what is left stays with the thread, and is taken up
/// again where the next field stands further on in the same bytes; else a list of a million elements had a million budgets.
#[derive(Clone, Copy)]
struct Ledger {
    /// Where the bytes end, as an address.
    end: usize,
    /// How many were left.
    remaining: usize,
    budget: usize,
}

thread_local! {
    static LEDGER: Cell<Option<Ledger>> = const { Cell::new(None) };
}

/// Lets prost read `bytes` within the memory that `reader` has left: messages of ours inside take it from there.
///
/// # Errors
/// Those of `read`.
pub(super) fn lend<T, E>(
    reader: &mut Reader<'_>,
    bytes: &[u8],
    read: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let lent = Ledger {
        end: bytes.as_ptr_range().end.addr(),
        remaining: usize::MAX,
        budget: reader.budget(),
    };
    lent.close();
    let result = read();
    if let Some(last) = LEDGER.take()
        && last.end == lent.end
    {
        reader.set_budget(last.budget);
    }
    result
}

impl Ledger {
    fn open(buf: &impl Buf) -> Self {
        let chunk = buf.chunk();
        let (end, remaining) = (chunk.as_ptr_range().end.addr(), buf.remaining());
        // Taken, not read: after an error there is nothing to go on with.
        match LEDGER.take() {
            Some(last) if last.end == end && remaining < last.remaining => Self { remaining, ..last },
            _ => Self {
                end,
                remaining,
                budget: reader::budget(remaining),
            },
        }
    }

    fn close(self) {
        LEDGER.set(Some(self));
    }
}

fn take(buf: &mut impl Buf, len: usize, value: &mut Writer) -> Result<(), prost::DecodeError> {
    if buf.remaining() < len {
        return Err(to_prost(super::Fault::Truncated.into()));
    }
    value.put(&buf.copy_to_bytes(len));
    Ok(())
}

#[allow(
    deprecated,
    reason = "prost 0.14 has no other constructor that takes a description"
)]
fn to_prost(error: DecodeError) -> prost::DecodeError {
    prost::DecodeError::new(error.to_string())
}
