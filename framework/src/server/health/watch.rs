//! One watch: a service's status, each time that it is another one.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tokio::sync::watch::Receiver;
use tonic::Status;

use super::statuses::{Statuses, Table};
use super::{HealthCheckResponse, ServingStatus};

/// The stream of a watch. It has no end of its own.
pub(super) struct Watch {
    next: Pin<Box<dyn Future<Output = Watched> + Send>>,
}

/// What is watched, and the status that was sent last.
struct Watched {
    table: Receiver<Table>,
    service: String,
    sent: Option<ServingStatus>,
}

impl Watch {
    pub(super) fn new(statuses: &Statuses, service: String) -> Self {
        let watched = Watched {
            table: statuses.subscribe(),
            service,
            sent: None,
        };
        Self {
            next: Box::pin(watched.next()),
        }
    }
}

impl Watched {
    /// Waits until there is another status than the one that was sent.
    async fn next(mut self) -> Self {
        let Self { table, service, sent } = &mut self;
        let status = |table: &Table| table.get(service).unwrap_or(ServingStatus::ServiceUnknown);
        let another = table.wait_for(|table| *sent != Some(status(table))).await;
        let another = another.map(|table| status(&table)).ok();
        if another.is_none() {
            // The statuses are gone with their server: nothing more will come.
            std::future::pending::<()>().await;
        }
        self.sent = another;
        self
    }
}

impl Stream for Watch {
    type Item = Result<HealthCheckResponse, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let watched = ready!(self.next.as_mut().poll(cx));
        let status = watched.sent.unwrap_or_default();
        self.next = Box::pin(watched.next());
        Poll::Ready(Some(Ok(HealthCheckResponse { status })))
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;
    use ServingStatus::{NotServing, ServiceUnknown, Serving};

    /// The next status, `None` when none waits.
    async fn next(watch: &mut Watch) -> Option<ServingStatus> {
        poll_fn(|cx| {
            Poll::Ready(match Pin::new(&mut *watch).poll_next(cx) {
                Poll::Ready(Some(Ok(response))) => Some(response.status),
                _ => None,
            })
        })
        .await
    }

    #[tokio::test]
    async fn each_change_once_and_no_repeats() {
        let statuses = Statuses::serving(["a.A", "a.B"]);
        let mut watch = Watch::new(&statuses, "a.A".to_owned());
        assert_eq!(next(&mut watch).await, Some(Serving));
        assert_eq!(next(&mut watch).await, None);

        statuses.set("a.A", true);
        statuses.set("a.B", false);
        assert_eq!(next(&mut watch).await, None);

        statuses.set("a.A", false);
        statuses.set("a.A", true);
        assert_eq!(next(&mut watch).await, None);

        statuses.set("a.A", false);
        assert_eq!(next(&mut watch).await, Some(NotServing));
        statuses.shut_down();
        assert_eq!(next(&mut watch).await, None);
    }

    #[tokio::test]
    async fn an_unknown_service_is_watched_until_it_is_known() {
        let statuses = Statuses::serving([]);
        let mut watch = Watch::new(&statuses, "a.A".to_owned());
        assert_eq!(next(&mut watch).await, Some(ServiceUnknown));
        assert_eq!(next(&mut watch).await, None);
        statuses.set("a.A", true);
        assert_eq!(next(&mut watch).await, Some(Serving));
        statuses.shut_down();
        assert_eq!(next(&mut watch).await, Some(NotServing));
    }
}
