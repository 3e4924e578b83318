//! Reflection over the wire, in both versions.

use std::collections::HashSet;

use prost::Message as _;
use prost_types::FileDescriptorProto;
use traitwire::Code;

use super::Running;

/// The tests of one version.
macro_rules! version {
    ($version:ident) => {
        mod $version {
            use super::*;
            use traitwire::server::reflection::$version::{
                ExtensionRequest, MessageRequest, MessageResponse, ServerReflection, ServerReflectionClient,
                ServerReflectionRequest,
            };
            use traitwire::{Status, Streaming};

            /// The answers to these questions, in one session.
            async fn ask(questions: Vec<Option<MessageRequest>>) -> Result<Vec<MessageResponse>, Status> {
                let (server, ..) = Running::gate().await;
                let client = ServerReflectionClient::connect(&server.url)
                    .await
                    .expect("connects");
                let requests = questions
                    .into_iter()
                    .map(|message_request| ServerReflectionRequest {
                        host: "here".to_owned(),
                        message_request,
                    });
                let requests: Vec<_> = requests.collect();
                let mut answers = client
                    .server_reflection_info(Streaming::from_iter(requests.clone()))
                    .await?;
                let mut all = Vec::new();
                for request in requests {
                    let answer = answers.next().await.expect("an answer to each")?;
                    assert_eq!(answer.valid_host, "here");
                    assert_eq!(answer.original_request, Some(request));
                    all.push(answer.message_response.expect("an answer"));
                }
                assert!(answers.next().await.is_none());
                Ok(all)
            }

            async fn one(question: MessageRequest) -> MessageResponse {
                ask(vec![Some(question)]).await.expect("answers").remove(0)
            }

            async fn files_of(symbol: &str) -> Vec<FileDescriptorProto> {
                match one(MessageRequest::FileContainingSymbol(symbol.to_owned())).await {
                    MessageResponse::FileDescriptorResponse(files) => files
                        .file_descriptor_proto
                        .iter()
                        .map(|file| FileDescriptorProto::decode(&file[..]).expect("a file"))
                        .collect(),
                    other => panic!("{symbol}: {other:?}"),
                }
            }

            #[tokio::test]
            async fn lists_what_is_mounted() {
                let MessageResponse::ListServicesResponse(list) =
                    one(MessageRequest::ListServices(String::new())).await
                else {
                    panic!("a list")
                };
                let names: Vec<_> = list
                    .service
                    .iter()
                    .map(|service| service.name.as_str())
                    .collect();
                assert_eq!(
                    names,
                    [
                        "gate.Gate",
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection",
                    ]
                );
            }

            #[tokio::test]
            async fn finds_symbols_of_every_kind() {
                for (symbol, file) in [
                    ("gate.Gate", "gate/gate.proto"),
                    ("gate.Gate.Pass", "gate/gate.proto"),
                    ("/gate.Gate/Pass", "gate/gate.proto"),
                    ("gate.Gate/Pass", "gate/gate.proto"),
                    (".gate.Visitor", "gate/gate.proto"),
                    ("gate.Visitor.number", "gate/gate.proto"),
                    (
                        "grpc.health.v1.HealthCheckResponse.ServingStatus",
                        "grpc/health/v1/health.proto",
                    ),
                    (
                        "grpc.health.v1.HealthCheckResponse.NOT_SERVING",
                        "grpc/health/v1/health.proto",
                    ),
                    ("google.rpc.Status", "google/rpc/status.proto"),
                    ("google.rpc.ErrorInfo", "google/rpc/error_details.proto"),
                    (
                        "google.rpc.BadRequest.FieldViolation",
                        "google/rpc/error_details.proto",
                    ),
                    ("google.protobuf.Duration", "google/protobuf/duration.proto"),
                    ("google.protobuf.Any", "google/protobuf/any.proto"),
                ] {
                    let files = files_of(symbol).await;
                    assert_eq!(files[0].name(), file, "{symbol}");
                }
            }

            #[tokio::test]
            async fn a_file_comes_with_all_that_it_imports() {
                let files = files_of("google.rpc.Status").await;
                let names: HashSet<_> = files.iter().map(|file| file.name()).collect();
                for file in &files {
                    for import in &file.dependency {
                        assert!(
                            names.contains(import.as_str()),
                            "{} imports {import}",
                            file.name()
                        );
                    }
                }
                assert!(names.contains("google/protobuf/any.proto"));
            }

            #[tokio::test]
            async fn documentation_comes_along() {
                let files = files_of("gate.Gate").await;
                let info = files[0].source_code_info.as_ref().expect("comments");
                let comments: Vec<_> = info
                    .location
                    .iter()
                    .map(|location| location.leading_comments())
                    .collect();
                assert!(
                    comments
                        .iter()
                        .any(|comment| comment.contains("Lets callers through")),
                    "{comments:?}"
                );
            }

            #[tokio::test]
            async fn a_bad_question_is_answered_and_the_session_goes_on() {
                let extension = |containing_type: &str| {
                    MessageRequest::FileContainingExtension(ExtensionRequest {
                        containing_type: containing_type.to_owned(),
                        extension_number: 1,
                    })
                };
                let answers = ask(vec![
                    None,
                    Some(MessageRequest::FileContainingSymbol(
                        "gate.Nothing".to_owned(),
                    )),
                    Some(MessageRequest::FileContainingSymbol(
                        "grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING".to_owned(),
                    )),
                    Some(MessageRequest::FileByFilename(
                        "gate/nothing.proto".to_owned(),
                    )),
                    Some(extension("gate.Visitor")),
                    Some(extension("gate.Nothing")),
                    Some(MessageRequest::AllExtensionNumbersOfType(
                        "gate.Nothing".to_owned(),
                    )),
                    Some(MessageRequest::AllExtensionNumbersOfType(
                        "gate.Visitor".to_owned(),
                    )),
                    Some(MessageRequest::FileByFilename("gate/gate.proto".to_owned())),
                ])
                .await
                .expect("answers");
                let codes: Vec<_> = answers
                    .iter()
                    .map(|answer| match answer {
                        MessageResponse::ErrorResponse(error) => Some(Code::from(error.error_code)),
                        _ => None,
                    })
                    .collect();
                assert_eq!(
                    codes,
                    [
                        Some(Code::InvalidArgument),
                        Some(Code::NotFound),
                        Some(Code::NotFound),
                        Some(Code::NotFound),
                        Some(Code::NotFound),
                        Some(Code::NotFound),
                        Some(Code::NotFound),
                        None,
                        None,
                    ]
                );
                let MessageResponse::AllExtensionNumbersResponse(numbers) = &answers[7] else {
                    panic!("{:?}", answers[7])
                };
                assert_eq!(
                    (
                        numbers.base_type_name.as_str(),
                        &numbers.extension_number[..]
                    ),
                    ("gate.Visitor", &[][..])
                );
                assert!(matches!(
                    &answers[8],
                    MessageResponse::FileDescriptorResponse(_)
                ));
            }
        }
    };
}

version!(v1);
version!(v1alpha);
