//! tonic's server, with an allocator that counts.

use traitwire_serving_bench::{allocations, serve_tonic};

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    allocations::answer();
    serve_tonic::main()
}
