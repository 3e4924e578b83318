//! How time is measured: in rounds that alternate, so that whatever else the machine does meets all three alike.

use std::fmt;
use std::time::{Duration, Instant};

use crate::cases::Case;

/// Does its work so many times.
pub(crate) type Run = Box<dyn Fn(u64)>;

/// Many, and odd, so that there is a median.
const ROUNDS: usize = 151;

/// How long one library's turn in a round takes, about: short, so that most turns end before another process interrupts.
const TURN: Duration = Duration::from_micros(300);

/// What is done with a message.
#[derive(Clone, Copy)]
pub(crate) enum Operation {
    Encode,
    Decode,
}

impl Operation {
    pub(crate) const ALL: [Self; 2] = [Self::Encode, Self::Decode];
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Encode => "encode",
            Self::Decode => "decode",
        })
    }
}

/// A line of the times of one operation: the median of each library in nanoseconds, and the medians of the ratios of ours
/// to the others, each taken within a round.
pub(crate) fn times(case: &Case, operation: Operation) -> String {
    let runs = case.codecs.each_ref().map(|codec| codec.of(operation));
    let counts = runs.map(calibrate);
    let mut nanos = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        for turn in 0..runs.len() {
            // Each begins as often as each other one.
            let library = (round + turn) % runs.len();
            let took = time(runs[library], counts[library]);
            nanos[library].push(took.as_secs_f64() * 1e9 / counts[library] as f64);
        }
    }
    let [ours, prost, buffa] = &nanos;
    let against = |other: &[f64]| median(ours.iter().zip(other).map(|(a, b)| a / b).collect());
    format!(
        "{}\t{operation}\t{}\t{:.1}\t{:.1}\t{:.1}\t{:.4}\t{:.4}",
        case.name,
        case.size,
        median(ours.clone()),
        median(prost.clone()),
        median(buffa.clone()),
        against(prost),
        against(buffa),
    )
}

/// Where callgrind counts: `tests/bench/run` names it.
#[inline(never)]
pub(crate) fn counted(run: &Run, count: u64) {
    run(count);
}

/// How many runs fill a turn.
fn calibrate(run: &Run) -> u64 {
    let mut count = 1;
    loop {
        let took = time(run, count);
        if took >= TURN {
            return count;
        }
        let missing = TURN.as_secs_f64() / took.as_secs_f64().max(1e-9);
        count = (count as f64 * missing.clamp(1.1, 10.0)).ceil() as u64;
    }
}

fn time(run: &Run, count: u64) -> Duration {
    let start = Instant::now();
    run(count);
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
