//! A contract as wide as the language: three packages that import each other. `library` is one that `buf lint` finds
//! nothing in; `odd` has what protobuf allows and lint does not like.

pub(crate) mod library;
pub(crate) mod odd;
pub(crate) mod shared;

use traitwire::schema::spec::ServiceSpec;

/// The services of the sample.
pub(crate) fn services() -> Vec<&'static ServiceSpec> {
    let mut services = traitwire::registry::services();
    services.retain(|service| service.source.module.contains("::sample::"));
    services
}
