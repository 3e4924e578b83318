//! What is measured, and the bars it is held against.

use std::process::ExitCode;

use crate::load::{Running, Seen, Shape};

/// Alternating rounds of each shape: odd, so that there is a median.
const ROUNDS: usize = 5;

/// `GetUser` at 8 connections with 32 streams: what the bars are about.
const UNARY: Shape = Shape {
    name: "GetUser, 8 connections × 32 streams",
    method: "GetUser",
    message: b"\x0a\x0242",
    connections: 8,
    streams: 32,
    requests: 200_000,
};

const SHAPES: [Shape; 6] = [
    UNARY,
    Shape {
        name: "GetUser, 64 × 1",
        connections: 64,
        streams: 1,
        requests: 100_000,
        ..UNARY
    },
    Shape {
        name: "GetUser, 1 × 1",
        connections: 1,
        streams: 1,
        requests: 20_000,
        ..UNARY
    },
    Shape {
        name: "GetUser, 1 × 100",
        connections: 1,
        streams: 100,
        ..UNARY
    },
    Shape {
        name: "a list of 100, 8 × 32",
        method: "ListUsers",
        message: b"",
        requests: 50_000,
        ..UNARY
    },
    Shape {
        name: "a stream of 1000, 8 × 8",
        method: "WatchUsers",
        message: b"",
        streams: 8,
        requests: 4_000,
        ..UNARY
    },
];

/// At least so many times tonic's requests per second.
const REQUESTS: f64 = 1.8;
/// At most this part of tonic's CPU.
const CPU: f64 = 0.55;
/// At most so many instructions a request.
const INSTRUCTIONS: f64 = 34_000.0;
/// At most so many allocations a request.
const ALLOCATIONS: f64 = 16.0;

/// What can be measured. The replies are looked at in any case: alone, when nothing else is named.
const WORDS: [&str; 4] = ["replies", "times", "instructions", "allocations"];

/// Measures what the arguments name, or all there is.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(word) = args.iter().find(|arg| !WORDS.contains(&arg.as_str())) {
        eprintln!(
            "serving: {word} cannot be measured; these can: {}",
            WORDS.join(" ")
        );
        return ExitCode::from(2);
    }
    match measure(|what| args.is_empty() || args.iter().any(|arg| arg == what)) {
        Ok(missed) if missed.is_empty() => {
            println!("\nEvery bar that was looked at is met.");
            ExitCode::SUCCESS
        }
        Ok(missed) => {
            println!("\nMissed:\n");
            missed.iter().for_each(|bar| println!("* {bar}"));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("serving: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(wanted: impl Fn(&str) -> bool) -> Result<Vec<String>, String> {
    let mut missed = Vec::new();
    let mut bar = |met: bool, text: String| {
        if !met {
            missed.push(text);
        }
    };
    both(|server| Running::start(&format!("serve-{server}"), &[])?.check())?;
    println!("Both servers answer alike.");
    if wanted("allocations") {
        let [ours, theirs] = both(allocations)?;
        println!("allocations a request: {ours:.1}, tonic {theirs:.1}");
        bar(
            ours <= ALLOCATIONS,
            format!("{ours:.1} allocations a request, at most {ALLOCATIONS}"),
        );
    }
    if wanted("instructions") {
        let [ours, theirs] = both(instructions)?;
        println!(
            "instructions a request: {ours:.0}, tonic {theirs:.0}: {:.2}",
            ours / theirs
        );
        bar(
            ours <= INSTRUCTIONS,
            format!("{ours:.0} instructions a request, at most {INSTRUCTIONS}"),
        );
    }
    if wanted("times") {
        println!(
            "\n| | requests a second, to tonic's | CPU, to tonic's | µs of CPU a request, tonic |\n|---|--:|--:|--:|"
        );
        for shape in SHAPES {
            let (requests, cpu, theirs) = times(&shape)?;
            println!("| {} | {requests:.2} | {cpu:.2} | {theirs:.1} |", shape.name);
            if shape.name == UNARY.name {
                bar(
                    requests >= REQUESTS,
                    format!("{requests:.2} times tonic's requests, at least {REQUESTS}"),
                );
                bar(cpu <= CPU, format!("{cpu:.2} of tonic's CPU, at most {CPU}"));
            }
        }
    }
    Ok(missed)
}

/// Ours, and tonic's.
fn both<T>(measure: impl Fn(&str) -> Result<T, String>) -> Result<[T; 2], String> {
    Ok([measure("traitwire")?, measure("tonic")?])
}

/// Both servers in turn: the medians of the ratios of requests and of CPU, and of tonic's CPU a request.
fn times(shape: &Shape) -> Result<(f64, f64, f64), String> {
    let ours = Running::start("serve-traitwire", &[])?;
    let theirs = Running::start("serve-tonic", &[])?;
    // Warm: allocators, caches, the branch predictor.
    ours.load(shape, shape.requests / 10)?;
    theirs.load(shape, shape.requests / 10)?;
    let (mut requests, mut cpu, mut micros) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let run = |server: &Running| server.load(shape, shape.requests);
        let (a, b): (Seen, Seen) = if round % 2 == 0 {
            let a = run(&ours)?;
            (a, run(&theirs)?)
        } else {
            let b = run(&theirs)?;
            (run(&ours)?, b)
        };
        requests.push(a.requests_per_second / b.requests_per_second);
        cpu.push(a.cpu / b.cpu);
        micros.push(b.cpu * 1e6 / f64::from(shape.requests));
    }
    Ok((median(requests), median(cpu), median(micros)))
}

/// Allocations a request: the difference of two loads, so that connections and the start do not count.
fn allocations(server: &str) -> Result<f64, String> {
    let mut server = Running::start(&format!("counted-{server}"), &[])?;
    let mut count = |requests| -> Result<u64, String> {
        let before = server.ask()?;
        server.load(&UNARY, requests)?;
        Ok(server.ask()? - before)
    };
    count(10_000)?;
    let (few, many) = (count(10_000)?, count(50_000)?);
    Ok((many as f64 - few as f64) / 40_000.0)
}

/// Instructions a request, as callgrind counts them: the difference of two processes.
fn instructions(server: &str) -> Result<f64, String> {
    let total = |requests| -> Result<f64, String> {
        let wrapper = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"].map(String::from);
        let server = Running::start(&format!("serve-{server}"), &wrapper)?;
        server.load(&UNARY, requests)?;
        let text = server.end()?;
        text.lines()
            .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
            .ok_or_else(|| format!("callgrind printed no count; is valgrind there?\n{text}"))
    };
    let (few, many) = (total(2_000)?, total(12_000)?);
    Ok((many - few) / 10_000.0)
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
