//! The statuses of a server's services.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::watch;

use super::ServingStatus;

/// Each service's status, shared by all who set, read and watch it.
#[derive(Debug, Clone)]
pub(in crate::server) struct Statuses(Arc<watch::Sender<Table>>);

/// Statuses by the full name of the service; "" is the server as a whole.
#[derive(Debug)]
pub(super) struct Table {
    statuses: BTreeMap<String, ServingStatus>,
    /// Nothing changes after a shutdown.
    shut_down: bool,
}

impl Table {
    pub(super) fn get(&self, service: &str) -> Option<ServingStatus> {
        self.statuses.get(service).copied()
    }
}

impl Statuses {
    /// Services that serve, and the server as a whole.
    pub(in crate::server) fn serving<'a>(services: impl IntoIterator<Item = &'a str>) -> Self {
        let statuses = std::iter::once("")
            .chain(services)
            .map(|service| (service.to_owned(), ServingStatus::Serving))
            .collect();
        Self(Arc::new(watch::Sender::new(Table {
            statuses,
            shut_down: false,
        })))
    }

    /// The status of a service, if it is known.
    pub(super) fn get(&self, service: &str) -> Option<ServingStatus> {
        self.0.borrow().get(service)
    }

    /// All of them.
    pub(super) fn all(&self) -> BTreeMap<String, ServingStatus> {
        self.0.borrow().statuses.clone()
    }

    /// Sets the status of a service, unless the server is shut down.
    pub(in crate::server) fn set(&self, service: &str, status: ServingStatus) {
        self.0.send_if_modified(|table| {
            !table.shut_down && table.statuses.insert(service.to_owned(), status) != Some(status)
        });
    }

    /// Sets everything to NOT_SERVING, for good.
    pub(in crate::server) fn shut_down(&self) {
        self.0.send_modify(|table| {
            table.shut_down = true;
            for status in table.statuses.values_mut() {
                *status = ServingStatus::NotServing;
            }
        });
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Table> {
        self.0.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ServingStatus::{NotServing, Serving};

    #[test]
    fn what_is_mounted_serves_and_so_does_the_whole() {
        let statuses = Statuses::serving(["user.UserService"]);
        assert_eq!(statuses.get(""), Some(Serving));
        assert_eq!(statuses.get("user.UserService"), Some(Serving));
        assert_eq!(statuses.get("user.Other"), None);
        assert_eq!(statuses.all().len(), 2);
    }

    #[test]
    fn a_shutdown_is_for_good() {
        let statuses = Statuses::serving(["a.A"]);
        statuses.set("a.A", NotServing);
        assert_eq!(
            (statuses.get("a.A"), statuses.get("")),
            (Some(NotServing), Some(Serving))
        );
        statuses.set("a.A", Serving);
        statuses.shut_down();
        statuses.set("a.A", Serving);
        statuses.set("a.New", Serving);
        assert_eq!(
            (statuses.get("a.A"), statuses.get("")),
            (Some(NotServing), Some(NotServing))
        );
        assert_eq!(statuses.get("a.New"), None);
    }
}
