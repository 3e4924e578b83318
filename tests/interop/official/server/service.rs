//! `grpc.testing.TestService`, as the description of the cases wants it ("Server").

use std::process;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Mutex;
use traitwire::rpc::LoadReport;
use traitwire::server::orca::Load;
use traitwire::{Code, Context, Open, Status, Streaming};

use crate::grpc_testing_empty::Empty;
use crate::grpc_testing_messages::{
    BoolValue, EchoStatus, Payload, PayloadType, ResponseParameters, SimpleRequest, SimpleResponse,
    StreamingInputCallRequest, StreamingInputCallResponse, StreamingOutputCallRequest,
    StreamingOutputCallResponse, TestOrcaReport,
};
use crate::grpc_testing_test::TestService;

/// What is echoed with the headers, and with the trailers.
const ECHO_INITIAL: &str = "x-grpc-test-echo-initial";
const ECHO_TRAILING: &str = "x-grpc-test-echo-trailing-bin";

/// The greatest payload that is made for a caller, in bytes.
const MAX_PAYLOAD: usize = 64 << 20;

/// The service.
pub(crate) struct Tester {
    /// The same for every call of this process, and for no other one's.
    id: String,
    load: Load,
    /// Held by the one caller that sets the load, and reads it meanwhile.
    loading: Arc<Mutex<()>>,
}

impl Tester {
    pub(crate) fn new(load: Load) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            id: format!("{}-{}", process::id(), since.as_nanos()),
            load,
            loading: Arc::default(),
        }
    }
}

impl TestService for Tester {
    async fn empty_call(&self, _: Empty) -> Result<Empty, Status> {
        Ok(Empty::default())
    }

    async fn unary_call(&self, request: SimpleRequest) -> Result<SimpleResponse, Status> {
        let call = call()?;
        check_compression(&call, request.expect_compressed.as_ref())?;
        echo_metadata(&call);
        echo_status(request.response_status.as_ref())?;
        if let Some(report) = &request.orca_per_query_report {
            call.record_load(load_report(report));
        }
        if let Some(compressed) = &request.response_compressed {
            call.compress(compressed.value);
        }
        let payload = match request.response_size {
            0 => None,
            size => Some(payload(request.response_type, size)?),
        };
        Ok(SimpleResponse {
            payload,
            server_id: if request.fill_server_id {
                self.id.clone()
            } else {
                String::new()
            },
            ..SimpleResponse::default()
        })
    }

    async fn cacheable_unary_call(&self, _: SimpleRequest) -> Result<SimpleResponse, Status> {
        call()?.set_header("cache-control", "max-age=60, public");
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(SimpleResponse {
            payload: Some(Payload {
                body: now.as_nanos().to_string().into_bytes(),
                ..Payload::default()
            }),
            ..SimpleResponse::default()
        })
    }

    async fn streaming_output_call(
        &self,
        request: StreamingOutputCallRequest,
    ) -> Result<Streaming<StreamingOutputCallResponse>, Status> {
        echo_metadata(&call()?);
        let compressed: Vec<_> = request
            .response_parameters
            .iter()
            .map(|wanted| wanted.compressed.clone())
            .collect();
        let responses = Streaming::spawn(1, |tx| async move {
            for wanted in &request.response_parameters {
                tx.send(response(request.response_type, wanted).await?).await?;
            }
            echo_status(request.response_status.as_ref())
        });
        if compressed.iter().all(Option::is_none) {
            return Ok(responses);
        }
        let mut compressed = compressed.into_iter();
        Ok(responses.compress_if(move |_| compressed.next().flatten().is_some_and(|wanted| wanted.value)))
    }

    async fn streaming_input_call(
        &self,
        mut requests: Streaming<StreamingInputCallRequest>,
    ) -> Result<StreamingInputCallResponse, Status> {
        let call = call()?;
        let mut sum = 0_usize;
        while let Some(request) = requests.next().await.transpose()? {
            check_compression(&call, request.expect_compressed.as_ref())?;
            sum += request.payload.map_or(0, |payload| payload.body.len());
        }
        Ok(StreamingInputCallResponse {
            aggregated_payload_size: i32::try_from(sum)
                .map_err(|_| Status::out_of_range("the payloads are larger than an int32 says"))?,
        })
    }

    async fn full_duplex_call(
        &self,
        mut requests: Streaming<StreamingOutputCallRequest>,
    ) -> Result<Streaming<StreamingOutputCallResponse>, Status> {
        echo_metadata(&call()?);
        // tonic's client wants the status of the first request instead of a stream, not within it.
        let mut next = requests.next().await.transpose()?;
        if let Some(first) = &next {
            echo_status(first.response_status.as_ref())?;
        }
        let (load, loading) = (self.load.clone(), self.loading.clone());
        Ok(Streaming::spawn(1, |tx| async move {
            let mut alone = None;
            while let Some(request) = next {
                echo_status(request.response_status.as_ref())?;
                if let Some(report) = &request.orca_oob_report {
                    if alone.is_none() {
                        alone = Some(loading.clone().lock_owned().await);
                    }
                    load.set(load_report(report));
                }
                for wanted in &request.response_parameters {
                    tx.send(response(request.response_type, wanted).await?).await?;
                }
                next = requests.next().await.transpose()?;
            }
            Ok(())
        }))
    }

    async fn half_duplex_call(
        &self,
        mut requests: Streaming<StreamingOutputCallRequest>,
    ) -> Result<Streaming<StreamingOutputCallResponse>, Status> {
        Ok(Streaming::spawn(1, |tx| async move {
            let mut all = Vec::new();
            while let Some(request) = requests.next().await.transpose()? {
                all.push(request);
            }
            for request in &all {
                for wanted in &request.response_parameters {
                    tx.send(response(request.response_type, wanted).await?).await?;
                }
            }
            Ok(())
        }))
    }

    async fn unimplemented_call(&self, _: Empty) -> Result<Empty, Status> {
        Err(Status::unimplemented(
            "this method is declared for a case that wants it unimplemented",
        ))
    }
}

/// The call that a method serves: the trait is as the `.proto` file has it, without an argument for it.
fn call() -> Result<Context, Status> {
    Context::current().ok_or_else(|| Status::internal("this is no call"))
}

fn echo_metadata(call: &Context) {
    if let Some(value) = call.metadata().get(ECHO_INITIAL) {
        call.set_header(ECHO_INITIAL, value);
    }
    if let Some(value) = call.metadata().get_bin(ECHO_TRAILING) {
        call.set_trailer_bin(ECHO_TRAILING, value);
    }
}

fn load_report(report: &TestOrcaReport) -> LoadReport {
    LoadReport {
        cpu_utilization: report.cpu_utilization,
        mem_utilization: report.memory_utilization,
        request_cost: report.request_cost.clone().into_iter().collect(),
        utilization: report.utilization.clone().into_iter().collect(),
        ..LoadReport::default()
    }
}

/// The message that was received last is compressed as its sender says.
fn check_compression(call: &Context, expected: Option<&BoolValue>) -> Result<(), Status> {
    let compressed = call.received_compressed();
    match expected {
        Some(expected) if expected.value != compressed => Err(Status::invalid_argument(format!(
            "the message is said to be compressed: {}; it is: {compressed}",
            expected.value
        ))),
        _ => Ok(()),
    }
}

/// Fails as the caller asks for.
fn echo_status(wanted: Option<&EchoStatus>) -> Result<(), Status> {
    match wanted {
        Some(status) if status.code != 0 => Err(Status::new(Code::from(status.code), &status.message)),
        _ => Ok(()),
    }
}

/// One message of a stream, after its interval.
async fn response(
    ty: Open<PayloadType>,
    wanted: &ResponseParameters,
) -> Result<StreamingOutputCallResponse, Status> {
    let interval = u64::try_from(wanted.interval_us).unwrap_or(0);
    if interval > 0 {
        tokio::time::sleep(Duration::from_micros(interval)).await;
    }
    Ok(StreamingOutputCallResponse {
        payload: Some(payload(ty, wanted.size)?),
    })
}

/// So many zeros.
fn payload(ty: Open<PayloadType>, size: i32) -> Result<Payload, Status> {
    if ty != Open::Known(PayloadType::Compressable) {
        return Err(Status::invalid_argument(format!(
            "there is no payload of the type {ty:?}"
        )));
    }
    let size = usize::try_from(size).ok().filter(|size| *size <= MAX_PAYLOAD);
    let size =
        size.ok_or_else(|| Status::invalid_argument(format!("a payload has from 0 to {MAX_PAYLOAD} bytes")))?;
    Ok(Payload {
        r#type: ty,
        body: vec![0; size],
    })
}
