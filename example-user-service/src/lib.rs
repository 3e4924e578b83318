//! The parts of the example user service, shared by its server, its client and its tests.

pub mod api;
pub mod store;
