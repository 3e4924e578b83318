//! What a request says of its answer, and what is to be said of the request in it.

use std::time::{Duration, Instant};

use traitwire::well_known::Any;
use traitwire::{Code, Context, Message, Status, message};

use crate::generated::connectrpc_conformance_v1_service::{
    ConformancePayload, ConformancePayloadRequestInfo as RequestInfo, Error, Header, UnaryResponseDefinition,
    UnaryResponseDefinitionResponse as Response,
};
use crate::generated::google_rpc_status;

/// The answer to one request, or to many.
pub(crate) async fn unary(
    definition: Option<UnaryResponseDefinition>,
    requests: Vec<Any>,
) -> Result<Option<ConformancePayload>, Status> {
    let info = info(requests);
    let definition = definition.unwrap_or_default();
    beside(&definition.response_headers, &definition.response_trailers);
    delay(definition.response_delay_ms).await;
    let data = match definition.response {
        Some(Response::Error(error)) => return Err(status(error, Some(info))),
        Some(Response::ResponseData(data)) => data,
        None => Vec::new(),
    };
    Ok(payload(data, Some(info)))
}

pub(crate) fn payload(data: Vec<u8>, info: Option<RequestInfo>) -> Option<ConformancePayload> {
    Some(ConformancePayload {
        data,
        request_info: info,
    })
}

pub(crate) async fn delay(milliseconds: u32) {
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
}

/// What came with the call that is served here, and its requests.
pub(crate) fn info(requests: Vec<Any>) -> RequestInfo {
    let mut info = RequestInfo {
        requests,
        ..RequestInfo::default()
    };
    let Some(ctx) = Context::current() else {
        return info;
    };
    for (name, value) in ctx.metadata().iter() {
        match info.request_headers.iter_mut().find(|header| header.name == name) {
            Some(header) => header.value.push(value.to_owned()),
            None => info.request_headers.push(Header {
                name: name.to_owned(),
                value: vec![value.to_owned()],
            }),
        }
    }
    info.timeout_ms = ctx.deadline().and_then(|deadline| {
        let left = deadline.saturating_duration_since(Instant::now());
        i64::try_from(left.as_millis()).ok()
    });
    info
}

/// Sets the headers and trailers of the call that is served here. The suite has none that are binary.
pub(crate) fn beside(headers: &[Header], trailers: &[Header]) {
    let Some(ctx) = Context::current() else { return };
    for Header { name, value } in headers {
        value.iter().for_each(|value| ctx.set_header(name, value));
    }
    for Header { name, value } in trailers {
        value.iter().for_each(|value| ctx.set_trailer(name, value));
    }
}

/// The error that is asked for; `info` is one more of its details.
pub(crate) fn status(error: Error, info: Option<RequestInfo>) -> Status {
    let mut details = error.details;
    details.extend(info.as_ref().map(packed));
    let message = error.message.unwrap_or_default();
    let code = error.code.number();
    let status = google_rpc_status::Status {
        code,
        message: message.clone(),
        details,
    };
    Status::with_details(Code::from_i32(code), message, message::encode(&status))
}

pub(crate) fn packed<M: Message>(message: &M) -> Any {
    Any::pack(message)
}
