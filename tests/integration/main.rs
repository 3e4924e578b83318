//! What traitwire does across its crates: one binary, a module per topic.

mod calls;
mod enums;
mod errors;
mod fields;
mod floors;
mod json;
mod lints;
mod messages;
mod oneofs;
mod packages;
mod prost_build;
mod readme;
mod runs;
mod service_arguments;
mod service_items;
mod services;
mod serving;
mod table;
mod tonic;
mod twins;
mod well_known;
