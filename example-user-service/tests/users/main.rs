//! The service as its callers see it: in process, over a socket, and as a running program.

mod auth;
mod chat;
mod errors;
mod program;
mod support;
mod tour;

traitwire::contract!("../proto");
