//! traitwire's message codec beside prost's and buffa's. `tests/bench/run` runs it; README.md says how it measures.

mod cases;
mod data;
mod measure;
mod messages;
pub mod report;

use std::process::ExitCode;

use self::measure::Operation;

/// Runs what the arguments name, in a binary whose allocator is what it compares under.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let cases = cases::all();
    match args[..] {
        ["times", ref names @ ..] => {
            let named = |case: &&cases::Case| names.is_empty() || names.contains(&case.name);
            for case in cases.iter().filter(named) {
                for operation in Operation::ALL {
                    println!("{}", measure::times(case, operation));
                }
            }
        }
        ["list"] => {
            for case in &cases {
                for operation in Operation::ALL {
                    for library in cases::LIBRARIES {
                        println!("{}\t{operation}\t{library}", case.name);
                    }
                }
            }
        }
        ["repeat", name, operation, library, count] => {
            let case = cases.iter().find(|case| case.name == name);
            let operation = Operation::ALL.into_iter().find(|o| o.to_string() == operation);
            let library = cases::LIBRARIES.iter().position(|l| *l == library);
            let (Some(case), Some(operation), Some(library), Ok(count)) =
                (case, operation, library, count.parse())
            else {
                eprintln!("not on the list");
                return ExitCode::FAILURE;
            };
            let run = case.codecs[library].of(operation);
            run(3); // what is learned or allocated once
            measure::counted(run, count);
        }
        _ => {
            eprintln!("times [CASE...] | list | repeat CASE OPERATION LIBRARY COUNT");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
