//! The testee of protobuf's conformance suite: it reads messages and writes them again, as the runner asks.
//!
//! Requests and responses are the suite's own messages, behind a length of four bytes (little endian). The message under
//! test, `TestAllTypesProto3`, and these are what our importer prints from the suite's `.proto` files. proto2, editions
//! and text format are skipped, and are said to be.

use std::io::{self, Read, Write};

use bytes::Bytes;
use traitwire::json::{Json, Types};
use traitwire::{Message as _, Open, message};

use self::conformance::{
    ConformanceRequest, ConformanceRequestPayload as Payload, ConformanceResponse,
    ConformanceResponseResult as Answer, TestCategory, WireFormat,
};
use self::proto3::TestAllTypesProto3;

#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
#[path = "../generated/conformance_conformance.rs"]
mod conformance;
#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
#[path = "../generated/conformance_messages_test_messages_proto3.rs"]
mod proto3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let json = Json::new().types(Types::new().with::<TestAllTypesProto3>());
    let mut length = [0; 4];
    loop {
        match input.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            read => read?,
        }
        let mut request = vec![0; usize::try_from(u32::from_le_bytes(length))?];
        input.read_exact(&mut request)?;
        let request: ConformanceRequest = message::decode(&request.into())?;
        let response = message::encode(&ConformanceResponse {
            result: Some(answer(request, &json)),
        });
        output.write_all(&u32::try_from(response.len())?.to_le_bytes())?;
        output.write_all(&response)?;
        output.flush()?;
    }
}

fn answer(request: ConformanceRequest, json: &Json) -> Answer {
    match request.message_type.as_str() {
        // The runner's first request: which tests are expected to fail. None.
        "conformance.FailureSet" => return Answer::ProtobufPayload(Vec::new()),
        name if name == TestAllTypesProto3::SPEC.full_name() => {}
        other => return Answer::Skipped(format!("{other} is not proto3")),
    }
    let ignore_unknown = request.test_category == Open::Known(TestCategory::JsonIgnoreUnknownParsingTest);
    let parsed = match request.payload {
        Some(Payload::ProtobufPayload(bytes)) => {
            message::decode::<TestAllTypesProto3>(&Bytes::from(bytes)).map_err(|error| error.to_string())
        }
        Some(Payload::JsonPayload(text)) => {
            let json = json.clone().ignore_unknown(ignore_unknown);
            json.from_str(&text).map_err(|error| error.to_string())
        }
        other => return Answer::Skipped(format!("no support for {other:?}")),
    };
    let message = match parsed {
        Ok(message) => message,
        Err(error) => return Answer::ParseError(error),
    };
    match request.requested_output_format {
        Open::Known(WireFormat::Protobuf) => Answer::ProtobufPayload(message::encode(&message).into()),
        Open::Known(WireFormat::Json) => match json.to_string(&message) {
            Ok(text) => Answer::JsonPayload(text),
            Err(error) => Answer::SerializeError(error.to_string()),
        },
        other => Answer::Skipped(format!("no support for {other:?}")),
    }
}
