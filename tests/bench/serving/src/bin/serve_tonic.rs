//! tonic's server, with the system's allocator.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    traitwire_serving_bench::serve_tonic::main()
}
