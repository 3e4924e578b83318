//! `grpc.reflection.v1alpha`, which older clients ask for.

super::protocol::protocol!(
    "grpc.reflection.v1alpha",
    "google.golang.org/grpc/reflection/grpc_reflection_v1alpha",
    "io.grpc.reflection.v1alpha"
);
