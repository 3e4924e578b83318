//! The server's memory and tasks over the run, each taken when no call was running.

use std::fmt;

use crate::sample::Sample;

/// How much more the last quarter may have than the second, of what the server has allocated.
const LIVE: Allowance = Allowance {
    percent: 5,
    bytes: 256 << 10,
};

/// The same in a run that ends before connections have all seen their largest messages: as much as their buffers may
/// still grow.
const LIVE_OF_FEW: Allowance = Allowance {
    percent: 5,
    bytes: 64 * (128 << 10),
};

/// So many calls are few.
const FEW: u64 = 500_000;

/// The same of what the system has given it: the allocator keeps some of what it gets back.
const RESIDENT: Allowance = Allowance {
    percent: 5,
    bytes: 8 << 20,
};

/// And of its tasks.
const TASKS: Allowance = Allowance { percent: 5, bytes: 2 };

/// The greater of the two counts.
#[derive(Clone, Copy)]
struct Allowance {
    percent: usize,
    bytes: usize,
}

impl Allowance {
    fn of(self, mean: usize) -> usize {
        (mean * self.percent / 100).max(self.bytes)
    }
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Point {
    pub(crate) calls: u64,
    pub(crate) per_second: f64,
    /// What has been found wrong so far.
    pub(crate) wrong: usize,
    pub(crate) sample: Sample,
}

/// The points so far.
#[derive(Default)]
pub(crate) struct Curve(Vec<Point>);

impl Curve {
    pub(crate) const HEAD: &str =
        "     calls  calls/s  wrong   live KiB   peak KiB    RSS KiB  tasks  running";

    pub(crate) fn push(&mut self, point: Point) {
        self.0.push(point);
    }

    /// What is not flat.
    pub(crate) fn verdict(&self) -> Vec<String> {
        let few = self.0.last().is_none_or(|point| point.calls < FEW);
        let live = if few { LIVE_OF_FEW } else { LIVE };
        [
            self.flat("live bytes", live, |sample| sample.live),
            self.flat("RSS", RESIDENT, |sample| sample.resident),
            self.flat("tasks", TASKS, |sample| sample.tasks),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn flat(&self, what: &str, allowance: Allowance, of: fn(&Sample) -> usize) -> Option<String> {
        let quarter = self.0.len() / 4;
        let mean = |points: &[Point]| {
            let sum: usize = points.iter().map(|point| of(&point.sample)).sum();
            sum / points.len().max(1)
        };
        let second = mean(&self.0[quarter..2 * quarter]);
        let last = mean(&self.0[self.0.len() - quarter..]);
        let most = second + allowance.of(second);
        (last > most).then(|| {
            format!(
                "{what} grow: {second} on average in the second quarter, {last} in the last, at most {most}"
            )
        })
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sample {
            live,
            peak,
            resident,
            tasks,
            begun,
            ended,
        } = self.sample;
        write!(
            f,
            "{:10} {:8.0} {:6} {:10} {:10} {:10} {:6} {:8}",
            self.calls,
            self.per_second,
            self.wrong,
            live >> 10,
            peak >> 10,
            resident >> 10,
            tasks,
            begun - ended
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(live: impl Fn(usize) -> usize, tasks: impl Fn(usize) -> usize) -> Curve {
        let points = (1..=20).map(|step| Point {
            calls: step as u64 * 150_000,
            sample: Sample {
                live: live(step),
                resident: 100 << 20,
                tasks: tasks(step),
                ..Sample::default()
            },
            ..Point::default()
        });
        Curve(points.collect())
    }

    #[test]
    fn what_settles_is_flat_and_what_grows_is_not() {
        let settled = curve(|step| if step < 3 { step << 20 } else { 10 << 20 }, |_| 70);
        assert_eq!(settled.verdict(), Vec::<String>::new());
        // A tenth of a byte for each of three million calls.
        let leaks = curve(|step| (5 << 20) + step * 30_000, |_| 70);
        assert_eq!(leaks.verdict().len(), 1, "{:?}", leaks.verdict());
        assert!(leaks.verdict()[0].starts_with("live bytes grow"));
        let piles = curve(|_| 5 << 20, |step| 70 + step);
        assert!(piles.verdict()[0].starts_with("tasks grow"));
    }
}
