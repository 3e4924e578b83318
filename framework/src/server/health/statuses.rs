//! The statuses of a server's services.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::watch;

use super::ServingStatus;

/// The name of the server as a whole.
const WHOLE: &str = "";

/// Each service's status, shared by all who set, read and watch it.
#[derive(Debug, Clone)]
pub(in crate::server) struct Statuses(Arc<watch::Sender<Table>>);

/// Statuses by the full name of the service; "" is the server as a whole, which serves while all its parts do.
#[derive(Debug)]
pub(super) struct Table {
    parts: BTreeMap<String, Part>,
    /// Nothing changes after a shutdown.
    shut_down: bool,
}

/// What is known of one service.
#[derive(Debug, Default, PartialEq)]
struct Part {
    /// Whether it was said not to serve.
    stopped: bool,
    /// Its checks that did not pass when they last ran, or have not run.
    failing: BTreeSet<usize>,
}

impl Part {
    fn serves(&self) -> bool {
        !self.stopped && self.failing.is_empty()
    }
}

impl Table {
    pub(super) fn get(&self, service: &str) -> Option<ServingStatus> {
        let part = self.parts.get(service)?;
        let serves = match service {
            WHOLE => self.parts.values().all(Part::serves),
            _ => part.serves(),
        };
        Some(match serves && !self.shut_down {
            true => ServingStatus::Serving,
            false => ServingStatus::NotServing,
        })
    }
}

impl Statuses {
    /// Services that serve, and the server as a whole.
    pub(in crate::server) fn serving<'a>(services: impl IntoIterator<Item = &'a str>) -> Self {
        let parts = std::iter::once(WHOLE)
            .chain(services)
            .map(|service| (service.to_owned(), Part::default()))
            .collect();
        Self(Arc::new(watch::Sender::new(Table {
            parts,
            shut_down: false,
        })))
    }

    /// The status of a service, if it is known.
    pub(super) fn get(&self, service: &str) -> Option<ServingStatus> {
        self.0.borrow().get(service)
    }

    /// All of them.
    pub(super) fn all(&self) -> BTreeMap<String, ServingStatus> {
        let table = self.0.borrow();
        let names = table.parts.keys();
        names
            .filter_map(|name| Some((name.clone(), table.get(name)?)))
            .collect()
    }

    /// Says of a service whether it serves, unless the server is shut down.
    pub(in crate::server) fn set(&self, service: &str, serving: bool) {
        self.change(service, |part| part.stopped = !serving);
    }

    /// Says of a service whether one of its checks passes, unless the server is shut down.
    pub(super) fn checked(&self, service: &str, check: usize, passes: bool) {
        self.change(service, |part| {
            match passes {
                true => part.failing.remove(&check),
                false => part.failing.insert(check),
            };
        });
    }

    fn change(&self, service: &str, change: impl FnOnce(&mut Part)) {
        self.0.send_if_modified(|table| {
            if table.shut_down {
                return false;
            }
            change(table.parts.entry(service.to_owned()).or_default());
            // Who watches looks for itself whether that makes a difference.
            true
        });
    }

    /// Sets everything to NOT_SERVING, for good.
    pub(in crate::server) fn shut_down(&self) {
        self.0.send_modify(|table| table.shut_down = true);
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
    fn the_whole_serves_while_its_parts_do() {
        let statuses = Statuses::serving(["a.A", "a.B"]);
        let all = || ["", "a.A", "a.B"].map(|name| statuses.get(name));
        statuses.set("a.A", false);
        assert_eq!(all(), [Some(NotServing), Some(NotServing), Some(Serving)]);
        // Its own word stands beside those of its parts.
        statuses.set("", true);
        assert_eq!(all(), [Some(NotServing), Some(NotServing), Some(Serving)]);
        statuses.set("a.A", true);
        assert_eq!(all(), [Some(Serving); 3]);
        statuses.set("", false);
        assert_eq!(all(), [Some(NotServing), Some(Serving), Some(Serving)]);
    }

    #[test]
    fn a_service_serves_while_all_its_checks_pass() {
        let statuses = Statuses::serving(["a.A"]);
        statuses.checked("a.A", 0, false);
        statuses.checked("a.A", 1, false);
        statuses.checked("a.A", 0, true);
        assert_eq!(statuses.get("a.A"), Some(NotServing));
        statuses.checked("a.A", 1, true);
        assert_eq!(statuses.get("a.A"), Some(Serving));
        statuses.set("a.A", false);
        statuses.checked("a.A", 1, true);
        assert_eq!(statuses.get("a.A"), Some(NotServing));
    }

    #[test]
    fn a_shutdown_is_for_good() {
        let statuses = Statuses::serving(["a.A"]);
        statuses.shut_down();
        statuses.set("a.A", true);
        statuses.checked("a.A", 0, true);
        statuses.set("a.New", true);
        assert_eq!(
            (statuses.get("a.A"), statuses.get("")),
            (Some(NotServing), Some(NotServing))
        );
        assert_eq!(statuses.get("a.New"), None);
    }
}
