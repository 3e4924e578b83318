//! What this binary contains: every service that `#[service]` declared in it, found through `inventory`.
//!
//! Only services are roots. Messages are reached from them through types, so that no descriptor can be missing.

#[cfg(feature = "json")]
use crate::message::json::Types;
#[cfg(feature = "json")]
use crate::schema::reach;
use crate::schema::spec::ServiceSpec;

/// A service's record, submitted by `#[service]`.
#[derive(Debug)]
pub struct Root(pub &'static ServiceSpec);

inventory::collect!(Root);

/// The services of this binary, sorted by full name, those of traitwire itself (health, reflection) left out.
pub fn services() -> Vec<&'static ServiceSpec> {
    let mut all: Vec<_> = inventory::iter::<Root>
        .into_iter()
        .map(|root| root.0)
        .filter(|service| !is_own(service))
        .collect();
    all.sort_by_key(|service| (service.full_name, service.source));
    all
}

/// The messages that JSON may hold in an `Any` by default: the well-known types, and all that the services of this binary
/// reach.
#[cfg(feature = "json")]
pub fn types() -> Types {
    reach::messages(&services())
        .into_iter()
        .fold(Types::new(), Types::with_spec)
}

/// Whether a service is one that traitwire brings itself.
fn is_own(service: &ServiceSpec) -> bool {
    let module = service.source.module;
    module == "traitwire" || module.starts_with("traitwire::")
}
