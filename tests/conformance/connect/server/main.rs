//! The server under test of Connect's conformance suite, code first: the messages and the trait are what our importer
//! prints from `connectrpc/conformance/v1`.
//!
//! The runner writes a `ServerCompatRequest` to the standard input, behind a length of four bytes (big endian), and reads
//! a `ServerCompatResponse` from the standard output, framed alike; then it calls, and ends the server by a signal.

mod answer;
mod service;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use bytes::Bytes;
use traitwire::server::{ClientAuth, Server, Tls};
use traitwire::{Error, message};

use self::generated::connectrpc_conformance_v1_server_compat::{ServerCompatRequest, ServerCompatResponse};
use self::generated::connectrpc_conformance_v1_service::ConformanceServiceServer;
use self::service::Echo;

#[rustfmt::skip]
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, reason = "printed by the importer")]
mod generated;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("connect-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Error> {
    let request = read(&mut io::stdin().lock())?;
    let bound = configured(&request)?
        .add(ConformanceServiceServer::new(Echo))
        .bind("127.0.0.1:0")
        .await?;
    let port = bound.local_addr().tcp().map(|address| address.port());
    let response = ServerCompatResponse {
        host: "127.0.0.1".into(),
        port: u32::from(port.unwrap_or_default()),
        pem_cert: request.server_creds.map(|creds| creds.cert).unwrap_or_default(),
    };
    write(&mut io::stdout().lock(), &response)?;
    bound.serve().await
}

/// A server as the runner wants it.
fn configured(request: &ServerCompatRequest) -> Result<Server, Error> {
    let mut server = Server::new();
    if let Ok(limit @ 1..) = usize::try_from(request.message_receive_limit) {
        server = server.max_request_size(limit);
    }
    if !request.use_tls {
        return Ok(server);
    }
    let creds = request
        .server_creds
        .clone()
        .ok_or_else(|| Error::other("the runner gives no certificate to serve with"))?;
    let mut tls = Tls::from_pem(creds.cert, creds.key);
    if !request.client_tls_cert.is_empty() {
        tls = tls.client_auth(ClientAuth::required_pem(request.client_tls_cert.clone()));
    }
    Ok(server.tls(tls))
}

fn read(input: &mut impl Read) -> Result<ServerCompatRequest, Error> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    let mut request = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut request)?;
    message::decode(&Bytes::from(request)).map_err(Error::other)
}

fn write(output: &mut impl Write, response: &ServerCompatResponse) -> Result<(), Error> {
    let response = message::encode(response);
    let length = u32::try_from(response.len()).map_err(Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(&response)?;
    Ok(output.flush()?)
}
