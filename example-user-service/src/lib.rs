//! The parts of the example user service, shared by its server, its client and its tests.
//!
//! [`api`] is the contract: one trait, and the rules of what it takes. [`service`] implements it over a [`store`] and a
//! chat [`room`]; [`audit`] is an interceptor of our own, which the trait names as an attribute.

pub mod api;
pub mod audit;
pub mod room;
pub mod service;
pub mod store;
