//! The services that every server has: health, and reflection in its two versions. Load reports too, where they are
//! asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::drain::Drain;
use super::health::{Checks, HealthServer, Statuses};
use super::orca::{Load, OpenRcaServiceServer, Reporter};
use super::reflection::{Reflector, v1, v1alpha};
use super::router::{Mount, Owner, Router};
use crate::error::Error;
use crate::interceptor::Resources;
use crate::schema::spec::ServiceSpec;

/// What a server serves, by name.
pub(super) type Specs = BTreeMap<&'static str, &'static ServiceSpec>;

/// Mounts them beside `mounted`, which they speak of, themselves included: outside all interceptors, since a probe
/// has no token.
///
/// # Errors
/// When a service of theirs is mounted already, or the services contradict each other on the wire.
pub(super) fn mount(
    mounted: &mut Specs,
    router: &mut Router,
    drain: &Drain,
    load: Option<Load>,
) -> Result<Statuses, Error> {
    let mut own = vec![
        <HealthServer<Checks> as crate::server::Service>::SPEC,
        <v1::ServerReflectionServer<Reflector> as crate::server::Service>::SPEC,
        <v1alpha::ServerReflectionServer<Reflector> as crate::server::Service>::SPEC,
    ];
    if load.is_some() {
        own.push(<OpenRcaServiceServer<Reporter> as crate::server::Service>::SPEC);
    }
    for spec in own {
        if mounted.insert(spec.full_name, spec).is_some() {
            return Err(Error::new(format!(
                "every server serves {} by itself: do not add another",
                spec.full_name
            )));
        }
    }
    let statuses = Statuses::serving(mounted.keys().copied());
    let specs: Vec<_> = mounted.values().copied().collect();
    let reflector = Arc::new(Reflector::new(&specs, drain.clone())?);
    let mut services: Vec<Box<dyn Mount<()>>> = vec![
        Box::new(HealthServer::new(Checks::new(statuses.clone(), drain.clone()))),
        Box::new(v1::ServerReflectionServer::from_arc(reflector.clone())),
        Box::new(v1alpha::ServerReflectionServer::from_arc(reflector)),
    ];
    if let Some(load) = load {
        let reporter = Reporter::new(load, drain.clone());
        services.push(Box::new(OpenRcaServiceServer::new(reporter)));
    }
    let (interceptors, resources) = (Arc::new(()), Resources::new());
    for service in services {
        let endpoint = service.mount(&interceptors, &resources)?;
        router.insert(service.spec().full_name, Owner::Server, endpoint);
    }
    Ok(statuses)
}
