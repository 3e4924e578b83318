//! The run: calls in twenty parts, with a sample of the server after each, when none is running.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use traitwire::Context;

use crate::api::{Ending, Soak};
use crate::call::make;
use crate::connection::Connection;
use crate::curve::{Curve, Point};
use crate::handler::reply;
use crate::judge::{Outcome, judge, reconcile};
use crate::ledger::Entry;
use crate::plan::{Leaves, Plan, Shape};
use crate::process::Process;
use crate::sample::Sample;

const CONNECTIONS: usize = 64;

/// Calls at a time on each.
const CALLERS: usize = 4;

/// After how many parts of the run the server is looked at.
const PARTS: u64 = 20;

/// How long the server may take to end what its callers have left.
const REST: Duration = Duration::from_secs(10);

/// How much of what is wrong is told.
const TOLD: usize = 20;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Everything that the callers share.
struct Run {
    seed: u64,
    connections: Vec<Connection>,
    next: AtomicU64,
    /// What calls that are not part of the account come with.
    nobody: Context,
    /// What each caller saw, by number.
    outcomes: Mutex<Vec<Option<Outcome>>>,
    wrong: Mutex<Vec<String>>,
}

/// Makes so many calls. Whether everything was right.
///
/// # Errors
/// When the run itself cannot go on.
pub(crate) async fn run(calls: u64, seed: u64) -> Result<bool, Failure> {
    println!("soak: {calls} calls over {CONNECTIONS} connections, SOAK_SEED={seed}");
    let mut server = Process::start(calls).await?;
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        connections.push(Connection::new(&server.address).await?);
    }
    let run = Arc::new(Run {
        seed,
        connections,
        next: AtomicU64::new(0),
        nobody: Context::new(),
        outcomes: Mutex::new(vec![None; usize::try_from(calls)?]),
        wrong: Mutex::default(),
    });
    run.knock().await;
    let (idle, _) = rest(&mut server, usize::MAX).await?;
    println!(
        "{}\n{}",
        Curve::HEAD,
        Point {
            sample: idle,
            ..Point::default()
        }
    );

    let mut curve = Curve::default();
    for part in 1..=PARTS {
        let (begun, until) = (Instant::now(), calls * part / PARTS);
        let before = run.next.load(Ordering::Relaxed);
        run.clone().call(until).await;
        let per_second = (until - before) as f64 / begun.elapsed().as_secs_f64();
        run.knock().await;
        let (sample, rests) = rest(&mut server, idle.tasks).await?;
        if !rests {
            run.wrong().push(format!(
                "after {until} calls the server does not come to rest: {sample:?}, and {} tasks at first",
                idle.tasks
            ));
        }
        let point = Point {
            calls: until,
            per_second,
            wrong: run.wrong().len(),
            sample,
        };
        println!("{point}");
        curve.push(point);
    }

    let path = std::env::temp_dir().join(format!("soak-{}.ledger", std::process::id()));
    let ledger = server.ledger(&path).await?;
    run.reconcile(&ledger);
    let mut wrong = std::mem::take(&mut *run.wrong());
    drop(run);
    wrong.extend(curve.verdict());
    let left = server.leave().await?;
    if !left.success() {
        wrong.push(format!("the server ended with {left}"));
    }
    for what in wrong.iter().take(TOLD) {
        println!("WRONG {what}");
    }
    match wrong.len() {
        0 => println!("soak: every call ended as it may, none is lost, memory is flat"),
        count => println!("soak: {count} things are wrong"),
    }
    Ok(wrong.is_empty())
}

/// Waits until no call is running and no more tasks are left than there may be: what the server is like then, or when that
/// does not come, and whether it came.
async fn rest(server: &mut Process, tasks: usize) -> io::Result<(Sample, bool)> {
    let begun = Instant::now();
    // What was most at once is told by the first.
    let mut peak = 0;
    loop {
        let sample = server.sample().await?;
        peak = sample.peak.max(peak);
        let rests = sample.begun == sample.ended && sample.tasks <= tasks;
        if rests || begun.elapsed() > REST {
            return Ok((Sample { peak, ..sample }, rests));
        }
    }
}

impl Run {
    fn wrong(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn outcomes(&self) -> std::sync::MutexGuard<'_, Vec<Option<Outcome>>> {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All calls before `until` that have not been made.
    async fn call(self: Arc<Self>, until: u64) {
        let mut callers = JoinSet::new();
        for caller in 0..CONNECTIONS * CALLERS {
            let run = self.clone();
            callers.spawn(async move {
                let connection = &run.connections[caller % CONNECTIONS];
                while let Some(number) = run.take(until) {
                    let plan = Plan::new(run.seed, number);
                    let seen = make(connection, &plan).await;
                    match judge(&plan, &seen) {
                        Ok(outcome) => run.outcomes()[number as usize] = Some(outcome),
                        Err(what) => run.wrong().push(format!("call {number}: {what}; {plan:?}")),
                    }
                }
            });
        }
        while let Some(ended) = callers.join_next().await {
            if let Err(error) = ended {
                self.wrong().push(format!("a caller ended early: {error}"));
            }
        }
    }

    /// The number of the next call.
    fn take(&self, until: u64) -> Option<u64> {
        let next = |number| (number < until).then_some(number + 1);
        self.next
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next)
            .ok()
    }

    /// One call on each connection: it works, and all of them are there.
    async fn knock(&self) {
        let is_plain = |plan: &Plan| {
            plan.shape == Shape::One && plan.order.ending == Ending::Answer && plan.leaves == Leaves::Never
        };
        for (index, connection) in self.connections.iter().enumerate() {
            let mut plans = (0..).map(|number| Plan::new(index as u64, number));
            let Some(plan) = plans.find(is_plain) else {
                continue;
            };
            let ask = || connection.client(false).one(&self.nobody, plan.part(0));
            let (is_whole, _) = connection.state();
            let mut answer = ask().await;
            if answer.is_err() && !is_whole {
                // It had been cut, and this call was the first to find it so.
                answer = ask().await;
            }
            if answer.as_ref().ok() != Some(&reply(&plan.order, 0)) {
                self.wrong()
                    .push(format!("connection {index} at rest: {answer:?}"));
            }
        }
    }

    /// Compares what callers saw with the server's account.
    fn reconcile(&self, ledger: &[u8]) {
        let outcomes = std::mem::take(&mut *self.outcomes());
        if ledger.len() != outcomes.len() {
            self.wrong()
                .push(format!("{} entries for {} calls", ledger.len(), outcomes.len()));
        }
        let mut counts = BTreeMap::new();
        for (number, (outcome, byte)) in (0..).zip(outcomes.into_iter().zip(ledger)) {
            let entry = Entry::read(*byte);
            *counts.entry(format!("{outcome:?} / {entry:?}")).or_insert(0_u64) += 1;
            let plan = Plan::new(self.seed, number);
            // One that was wrong has been told.
            let Some(outcome) = outcome else { continue };
            if let Err(what) = reconcile(&plan, outcome, entry) {
                self.wrong()
                    .push(format!("call {number} is lost: {what}; {plan:?}"));
            }
        }
        println!("for the caller / at the server:");
        for (pair, count) in counts {
            println!("{count:10}  {pair}");
        }
    }
}
