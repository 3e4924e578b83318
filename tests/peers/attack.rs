//! One attack, and how the server is to bear it.

use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use super::api::Measured;
use super::peer::Seen;
use super::target::Target;

/// How long the server may take to be as it was.
const RECOVERY: Duration = Duration::from_secs(5);

/// How much memory an attack may cost at once, in MiB, unless it says otherwise.
const ROOM: u64 = 24;

/// An attack.
#[derive(Clone, Copy)]
pub(crate) struct Attack {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What the server may do about it.
    expected: &'static [Seen],
    /// How much memory it may cost at once, in MiB.
    room: u64,
    /// How much of the system's, which is asked where C allocates.
    resident: Option<u64>,
    act: fn(&Target) -> Seen,
}

impl Attack {
    /// An attack which `act` is, and which the server does one of `expected` about.
    pub(crate) const fn new(name: &'static str, expected: &'static [Seen], act: fn(&Target) -> Seen) -> Self {
        Self {
            name,
            expected,
            room: ROOM,
            resident: None,
            act,
        }
    }

    /// It costs more than others: so many MiB.
    pub(crate) const fn room(mut self, room: u64) -> Self {
        self.room = room;
        self
    }

    /// Nor may the process have had more of the system at once than before it, and so many MiB: it is asked (Linux).
    pub(crate) const fn resident(mut self, room: u64) -> Self {
        self.resident = Some(room);
        self
    }

    /// Attacks, and looks at what is left. How many bytes it cost at once, and all that is wrong after it.
    pub(crate) fn run(&self, target: &Target, before: &Measured) -> (u64, String) {
        let mut wrong = String::new();
        let begun = match self.resident {
            Some(_) => target.forget(),
            None => target.measure(),
        };
        let seen = (self.act)(target);
        let ended = target.measure();
        let peak = ended.peak.saturating_sub(begun.heap);
        if !self.expected.contains(&seen) {
            let _ = write!(wrong, "expected one of {:?}, saw {seen:?}; ", self.expected);
        }
        if peak > self.room << 20 {
            let _ = write!(wrong, "it cost {} KiB at once; ", peak >> 10);
        }
        if let Some(room) = self.resident {
            let resident = ended.resident_peak.saturating_sub(begun.resident_peak);
            match ended.resident_peak {
                0 => println!("          the system does not say what it had"),
                _ => println!("          {:>7} KiB  of the system", resident >> 10),
            }
            if resident > room << 20 {
                let _ = write!(wrong, "it cost {} KiB of the system at once; ", resident >> 10);
            }
        }
        if let Err(seen) = target.greet() {
            let _ = write!(wrong, "a new caller is not answered: {seen:?}; ");
        }
        if let Err(after) = recovered(target, before) {
            let _ = write!(wrong, "{after:?} is left of {before:?}; ");
        }
        if let Err(seen) = target.greet_hasty() {
            let _ = write!(wrong, "a new caller in haste is not answered: {seen:?}; ");
        }
        (peak, wrong)
    }
}

/// Waits until the server is as it was before.
fn recovered(target: &Target, before: &Measured) -> Result<(), Measured> {
    let allowed = before.heap + (before.heap / 10).max(1 << 20);
    let begun = Instant::now();
    loop {
        let now = target.measure();
        if now.heap <= allowed && now.tasks <= before.tasks {
            return Ok(());
        }
        if begun.elapsed() > RECOVERY {
            return Err(now);
        }
        thread::yield_now();
    }
}
