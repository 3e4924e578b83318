//! The service of the suite: it answers what each request defines, and says what it has seen.

use traitwire::{Status, Streaming};

use crate::answer::{beside, delay, info, packed, payload, status, unary};
use crate::generated::connectrpc_conformance_v1_service::*;

/// Does what it is told.
pub(crate) struct Echo;

impl ConformanceService for Echo {
    async fn unary(&self, request: UnaryRequest) -> Result<UnaryResponse, Status> {
        let requests = vec![packed(&request)];
        let payload = unary(request.response_definition, requests).await?;
        Ok(UnaryResponse { payload })
    }

    async fn idempotent_unary(
        &self,
        request: IdempotentUnaryRequest,
    ) -> Result<IdempotentUnaryResponse, Status> {
        let requests = vec![packed(&request)];
        let payload = unary(request.response_definition, requests).await?;
        Ok(IdempotentUnaryResponse { payload })
    }

    async fn client_stream(
        &self,
        mut requests: Streaming<ClientStreamRequest>,
    ) -> Result<ClientStreamResponse, Status> {
        let (mut definition, mut seen) = (None, Vec::new());
        while let Some(request) = requests.next().await {
            let request = request?;
            seen.push(packed(&request));
            if seen.len() == 1 {
                definition = request.response_definition;
            }
        }
        let payload = unary(definition, seen).await?;
        Ok(ClientStreamResponse { payload })
    }

    async fn server_stream(
        &self,
        request: ServerStreamRequest,
    ) -> Result<Streaming<ServerStreamResponse>, Status> {
        let seen = vec![packed(&request)];
        let definition = request.response_definition.unwrap_or_default();
        beside(&definition.response_headers, &definition.response_trailers);
        let mut info = Some(info(seen));
        if definition.response_data.is_empty() {
            return match definition.error {
                Some(error) => Err(status(error, info)),
                None => Ok(Streaming::from_iter([])),
            };
        }
        Ok(Streaming::spawn(1, move |tx| async move {
            for data in definition.response_data {
                delay(definition.response_delay_ms).await;
                let payload = payload(data, info.take());
                tx.send(ServerStreamResponse { payload }).await?;
            }
            definition.error.map_or(Ok(()), |error| Err(status(error, None)))
        }))
    }

    async fn bidi_stream(
        &self,
        mut requests: Streaming<BidiStreamRequest>,
    ) -> Result<Streaming<BidiStreamResponse>, Status> {
        let Some(first) = requests.next().await.transpose()? else {
            return Ok(Streaming::from_iter([]));
        };
        let mut seen = vec![packed(&first)];
        let definition = first.response_definition.unwrap_or_default();
        beside(&definition.response_headers, &definition.response_trailers);
        if !first.full_duplex {
            // The whole upload comes before any answer.
            while let Some(request) = requests.next().await {
                seen.push(packed(&request?));
            }
        }
        if definition.response_data.is_empty() {
            return match definition.error {
                Some(error) => Err(status(error, Some(info(seen)))),
                None => Ok(Streaming::from_iter([])),
            };
        }
        Ok(Streaming::spawn(1, move |tx| async move {
            let mut info = Some(info(seen));
            let mut reading = first.full_duplex;
            for (index, data) in definition.response_data.into_iter().enumerate() {
                if reading && index > 0 {
                    // An answer to each request, as long as there are requests; it says of no more than that one.
                    match requests.next().await.transpose()? {
                        Some(request) => {
                            info = Some(ConformancePayloadRequestInfo {
                                requests: vec![packed(&request)],
                                ..ConformancePayloadRequestInfo::default()
                            });
                        }
                        None => reading = false,
                    }
                }
                delay(definition.response_delay_ms).await;
                let payload = payload(data, info.take());
                tx.send(BidiStreamResponse { payload }).await?;
            }
            definition.error.map_or(Ok(()), |error| Err(status(error, None)))
        }))
    }

    async fn unimplemented(&self, _: UnimplementedRequest) -> Result<UnimplementedResponse, Status> {
        Err(Status::unimplemented("on purpose"))
    }
}
