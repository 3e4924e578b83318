//! `grpc/reflection/…/reflection.proto`, code first: two versions that differ in their names only.

/// Declares one version: its messages, its service, and the way from and to questions and answers.
macro_rules! protocol {
    ($package:literal, $go:literal, $java:literal) => {
        use bytes::Bytes;
        use traitwire::{Status, Streaming, message, oneof, service};

        use crate::server::reflection::Reflector;
        use crate::server::reflection::question::{Answer, Question};

        traitwire::package!($package, go_package = $go, java_package = $java);

        /// One question.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ServerReflectionRequest {
            /// The host that is meant; it is given back as it is.
            #[field(1)]
            pub host: String,
            /// The question.
            #[field(oneof)]
            pub message_request: Option<MessageRequest>,
        }

        /// What is asked for.
        #[oneof]
        #[derive(Clone, Debug, PartialEq)]
        pub enum MessageRequest {
            /// A file, by the name that others import it by.
            #[field(3)]
            FileByFilename(String),
            /// The file that declares a symbol: `user.User`, `user.UserService.GetUser`.
            #[field(4)]
            FileContainingSymbol(String),
            /// The file that declares an extension.
            #[field(5)]
            FileContainingExtension(ExtensionRequest),
            /// The numbers of all extensions of a message.
            #[field(6)]
            AllExtensionNumbersOfType(String),
            /// The services of the server; what it holds does not matter.
            #[field(7)]
            ListServices(String),
        }

        /// An extension.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ExtensionRequest {
            /// The full name of the extended message.
            #[field(1)]
            pub containing_type: String,
            /// The number of the extension.
            #[field(2)]
            pub extension_number: i32,
        }

        /// One answer.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ServerReflectionResponse {
            /// The host of the question.
            #[field(1)]
            pub valid_host: String,
            /// The question.
            #[field(2)]
            pub original_request: Option<ServerReflectionRequest>,
            /// The answer.
            #[field(oneof)]
            pub message_response: Option<MessageResponse>,
        }

        /// What is answered.
        #[oneof]
        #[derive(Clone, Debug, PartialEq)]
        pub enum MessageResponse {
            /// A file and all that it imports.
            #[field(4)]
            FileDescriptorResponse(FileDescriptorResponse),
            /// The numbers of extensions.
            #[field(5)]
            AllExtensionNumbersResponse(ExtensionNumberResponse),
            /// The services.
            #[field(6)]
            ListServicesResponse(ListServiceResponse),
            /// Why there is no answer.
            #[field(7)]
            ErrorResponse(ErrorResponse),
        }

        /// Files.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct FileDescriptorResponse {
            /// A `google.protobuf.FileDescriptorProto` each: the file that was asked for, then all that it imports.
            #[field(1)]
            pub file_descriptor_proto: Vec<Bytes>,
        }

        /// Numbers of extensions.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ExtensionNumberResponse {
            /// The full name of the extended message.
            #[field(1)]
            pub base_type_name: String,
            /// The numbers of its extensions.
            #[field(2)]
            pub extension_number: Vec<i32>,
        }

        /// Services.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ListServiceResponse {
            /// All of them, sorted by name.
            #[field(1)]
            pub service: Vec<ServiceResponse>,
        }

        /// A service.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ServiceResponse {
            /// Its full name.
            #[field(1)]
            pub name: String,
        }

        /// Why a question has no answer. Others may follow it.
        #[message]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct ErrorResponse {
            /// The code of gRPC.
            #[field(1)]
            pub error_code: i32,
            /// What is wrong.
            #[field(2)]
            pub error_message: String,
        }

        /// Tells what a server serves.
        #[service]
        pub trait ServerReflection {
            /// Answers questions, one after the other.
            async fn server_reflection_info(
                &self,
                requests: Streaming<ServerReflectionRequest>,
            ) -> Result<Streaming<ServerReflectionResponse>, Status>;
        }

        impl ServerReflection for Reflector {
            async fn server_reflection_info(
                &self,
                requests: Streaming<ServerReflectionRequest>,
            ) -> Result<Streaming<ServerReflectionResponse>, Status> {
                Ok(
                    self.session(requests, |index, request: ServerReflectionRequest| {
                        let answer = question(&request).answer(index);
                        ServerReflectionResponse {
                            valid_host: request.host.clone(),
                            original_request: Some(request),
                            message_response: Some(response(answer)),
                        }
                    }),
                )
            }
        }

        fn question(request: &ServerReflectionRequest) -> Question {
            match &request.message_request {
                None => Question::Nothing,
                Some(MessageRequest::FileByFilename(name)) => Question::File(name.clone()),
                Some(MessageRequest::FileContainingSymbol(symbol)) => Question::Symbol(symbol.clone()),
                Some(MessageRequest::FileContainingExtension(extension)) => Question::Extension {
                    extended: extension.containing_type.clone(),
                    number: extension.extension_number,
                },
                Some(MessageRequest::AllExtensionNumbersOfType(extended)) => {
                    Question::ExtensionNumbers(extended.clone())
                }
                Some(MessageRequest::ListServices(_)) => Question::Services,
            }
        }

        fn response(answer: Answer) -> MessageResponse {
            match answer {
                Answer::Files(file_descriptor_proto) => {
                    MessageResponse::FileDescriptorResponse(FileDescriptorResponse {
                        file_descriptor_proto,
                    })
                }
                Answer::ExtensionNumbers { extended, numbers } => {
                    MessageResponse::AllExtensionNumbersResponse(ExtensionNumberResponse {
                        base_type_name: extended,
                        extension_number: numbers,
                    })
                }
                Answer::Services(names) => MessageResponse::ListServicesResponse(ListServiceResponse {
                    service: names
                        .into_iter()
                        .map(|name| ServiceResponse { name })
                        .collect(),
                }),
                Answer::Error { code, message } => MessageResponse::ErrorResponse(ErrorResponse {
                    error_code: code.into(),
                    error_message: message,
                }),
            }
        }
    };
}

pub(super) use protocol;
