//! Checks that an application registers: whether what a service needs is there.

use std::fmt::Display;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::statuses::Statuses;

type Outcome = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// One check, run again and again while the server serves.
pub(in crate::server) struct Checkup {
    service: String,
    every: Duration,
    check: Box<dyn Fn() -> Outcome + Send + Sync>,
}

impl Checkup {
    /// A check of a service.
    pub(in crate::server) fn new<C, F, E>(service: String, every: Duration, check: C) -> Self
    where
        C: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Display + 'static,
    {
        let check = Box::new(move || {
            let outcome = check();
            let told = async move { outcome.await.map_err(|error| error.to_string()) };
            Box::pin(told) as Outcome
        });
        Self {
            service,
            // A timer cannot tick without a pause.
            every: every.max(Duration::from_millis(1)),
            check,
        }
    }

    /// The service.
    pub(in crate::server) fn service(&self) -> &str {
        &self.service
    }

    /// Runs the check once. One that panics or takes longer than its interval has failed.
    async fn outcome(&self) -> Result<(), String> {
        let mut outcome: Option<Outcome> = None;
        let guarded = poll_fn(|cx| {
            let polled = catch_unwind(AssertUnwindSafe(|| {
                outcome.get_or_insert_with(&self.check).as_mut().poll(cx)
            }));
            polled.unwrap_or_else(|_| Poll::Ready(Err("the check panicked".to_owned())))
        });
        let outcome = timeout(self.every, guarded).await;
        outcome.unwrap_or_else(|_| Err(format!("the check took longer than {:?}", self.every)))
    }

    async fn run(self, index: usize, statuses: Statuses) {
        let mut ticks = interval(self.every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut passed = None;
        loop {
            ticks.tick().await;
            let outcome = self.outcome().await;
            let passes = outcome.is_ok();
            if passed.replace(passes) != Some(passes) {
                let service = &self.service;
                match outcome {
                    Ok(()) => tracing::info!(service, "a health check passes"),
                    Err(error) => tracing::warn!(service, error, "a health check fails"),
                }
            }
            statuses.checked(&self.service, index, passes);
        }
    }
}

/// Has a service that has checks be NOT_SERVING until they have passed.
pub(in crate::server) fn expect(checkups: &[Checkup], statuses: &Statuses) {
    for (index, checkup) in checkups.iter().enumerate() {
        statuses.checked(&checkup.service, index, false);
    }
}

/// Runs all checks, until what is returned is dropped.
pub(in crate::server) fn run(checkups: Vec<Checkup>, statuses: &Statuses) -> JoinSet<()> {
    let mut running = JoinSet::new();
    for (index, checkup) in checkups.into_iter().enumerate() {
        running.spawn(checkup.run(index, statuses.clone()));
    }
    running
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_check_that_fails_hangs_or_panics_has_not_passed() {
        let every = Duration::from_millis(20);
        let fine = Checkup::new(String::new(), every, || async { Ok::<_, &str>(()) });
        assert_eq!(fine.outcome().await, Ok(()));
        let fails = Checkup::new(String::new(), every, || async { Err("no database") });
        assert_eq!(fails.outcome().await, Err("no database".to_owned()));
        let hangs = Checkup::new(String::new(), every, || {
            std::future::pending::<Result<(), &str>>()
        });
        assert!(hangs.outcome().await.is_err_and(|error| error.contains("longer")));
        let panics = Checkup::new(String::new(), every, || async {
            assert!(std::hint::black_box(false), "on purpose");
            Ok::<_, &str>(())
        });
        assert!(
            panics
                .outcome()
                .await
                .is_err_and(|error| error.contains("panicked"))
        );
    }
}
