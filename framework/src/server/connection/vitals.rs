//! When a connection has to say something, leave or end: its times, as plain state.

use std::time::{Duration, Instant};

use crate::server::limits::{LONGEST, Limits};

/// The client's preface, and the head of the SETTINGS frame that follows it (RFC 9113, 3.4).
const PREFACE: u64 = 24 + 9;

/// How often a connection that leaves is looked at.
const LINGER: Duration = Duration::from_secs(1);

/// How long its peer may take to answer, when none of its calls is running and nothing moves, and how often it is asked.
const ANSWER: Duration = Duration::from_secs(5);
const ASKED: u32 = 3;

/// How much is written from one look to the next, in bytes, where replies are taken: more than what PINGs are answered with.
const TAKEN: u64 = 4 << 10;

/// Nothing is due before that.
const LATER: Duration = Duration::from_secs(24 * 3600);

/// What a connection has come to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Bytes read and written.
    pub(super) read: u64,
    pub(super) written: u64,
    /// Streams that have begun.
    pub(super) streams: u64,
    /// Whether a call is running, and one that a leaving server waits for.
    pub(super) busy: bool,
    pub(super) awaited: bool,
    /// Whether there is something that the peer has not taken.
    pub(super) owes: bool,
    /// Whether the peer has answered when it was [asked](Act::Ping) last.
    pub(super) answered: bool,
}

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Wait,
    /// Ask the peer whether it is there.
    Ping,
    /// End in order.
    Leave(&'static str),
    /// End now.
    End(&'static str),
}

/// The times of a connection.
#[derive(Debug)]
pub(super) struct Vitals {
    limits: Limits,
    /// When the preface is to be there, until it is.
    preface: Option<Instant>,
    retires: Option<Instant>,
    /// Since when there has been no call, and how many streams there had been.
    idle: (Instant, u64),
    /// When the peer was last heard, and how much it had said.
    heard: (Instant, u64),
    pinged: Option<Instant>,
    leaving: Option<Leaving>,
}

#[derive(Debug)]
struct Leaving {
    /// When it is looked at again.
    look: Instant,
    /// Since when none of its calls has been running.
    quiet: Instant,
    /// When something was last read or written, and how much of each.
    moved: (Instant, Option<(u64, u64)>),
    /// When the peer last took some of its replies.
    taken: Instant,
    /// When the peer was first asked whether it has heard, how often, and whether it has answered.
    asked: (Option<Instant>, u32),
    heard: bool,
    /// When it ends, whatever runs.
    until: Option<Instant>,
}

impl Vitals {
    /// A connection that begins. `chance`, any number, decides how far its age is from that of others.
    pub(super) fn new(limits: Limits, now: Instant, chance: u64) -> Self {
        Self {
            limits,
            preface: Some(after(now, limits.preface_timeout)),
            retires: limits.max_connection_age.map(|age| after(now, vary(age, chance))),
            idle: (now, 0),
            heard: (now, 0),
            pinged: None,
            leaving: None,
        }
    }

    /// When to [`act`](Self::act) next.
    pub(super) fn next(&self, now: Instant) -> Instant {
        let keepalive = match self.pinged {
            Some(pinged) => Some(after(pinged, self.limits.keepalive_timeout)),
            None => self
                .limits
                .keepalive_interval
                .map(|interval| after(self.heard.0, interval)),
        };
        let ends = match &self.leaving {
            Some(leaving) => [Some(leaving.look), leaving.until],
            None => [
                self.retires,
                self.limits
                    .max_connection_idle
                    .map(|idle| after(self.idle.0, idle)),
            ],
        };
        let due = [self.preface, keepalive].into_iter().chain(ends);
        due.flatten().min().unwrap_or(now + LATER)
    }

    /// What is to be done.
    pub(super) fn act(&mut self, now: Instant, seen: Seen) -> Act {
        if self.preface.is_some_and(|preface| preface <= now) {
            self.preface = None;
            if seen.read < PREFACE {
                return Act::End("it sent no HTTP/2 preface in time");
            }
        }
        if let Some(end) = self.ends(now, seen) {
            return end;
        }
        if self.leaving.is_none()
            && let Some(why) = self.leaves(now, seen)
        {
            self.leave(now, self.limits.max_connection_age_grace);
            return Act::Leave(why);
        }
        self.keep_alive(now, seen)
    }

    /// From now on there is no new call, and after `grace` no old one.
    pub(super) fn leave(&mut self, now: Instant, grace: Option<Duration>) {
        self.leaving = Some(Leaving {
            look: now + LINGER,
            quiet: now,
            moved: (now, None),
            taken: now,
            asked: (None, 0),
            heard: false,
            until: grace.map(|grace| after(now, grace)),
        });
    }

    /// Whether it leaves already.
    pub(super) fn is_leaving(&self) -> bool {
        self.leaving.is_some()
    }

    fn ends(&mut self, now: Instant, seen: Seen) -> Option<Act> {
        let leaving = self.leaving.as_mut()?;
        if leaving.until.is_some_and(|until| until <= now) {
            return Some(Act::End("its calls ran beyond the grace after its age"));
        }
        if leaving.look > now {
            return None;
        }
        leaving.look(now, seen);
        // The engine ends it when the peer has all replies. One that is there may be slow to take them, and has heard nothing
        // yet where the question is behind them. Streams of our own, which have no end, are not waited for.
        let taken = match seen.busy {
            true => leaving.quiet,
            false => leaving.quiet.max(leaving.taken),
        };
        let patience = self.limits.send_timeout;
        if patience.is_some_and(|patience| after(taken, patience) <= now) {
            return Some(Act::End("it did not take its replies in time"));
        }
        if let (Some(asked), _) = leaving.asked
            && !leaving.heard
            && !seen.owes
            && after(leaving.quiet.max(leaving.moved.0).max(asked), ANSWER) <= now
        {
            return Some(Act::End("it did not answer a GOAWAY"));
        }
        // Behind the GOAWAY, so that whoever answers has heard that too.
        let (first, count) = &mut leaving.asked;
        let asks = *count == 0 || !leaving.heard && *count < ASKED;
        asks.then(|| {
            first.get_or_insert(now);
            *count += 1;
            Act::Ping
        })
    }

    fn leaves(&mut self, now: Instant, seen: Seen) -> Option<&'static str> {
        if self.retires.is_some_and(|retires| retires <= now) {
            return Some("it is as old as connections get");
        }
        if seen.busy || seen.streams != self.idle.1 {
            self.idle = (now, seen.streams);
        }
        let idle = self.limits.max_connection_idle?;
        (after(self.idle.0, idle) <= now).then_some("it has had no call for long")
    }

    fn keep_alive(&mut self, now: Instant, seen: Seen) -> Act {
        if seen.read != self.heard.1 {
            self.heard = (now, seen.read);
            self.pinged = None;
        }
        match (self.pinged, self.limits.keepalive_interval) {
            (Some(pinged), _) if after(pinged, self.limits.keepalive_timeout) <= now => {
                Act::End("it did not answer a PING")
            }
            (None, Some(interval)) if after(self.heard.0, interval) <= now => {
                self.pinged = Some(now);
                Act::Ping
            }
            _ => Act::Wait,
        }
    }
}

impl Leaving {
    /// Notes what has changed since it was last looked at.
    fn look(&mut self, now: Instant, seen: Seen) {
        self.look = now + LINGER;
        if seen.awaited {
            self.quiet = now;
        }
        let moved = (seen.read, seen.written);
        let before = self.moved.1.replace(moved);
        // At the first look there is nothing to compare with, and a thread may have been slow to look.
        if before != Some(moved) {
            self.moved.0 = now;
        }
        if before.is_none_or(|(_, written)| written + TAKEN <= seen.written) {
            self.taken = now;
        }
        self.heard |= self.asked.0.is_some() && seen.answered;
    }
}

/// A moment; `Duration::MAX`, as much as for ever, is no overflow.
fn after(moment: Instant, time: Duration) -> Instant {
    moment + time.min(LONGEST)
}

/// A time within a tenth of this one.
fn vary(time: Duration, chance: u64) -> Duration {
    const STEPS: u32 = 1000;
    let step = (chance % u64::from(STEPS)) as u32;
    time.min(LONGEST)
        .mul_f64(0.9 + 0.2 * f64::from(step) / f64::from(STEPS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// A connection that has sent its preface.
    fn begun() -> Seen {
        Seen {
            read: 100,
            written: 100,
            ..Seen::default()
        }
    }

    /// What is done at which second, with the same seen each time, until it ends or leaves.
    fn lives(mut vitals: Vitals, begun: Instant, seen: impl Fn(u64) -> Seen) -> Vec<(u64, Act)> {
        let mut now = begun;
        let mut done = Vec::new();
        for _ in 0..100 {
            now = now.max(vitals.next(now));
            let second = (now - begun).as_secs();
            let act = vitals.act(now, seen(second));
            if act != Act::Wait {
                done.push((second, act));
            }
            if matches!(act, Act::End(_)) {
                break;
            }
        }
        done
    }

    fn limits() -> Limits {
        Limits {
            keepalive_interval: None,
            max_connection_idle: None,
            ..Limits::default()
        }
    }

    #[test]
    fn a_silent_peer_is_asked_and_then_gone() {
        let limits = Limits {
            keepalive_interval: Some(60 * SECOND),
            keepalive_timeout: 20 * SECOND,
            ..limits()
        };
        let now = Instant::now();
        let done = lives(Vitals::new(limits, now, 0), now, |_| begun());
        // First heard when it was looked at, for its preface.
        assert_eq!(
            done,
            [(70, Act::Ping), (90, Act::End("it did not answer a PING"))]
        );
    }

    #[test]
    fn a_peer_that_answers_stays() {
        let limits = Limits {
            keepalive_interval: Some(60 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        let mut vitals = Vitals::new(limits, now, 0);
        let mut seen = begun();
        let mut pings = 0;
        let mut at = now;
        for _ in 0..100 {
            at = vitals.next(at);
            match vitals.act(at, seen) {
                Act::Wait => {}
                Act::Ping => {
                    pings += 1;
                    seen.read += 17;
                }
                act => panic!("{act:?}"),
            }
        }
        assert!(pings > 40, "{pings}");
    }

    #[test]
    fn a_preface_is_waited_for_once() {
        let now = Instant::now();
        let done = lives(Vitals::new(limits(), now, 0), now, |_| Seen::default());
        assert_eq!(done, [(10, Act::End("it sent no HTTP/2 preface in time"))]);
    }

    #[test]
    fn idle_is_counted_from_the_last_call() {
        let limits = Limits {
            max_connection_idle: Some(100 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        let calls = |second| Seen {
            busy: second < 150,
            streams: if second < 120 { 1 } else { 2 },
            awaited: second < 150,
            ..begun()
        };
        let done = lives(Vitals::new(limits, now, 0), now, calls);
        let (second, act) = done[0];
        assert_eq!(act, Act::Leave("it has had no call for long"));
        // The end of a call is noticed when the connection is looked at: at the latest after as long again.
        assert!((250..=350).contains(&second), "{second}");
        let ends = (second + 6, Act::End("it did not answer a GOAWAY"));
        let asked = (1..=3).map(|after| (second + after, Act::Ping));
        assert_eq!(done[1..], asked.chain([ends]).collect::<Vec<_>>());
    }

    #[test]
    fn a_peer_that_is_there_has_time_to_take_its_replies() {
        let limits = Limits {
            send_timeout: Some(60 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        for (awaited, ends) in [(0, 61), (30, 90)] {
            let mut vitals = Vitals::new(limits, now, 0);
            vitals.leave(now, None);
            let done = lives(vitals, now, |second| Seen {
                awaited: second <= awaited,
                answered: true,
                ..begun()
            });
            let end = Act::End("it did not take its replies in time");
            assert_eq!(done, [(1, Act::Ping), (ends, end)]);
        }
    }

    /// The question is behind what the peer is still taking.
    #[test]
    fn a_peer_that_takes_its_replies_need_not_have_answered() {
        let limits = Limits {
            send_timeout: Some(20 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        let unheard = "it did not answer a GOAWAY";
        let untaken = "it did not take its replies in time";
        for (takes, at_a_time, busy, owes, ends, why) in [
            // As long as it takes them, and then has nothing to take.
            (30, TAKEN, false, false, 35, unheard),
            (60, TAKEN, false, false, 65, unheard),
            // It has stopped in the middle.
            (30, TAKEN, false, true, 50, untaken),
            (0, TAKEN, false, true, 21, untaken),
            // What is written are answers to its questions, or a stream of ours.
            (60, 17, false, true, 21, untaken),
            (60, TAKEN, true, true, 20, untaken),
        ] {
            let mut vitals = Vitals::new(limits, now, 0);
            vitals.leave(now, None);
            let mut done = lives(vitals, now, |second| Seen {
                written: second.min(takes) * at_a_time,
                busy,
                owes,
                ..begun()
            });
            done.retain(|(_, act)| *act != Act::Ping);
            assert_eq!(done, [(ends, Act::End(why))], "{takes} {at_a_time}");
        }
    }

    /// A thread that has much else to do looks late.
    #[test]
    fn nobody_is_gone_who_has_not_been_asked() {
        let now = Instant::now();
        let mut vitals = Vitals::new(limits(), now, 0);
        vitals.leave(now, None);
        let late = now + 30 * SECOND;
        assert_eq!(vitals.act(late, begun()), Act::Ping);
        assert_eq!(vitals.act(late + 4 * SECOND, begun()), Act::Ping);
        let end = Act::End("it did not answer a GOAWAY");
        assert_eq!(vitals.act(late + 5 * SECOND, begun()), end);
    }

    /// A later question does not take an answer back.
    #[test]
    fn a_peer_that_has_answered_has() {
        let limits = Limits {
            send_timeout: Some(60 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        let mut vitals = Vitals::new(limits, now, 0);
        vitals.leave(now, None);
        let done = lives(vitals, now, |second| Seen {
            answered: second == 2,
            ..begun()
        });
        let end = Act::End("it did not take its replies in time");
        assert_eq!(done, [(1, Act::Ping), (61, end)]);
    }

    #[test]
    fn age_is_an_end_in_order_and_then_one_at_once() {
        let limits = Limits {
            max_connection_age: Some(1000 * SECOND),
            max_connection_age_grace: Some(30 * SECOND),
            ..limits()
        };
        let now = Instant::now();
        let busy = |_| Seen {
            busy: true,
            awaited: true,
            ..begun()
        };
        for (chance, second) in [(0, 900), (500, 1000), (999, 1099)] {
            let mut done = lives(Vitals::new(limits, now, chance), now, busy);
            done.retain(|(_, act)| *act != Act::Ping);
            assert_eq!(
                done,
                [
                    (second, Act::Leave("it is as old as connections get")),
                    (
                        second + 30,
                        Act::End("its calls ran beyond the grace after its age")
                    ),
                ]
            );
        }
    }

    #[test]
    fn a_connection_without_limits_is_looked_at_rarely() {
        let now = Instant::now();
        let mut vitals = Vitals::new(limits(), now, 0);
        let preface = vitals.next(now);
        assert_eq!(vitals.act(preface, begun()), Act::Wait);
        assert!(vitals.next(preface) > preface + 3600 * SECOND);
    }

    #[test]
    fn for_ever_is_no_overflow() {
        let ever = Some(Duration::MAX);
        let limits = Limits {
            preface_timeout: Duration::MAX,
            keepalive_interval: ever,
            keepalive_timeout: Duration::MAX,
            max_connection_idle: ever,
            max_connection_age: ever,
            ..limits()
        };
        let now = Instant::now();
        let mut vitals = Vitals::new(limits, now, 999);
        vitals.leave(now, ever);
        assert!(vitals.next(now) > now);
        assert_eq!(vitals.act(now, begun()), Act::Wait);
        assert!(vitals.next(now) > now);
    }
}
