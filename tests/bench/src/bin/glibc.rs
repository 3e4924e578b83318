//! Under the allocator that Rust takes by default: on Linux, glibc's.

fn main() -> std::process::ExitCode {
    traitwire_bench::main()
}
