//! The table, and the bars that it is held against.

use std::collections::HashMap;
use std::fmt::Write;
use std::process::ExitCode;

/// No case may take longer than this, against prost.
const WORST: f64 = 1.03;
/// The geometric mean of prost's times over ours, of encoding and of decoding, at least.
const AHEAD_OF_PROST: f64 = 1.4;
/// The same of buffa's: ahead.
const AHEAD_OF_BUFFA: f64 = 1.0;

/// The case whose times depend on the system's pages more than on a library: the means are printed with it and without.
const PAGES: &str = "bytes of 1 MiB";

/// One line of the times.
struct Times {
    case: String,
    operation: String,
    size: String,
    /// Nanoseconds of ours, prost's and buffa's.
    nanos: [f64; 3],
    /// Ours to prost's and to buffa's.
    ratios: [f64; 2],
}

impl Times {
    fn parse(line: &str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (case, operation, size) = (columns.next()?, columns.next()?, columns.next()?);
        let mut number = || columns.next()?.parse().ok();
        Some(Self {
            case: case.into(),
            operation: operation.into(),
            size: size.into(),
            nanos: [number()?, number()?, number()?],
            ratios: [number()?, number()?],
        })
    }

    /// One line of what several processes measured: the median of each figure.
    fn of_processes(lines: &[Self]) -> Self {
        let median = |figure: &dyn Fn(&Self) -> f64| {
            let mut figures: Vec<f64> = lines.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        let first = &lines[0];
        Self {
            case: first.case.clone(),
            operation: first.operation.clone(),
            size: first.size.clone(),
            nanos: [0, 1, 2].map(|library| median(&|line| line.nanos[library])),
            ratios: [0, 1].map(|other| median(&|line| line.ratios[other])),
        }
    }
}

/// The lines of all processes, joined by case and operation, in the order of the first process.
fn times(text: &str) -> Vec<Times> {
    let mut cases: Vec<Vec<Times>> = Vec::new();
    for line in text.lines().filter_map(Times::parse) {
        let same = |other: &Times| other.case == line.case && other.operation == line.operation;
        match cases.iter_mut().find(|lines| same(&lines[0])) {
            Some(lines) => lines.push(line),
            None => cases.push(vec![line]),
        }
    }
    cases.iter().map(|lines| Times::of_processes(lines)).collect()
}

/// Instructions by case, operation and library.
type Instructions = HashMap<String, f64>;

fn instructions(text: &str) -> Instructions {
    text.lines()
        .filter_map(|line| line.rsplit_once('\t'))
        .filter_map(|(key, count)| Some((key.into(), count.parse().ok()?)))
        .collect()
}

/// Prints what the arguments name: an allocator, the file of its times, and the file of its instructions, for each.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut missed = Vec::new();
    for run in args.chunks_exact(3) {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let times = times(&read(&run[1]));
        print!(
            "{}",
            table(&run[0], &times, &instructions(&read(&run[2])), &mut missed)
        );
    }
    if args.is_empty() || !missed.is_empty() {
        println!("Missed:\n");
        missed.iter().for_each(|bar| println!("* {bar}"));
        return ExitCode::FAILURE;
    }
    println!("Every bar is met.");
    ExitCode::SUCCESS
}

fn table(allocator: &str, times: &[Times], instructions: &Instructions, missed: &mut Vec<String>) -> String {
    let mut text = format!(
        "\n## {allocator}\n\n\
         | case | bytes | | ns traitwire | prost | buffa | time to prost's | to buffa's | instructions traitwire | prost | buffa | to prost's | to buffa's |\n\
         |---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
    );
    for line in times {
        let Times {
            case,
            operation,
            size,
            nanos,
            ratios,
        } = line;
        let count = |library: &str| {
            instructions
                .get(&format!("{case}\t{operation}\t{library}"))
                .copied()
        };
        let counts = ["traitwire", "prost", "buffa"].map(count);
        let to = |other: Option<f64>| Some(counts[0]? / other?);
        let whole = |count: Option<f64>| count.map_or("–".into(), |count| format!("{count:.0}"));
        let ratio = |ratio: Option<f64>| ratio.map_or("–".into(), |ratio| format!("{ratio:.2}"));
        let _ = writeln!(
            text,
            "| {case} | {size} | {operation} | {:.0} | {:.0} | {:.0} | {:.2} | {:.2} | {} | {} | {} | {} | {} |",
            nanos[0],
            nanos[1],
            nanos[2],
            ratios[0],
            ratios[1],
            whole(counts[0]),
            whole(counts[1]),
            whole(counts[2]),
            ratio(to(counts[1])),
            ratio(to(counts[2])),
        );
        if ratios[0] > WORST {
            missed.push(format!(
                "{allocator}, {operation}, {case}: {:.2} of prost's time",
                ratios[0]
            ));
        }
    }
    let _ = writeln!(
        text,
        "\n| how many times as fast | as prost | as buffa |\n|---|--:|--:|"
    );
    for operation in ["encode", "decode"] {
        let of = |i: usize, without: &str| {
            let lines = times
                .iter()
                .filter(|line| line.operation == operation && line.case != without);
            mean(lines.map(|line| 1.0 / line.ratios[i]))
        };
        for (without, remark) in [("", ""), (PAGES, ", without the bytes")] {
            let (prost, buffa) = (of(0, without), of(1, without));
            let _ = writeln!(
                text,
                "| {operation}, geometric mean{remark} | {prost:.2} | {buffa:.2} |"
            );
            for (library, mean, bar) in [("prost", prost, AHEAD_OF_PROST), ("buffa", buffa, AHEAD_OF_BUFFA)] {
                if mean.is_nan() || mean < bar {
                    missed.push(format!(
                        "{allocator}, {operation}{remark}: {mean:.2} times as fast as {library} in the mean, not {bar}"
                    ));
                }
            }
        }
    }
    let _ = writeln!(text);
    text
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value.ln(), count + 1));
    (sum / f64::from(count)).exp()
}
