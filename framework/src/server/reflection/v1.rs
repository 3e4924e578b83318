//! `grpc.reflection.v1`.

super::protocol::protocol!(
    "grpc.reflection.v1",
    "google.golang.org/grpc/reflection/grpc_reflection_v1",
    "io.grpc.reflection.v1"
);
