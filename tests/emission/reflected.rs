//! A running server tells the very descriptors that are written to disk.

use std::fs;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use traitwire::contract::{DESCRIPTOR_SET, emit};
use traitwire::server::Service;
use traitwire::server::reflection::v1::{
    MessageRequest, MessageResponse, ServerReflection, ServerReflectionClient, ServerReflectionRequest,
};
use traitwire::{Server, Streaming};

use crate::sample::odd::{OddsServer, Silent};

#[tokio::test]
async fn byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let services = [<OddsServer<Silent> as Service>::SPEC];
    emit(folder.path(), &services, false).unwrap_or_else(|error| panic!("{error}"));
    let written = fs::read(folder.path().join(DESCRIPTOR_SET)).expect("a descriptor set");
    let written = FileDescriptorSet::decode(written.as_slice()).expect("descriptors");
    assert!(
        written.file.len() > 5,
        "imports and the well-known types are there"
    );

    let server = Server::new().add(OddsServer::new(Silent));
    let bound = server.bind("127.0.0.1:0").await.expect("binds");
    let (url, handle) = (bound.local_addr().url(), bound.handle());
    let serving = tokio::spawn(bound.serve());
    let client = ServerReflectionClient::connect(&url).await.expect("connects");
    let names: Vec<_> = written.file.iter().map(|file| file.name().to_owned()).collect();
    let questions = names.into_iter().map(|name| ServerReflectionRequest {
        host: String::new(),
        message_request: Some(MessageRequest::FileByFilename(name)),
    });
    let questions: Vec<_> = questions.collect();
    let mut answers = client
        .server_reflection_info(Streaming::from_iter(questions))
        .await
        .expect("answers");
    for file in &written.file {
        let answer = answers
            .next()
            .await
            .expect("an answer to each")
            .expect("no error");
        let Some(MessageResponse::FileDescriptorResponse(told)) = answer.message_response else {
            panic!("{}: {answer:?}", file.name());
        };
        assert_eq!(
            told.file_descriptor_proto[0],
            file.encode_to_vec(),
            "{}",
            file.name()
        );
    }
    handle.shutdown();
    serving.await.expect("no panic").expect("no error");
}
