//! The command line.

/// What the server is started with.
pub(crate) struct Arguments {
    /// Where it listens.
    pub(crate) address: String,
    /// Whether it speaks TLS.
    pub(crate) tls: bool,
}

impl Arguments {
    /// Reads them; `None` where they are no such.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let (mut address, mut tls) = (None, false);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--listen" if address.is_none() => address = Some(arguments.next()?),
                "--tls" => tls = true,
                _ => return None,
            }
        }
        Some(Self {
            address: address?,
            tls,
        })
    }
}
