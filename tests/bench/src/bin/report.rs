//! Prints the table of what was measured, and says where a bar is missed.

fn main() -> std::process::ExitCode {
    traitwire_bench::report::main()
}
