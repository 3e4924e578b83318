//! Measures both servers in one run and prints the ratios.

fn main() -> std::process::ExitCode {
    traitwire_serving_bench::serving::main()
}
