//! What traitwire does across its crates: one binary, a module per topic.

mod enums;
mod errors;
mod fields;
mod floors;
mod foreign;
mod lints;
mod messages;
mod oneofs;
mod packages;
mod services;
mod serving;
mod tonic;
mod twins;
mod well_known;
