//! Printed by the importer: see `tests/import`.

pub mod conformance_conformance;
pub mod conformance_messages_test_messages_proto3;
pub mod connectrpc_conformance_v1_client_compat;
pub mod connectrpc_conformance_v1_config;
pub mod connectrpc_conformance_v1_server_compat;
pub mod connectrpc_conformance_v1_service;
pub mod google_api_http;
pub mod google_api_httpbody;
pub mod google_cloud_location_locations;
pub mod google_longrunning_operations_proto;
pub mod google_protobuf_any;
pub mod google_protobuf_api;
pub mod google_protobuf_duration;
pub mod google_protobuf_empty;
pub mod google_protobuf_field_mask;
pub mod google_protobuf_source_context;
pub mod google_protobuf_struct;
pub mod google_protobuf_timestamp;
pub mod google_protobuf_type;
pub mod google_protobuf_wrappers;
pub mod google_rpc_code;
pub mod google_rpc_context_attribute_context;
pub mod google_rpc_context_audit_context;
pub mod google_rpc_error_details;
pub mod google_rpc_http;
pub mod google_rpc_status;
pub mod google_type_calendar_period;
pub mod google_type_color;
pub mod google_type_date;
pub mod google_type_datetime;
pub mod google_type_dayofweek;
pub mod google_type_decimal;
pub mod google_type_expr;
pub mod google_type_fraction;
pub mod google_type_interval;
pub mod google_type_latlng;
pub mod google_type_localized_text;
pub mod google_type_money;
pub mod google_type_month;
pub mod google_type_phone_number;
pub mod google_type_postal_address;
pub mod google_type_quaternion;
pub mod google_type_timeofday;
pub mod grpc_binlog_v1_binarylog;
pub mod grpc_channelz_v1_channelz;
pub mod grpc_health_v1_health;
pub mod grpc_reflection_v1_reflection;
pub mod grpc_reflection_v1alpha_reflection;
pub mod grpc_testing_empty;
pub mod grpc_testing_messages;
pub mod grpc_testing_metrics;
pub mod grpc_testing_test;

use crate::round_trip::Root;

/// What each module declares.
pub fn roots() -> Vec<Root> {
    vec![
        Root {
            file: "conformance/conformance.proto",
            module: "conformance_conformance",
            messages: vec![
                traitwire::message::record::spec::<conformance_conformance::TestStatus>(),
                traitwire::message::record::spec::<conformance_conformance::FailureSet>(),
                traitwire::message::record::spec::<conformance_conformance::ConformanceRequest>(),
                traitwire::message::record::spec::<conformance_conformance::ConformanceResponse>(),
                traitwire::message::record::spec::<conformance_conformance::JspbEncodingConfig>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<conformance_conformance::WireFormat>(),
                traitwire::message::enumeration::spec::<conformance_conformance::TestCategory>(),
            ],
        },
        Root {
            file: "conformance/messages/test_messages_proto3.proto",
            module: "conformance_messages_test_messages_proto3",
            messages: vec![
                traitwire::message::record::spec::<conformance_messages_test_messages_proto3::TestAllTypesProto3>(),
                traitwire::message::record::spec::<conformance_messages_test_messages_proto3::TestAllTypesProto3NestedMessage>(),
                traitwire::message::record::spec::<conformance_messages_test_messages_proto3::ForeignMessage>(),
                traitwire::message::record::spec::<conformance_messages_test_messages_proto3::NullHypothesisProto3>(),
                traitwire::message::record::spec::<conformance_messages_test_messages_proto3::EnumOnlyProto3>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<conformance_messages_test_messages_proto3::TestAllTypesProto3NestedEnum>(),
                traitwire::message::enumeration::spec::<conformance_messages_test_messages_proto3::TestAllTypesProto3AliasedEnum>(),
                traitwire::message::enumeration::spec::<conformance_messages_test_messages_proto3::EnumOnlyProto3Bool>(),
                traitwire::message::enumeration::spec::<conformance_messages_test_messages_proto3::ForeignEnum>(),
            ],
        },
        Root {
            file: "connectrpc/conformance/v1/client_compat.proto",
            module: "connectrpc_conformance_v1_client_compat",
            messages: vec![
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::ClientCompatRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::ClientCompatRequestCancel>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::ClientCompatResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::ClientResponseResult>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::ClientErrorResult>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_client_compat::WireDetails>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "connectrpc/conformance/v1/config.proto",
            module: "connectrpc_conformance_v1_config",
            messages: vec![
                traitwire::message::record::spec::<connectrpc_conformance_v1_config::Config>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_config::Features>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_config::ConfigCase>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_config::TLSCreds>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::HTTPVersion>(),
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::Protocol>(),
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::Codec>(),
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::Compression>(),
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::StreamType>(),
                traitwire::message::enumeration::spec::<connectrpc_conformance_v1_config::Code>(),
            ],
        },
        Root {
            file: "connectrpc/conformance/v1/server_compat.proto",
            module: "connectrpc_conformance_v1_server_compat",
            messages: vec![
                traitwire::message::record::spec::<connectrpc_conformance_v1_server_compat::ServerCompatRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_server_compat::ServerCompatResponse>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "connectrpc/conformance/v1/service.proto",
            module: "connectrpc_conformance_v1_service",
            messages: vec![
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::UnaryResponseDefinition>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::StreamResponseDefinition>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::UnaryRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::UnaryResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::IdempotentUnaryRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::IdempotentUnaryResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ServerStreamRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ServerStreamResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ClientStreamRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ClientStreamResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::BidiStreamRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::BidiStreamResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::UnimplementedRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::UnimplementedResponse>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ConformancePayload>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ConformancePayloadRequestInfo>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::ConformancePayloadConnectGetInfo>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::Error>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::Header>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::RawHTTPRequest>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::RawHTTPRequestEncodedQueryParam>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::MessageContents>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::StreamContents>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::StreamContentsStreamItem>(),
                traitwire::message::record::spec::<connectrpc_conformance_v1_service::RawHTTPResponse>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/api/http.proto",
            module: "google_api_http",
            messages: vec![
                traitwire::message::record::spec::<google_api_http::Http>(),
                traitwire::message::record::spec::<google_api_http::HttpRule>(),
                traitwire::message::record::spec::<google_api_http::CustomHttpPattern>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/api/httpbody.proto",
            module: "google_api_httpbody",
            messages: vec![
                traitwire::message::record::spec::<google_api_httpbody::HttpBody>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/cloud/location/locations.proto",
            module: "google_cloud_location_locations",
            messages: vec![
                traitwire::message::record::spec::<google_cloud_location_locations::ListLocationsRequest>(),
                traitwire::message::record::spec::<google_cloud_location_locations::ListLocationsResponse>(),
                traitwire::message::record::spec::<google_cloud_location_locations::GetLocationRequest>(),
                traitwire::message::record::spec::<google_cloud_location_locations::Location>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/longrunning/operations_proto.proto",
            module: "google_longrunning_operations_proto",
            messages: vec![
                traitwire::message::record::spec::<google_longrunning_operations_proto::Operation>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::GetOperationRequest>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::ListOperationsRequest>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::ListOperationsResponse>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::CancelOperationRequest>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::DeleteOperationRequest>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::WaitOperationRequest>(),
                traitwire::message::record::spec::<google_longrunning_operations_proto::OperationInfo>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/any.proto",
            module: "google_protobuf_any",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_any::Any>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/api.proto",
            module: "google_protobuf_api",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_api::Api>(),
                traitwire::message::record::spec::<google_protobuf_api::Method>(),
                traitwire::message::record::spec::<google_protobuf_api::Mixin>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/duration.proto",
            module: "google_protobuf_duration",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_duration::Duration>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/empty.proto",
            module: "google_protobuf_empty",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_empty::Empty>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/field_mask.proto",
            module: "google_protobuf_field_mask",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_field_mask::FieldMask>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/source_context.proto",
            module: "google_protobuf_source_context",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_source_context::SourceContext>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/struct.proto",
            module: "google_protobuf_struct",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_struct::Struct>(),
                traitwire::message::record::spec::<google_protobuf_struct::Value>(),
                traitwire::message::record::spec::<google_protobuf_struct::ListValue>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_protobuf_struct::NullValue>(),
            ],
        },
        Root {
            file: "google/protobuf/timestamp.proto",
            module: "google_protobuf_timestamp",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_timestamp::Timestamp>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/protobuf/type.proto",
            module: "google_protobuf_type",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_type::Type>(),
                traitwire::message::record::spec::<google_protobuf_type::Field>(),
                traitwire::message::record::spec::<google_protobuf_type::Enum>(),
                traitwire::message::record::spec::<google_protobuf_type::EnumValue>(),
                traitwire::message::record::spec::<google_protobuf_type::Option>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_protobuf_type::FieldKind>(),
                traitwire::message::enumeration::spec::<google_protobuf_type::FieldCardinality>(),
                traitwire::message::enumeration::spec::<google_protobuf_type::Syntax>(),
            ],
        },
        Root {
            file: "google/protobuf/wrappers.proto",
            module: "google_protobuf_wrappers",
            messages: vec![
                traitwire::message::record::spec::<google_protobuf_wrappers::DoubleValue>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::FloatValue>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::Int64Value>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::UInt64Value>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::Int32Value>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::UInt32Value>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::BoolValue>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::StringValue>(),
                traitwire::message::record::spec::<google_protobuf_wrappers::BytesValue>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/rpc/code.proto",
            module: "google_rpc_code",
            messages: vec![
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_rpc_code::Code>(),
            ],
        },
        Root {
            file: "google/rpc/context/attribute_context.proto",
            module: "google_rpc_context_attribute_context",
            messages: vec![
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContext>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextPeer>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextApi>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextAuth>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextRequest>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextResponse>(),
                traitwire::message::record::spec::<google_rpc_context_attribute_context::AttributeContextResource>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/rpc/context/audit_context.proto",
            module: "google_rpc_context_audit_context",
            messages: vec![
                traitwire::message::record::spec::<google_rpc_context_audit_context::AuditContext>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/rpc/error_details.proto",
            module: "google_rpc_error_details",
            messages: vec![
                traitwire::message::record::spec::<google_rpc_error_details::ErrorInfo>(),
                traitwire::message::record::spec::<google_rpc_error_details::RetryInfo>(),
                traitwire::message::record::spec::<google_rpc_error_details::DebugInfo>(),
                traitwire::message::record::spec::<google_rpc_error_details::QuotaFailure>(),
                traitwire::message::record::spec::<google_rpc_error_details::QuotaFailureViolation>(),
                traitwire::message::record::spec::<google_rpc_error_details::PreconditionFailure>(),
                traitwire::message::record::spec::<google_rpc_error_details::PreconditionFailureViolation>(),
                traitwire::message::record::spec::<google_rpc_error_details::BadRequest>(),
                traitwire::message::record::spec::<google_rpc_error_details::BadRequestFieldViolation>(),
                traitwire::message::record::spec::<google_rpc_error_details::RequestInfo>(),
                traitwire::message::record::spec::<google_rpc_error_details::ResourceInfo>(),
                traitwire::message::record::spec::<google_rpc_error_details::Help>(),
                traitwire::message::record::spec::<google_rpc_error_details::HelpLink>(),
                traitwire::message::record::spec::<google_rpc_error_details::LocalizedMessage>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/rpc/http.proto",
            module: "google_rpc_http",
            messages: vec![
                traitwire::message::record::spec::<google_rpc_http::HttpRequest>(),
                traitwire::message::record::spec::<google_rpc_http::HttpResponse>(),
                traitwire::message::record::spec::<google_rpc_http::HttpHeader>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/rpc/status.proto",
            module: "google_rpc_status",
            messages: vec![
                traitwire::message::record::spec::<google_rpc_status::Status>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/calendar_period.proto",
            module: "google_type_calendar_period",
            messages: vec![
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_type_calendar_period::CalendarPeriod>(),
            ],
        },
        Root {
            file: "google/type/color.proto",
            module: "google_type_color",
            messages: vec![
                traitwire::message::record::spec::<google_type_color::Color>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/date.proto",
            module: "google_type_date",
            messages: vec![
                traitwire::message::record::spec::<google_type_date::Date>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/datetime.proto",
            module: "google_type_datetime",
            messages: vec![
                traitwire::message::record::spec::<google_type_datetime::DateTime>(),
                traitwire::message::record::spec::<google_type_datetime::TimeZone>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/dayofweek.proto",
            module: "google_type_dayofweek",
            messages: vec![
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_type_dayofweek::DayOfWeek>(),
            ],
        },
        Root {
            file: "google/type/decimal.proto",
            module: "google_type_decimal",
            messages: vec![
                traitwire::message::record::spec::<google_type_decimal::Decimal>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/expr.proto",
            module: "google_type_expr",
            messages: vec![
                traitwire::message::record::spec::<google_type_expr::Expr>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/fraction.proto",
            module: "google_type_fraction",
            messages: vec![
                traitwire::message::record::spec::<google_type_fraction::Fraction>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/interval.proto",
            module: "google_type_interval",
            messages: vec![
                traitwire::message::record::spec::<google_type_interval::Interval>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/latlng.proto",
            module: "google_type_latlng",
            messages: vec![
                traitwire::message::record::spec::<google_type_latlng::LatLng>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/localized_text.proto",
            module: "google_type_localized_text",
            messages: vec![
                traitwire::message::record::spec::<google_type_localized_text::LocalizedText>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/money.proto",
            module: "google_type_money",
            messages: vec![
                traitwire::message::record::spec::<google_type_money::Money>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/month.proto",
            module: "google_type_month",
            messages: vec![
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<google_type_month::Month>(),
            ],
        },
        Root {
            file: "google/type/phone_number.proto",
            module: "google_type_phone_number",
            messages: vec![
                traitwire::message::record::spec::<google_type_phone_number::PhoneNumber>(),
                traitwire::message::record::spec::<google_type_phone_number::PhoneNumberShortCode>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/postal_address.proto",
            module: "google_type_postal_address",
            messages: vec![
                traitwire::message::record::spec::<google_type_postal_address::PostalAddress>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/quaternion.proto",
            module: "google_type_quaternion",
            messages: vec![
                traitwire::message::record::spec::<google_type_quaternion::Quaternion>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "google/type/timeofday.proto",
            module: "google_type_timeofday",
            messages: vec![
                traitwire::message::record::spec::<google_type_timeofday::TimeOfDay>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "grpc/binlog/v1/binarylog.proto",
            module: "grpc_binlog_v1_binarylog",
            messages: vec![
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::GrpcLogEntry>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::ClientHeader>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::ServerHeader>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::Trailer>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::Message>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::Metadata>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::MetadataEntry>(),
                traitwire::message::record::spec::<grpc_binlog_v1_binarylog::Address>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<grpc_binlog_v1_binarylog::GrpcLogEntryEventType>(),
                traitwire::message::enumeration::spec::<grpc_binlog_v1_binarylog::GrpcLogEntryLogger>(),
                traitwire::message::enumeration::spec::<grpc_binlog_v1_binarylog::AddressType>(),
            ],
        },
        Root {
            file: "grpc/channelz/v1/channelz.proto",
            module: "grpc_channelz_v1_channelz",
            messages: vec![
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Channel>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Subchannel>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ChannelConnectivityState>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ChannelData>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ChannelTraceEvent>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ChannelTrace>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ChannelRef>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SubchannelRef>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketRef>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ServerRef>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Server>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::ServerData>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Socket>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketData>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Address>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::AddressTcpIpAddress>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::AddressUdsAddress>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::AddressOtherAddress>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::Security>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SecurityTls>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SecurityOtherSecurity>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketOption>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketOptionTimeout>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketOptionLinger>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::SocketOptionTcpInfo>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetTopChannelsRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetTopChannelsResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServersRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServersResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServerRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServerResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServerSocketsRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetServerSocketsResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetChannelRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetChannelResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetSubchannelRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetSubchannelResponse>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetSocketRequest>(),
                traitwire::message::record::spec::<grpc_channelz_v1_channelz::GetSocketResponse>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<grpc_channelz_v1_channelz::ChannelConnectivityStateState>(),
                traitwire::message::enumeration::spec::<grpc_channelz_v1_channelz::ChannelTraceEventSeverity>(),
            ],
        },
        Root {
            file: "grpc/health/v1/health.proto",
            module: "grpc_health_v1_health",
            messages: vec![
                traitwire::message::record::spec::<grpc_health_v1_health::HealthCheckRequest>(),
                traitwire::message::record::spec::<grpc_health_v1_health::HealthCheckResponse>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<grpc_health_v1_health::HealthCheckResponseServingStatus>(),
            ],
        },
        Root {
            file: "grpc/reflection/v1/reflection.proto",
            module: "grpc_reflection_v1_reflection",
            messages: vec![
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ServerReflectionRequest>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ExtensionRequest>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ServerReflectionResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::FileDescriptorResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ExtensionNumberResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ListServiceResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ServiceResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1_reflection::ErrorResponse>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "grpc/reflection/v1alpha/reflection.proto",
            module: "grpc_reflection_v1alpha_reflection",
            messages: vec![
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ServerReflectionRequest>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ExtensionRequest>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ServerReflectionResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::FileDescriptorResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ExtensionNumberResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ListServiceResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ServiceResponse>(),
                traitwire::message::record::spec::<grpc_reflection_v1alpha_reflection::ErrorResponse>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "grpc/testing/empty.proto",
            module: "grpc_testing_empty",
            messages: vec![
                traitwire::message::record::spec::<grpc_testing_empty::Empty>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "grpc/testing/messages.proto",
            module: "grpc_testing_messages",
            messages: vec![
                traitwire::message::record::spec::<grpc_testing_messages::BoolValue>(),
                traitwire::message::record::spec::<grpc_testing_messages::Payload>(),
                traitwire::message::record::spec::<grpc_testing_messages::EchoStatus>(),
                traitwire::message::record::spec::<grpc_testing_messages::SimpleRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::SimpleResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::StreamingInputCallRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::StreamingInputCallResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::ResponseParameters>(),
                traitwire::message::record::spec::<grpc_testing_messages::StreamingOutputCallRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::StreamingOutputCallResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::ReconnectParams>(),
                traitwire::message::record::spec::<grpc_testing_messages::ReconnectInfo>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerStatsRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerStatsResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerStatsResponseRpcsByPeer>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerAccumulatedStatsRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerAccumulatedStatsResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::LoadBalancerAccumulatedStatsResponseMethodStats>(),
                traitwire::message::record::spec::<grpc_testing_messages::ClientConfigureRequest>(),
                traitwire::message::record::spec::<grpc_testing_messages::ClientConfigureRequestMetadata>(),
                traitwire::message::record::spec::<grpc_testing_messages::ClientConfigureResponse>(),
                traitwire::message::record::spec::<grpc_testing_messages::TestOrcaReport>(),
            ],
            enums: vec![
                traitwire::message::enumeration::spec::<grpc_testing_messages::ClientConfigureRequestRpcType>(),
                traitwire::message::enumeration::spec::<grpc_testing_messages::PayloadType>(),
                traitwire::message::enumeration::spec::<grpc_testing_messages::GrpclbRouteType>(),
            ],
        },
        Root {
            file: "grpc/testing/metrics.proto",
            module: "grpc_testing_metrics",
            messages: vec![
                traitwire::message::record::spec::<grpc_testing_metrics::GaugeResponse>(),
                traitwire::message::record::spec::<grpc_testing_metrics::GaugeRequest>(),
                traitwire::message::record::spec::<grpc_testing_metrics::EmptyMessage>(),
            ],
            enums: vec![
            ],
        },
        Root {
            file: "grpc/testing/test.proto",
            module: "grpc_testing_test",
            messages: vec![
            ],
            enums: vec![
            ],
        },
    ]
}
