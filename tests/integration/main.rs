//! What traitwire does across its crates: one binary, a module per topic.

mod enums;
mod errors;
mod floors;
mod foreign;
mod lints;
mod messages;
mod oneofs;
mod packages;
mod service_arguments;
mod service_items;
mod services;
mod serving;
mod tonic;
mod twins;
