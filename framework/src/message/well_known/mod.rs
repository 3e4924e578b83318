//! The well-known types of `google.protobuf`.
