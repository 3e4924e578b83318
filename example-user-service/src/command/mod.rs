//! What the command line asks for, a file for each command.

pub(crate) mod serve;
pub(crate) mod token;
mod welcome;

use std::io::{self, ErrorKind, Write as _};

use traitwire::Error;

/// Unlike `print!`, does not panic when nobody reads any more (`… | head`).
fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
