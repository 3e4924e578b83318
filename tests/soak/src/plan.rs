//! What a call is to be, and how it may end: all of it follows from the seed of the run and the call's number.

use std::time::Duration;

use traitwire::Code;

use crate::api::{Ending, Order, Part, Source};
use crate::random::{Random, content};

/// What a handler may fail with. None of these is a code that the transport uses for what the soak does to calls.
const FAILURES: [Code; 6] = [
    Code::InvalidArgument,
    Code::NotFound,
    Code::AlreadyExists,
    Code::PermissionDenied,
    Code::FailedPrecondition,
    Code::OutOfRange,
];

/// One of so many calls cuts its connection while others run on it.
const CUTS: u64 = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    One,
    Many,
    Sum,
    Talk,
}

/// How the messages of a request are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sends {
    /// As they are taken.
    AtHand,
    /// By a task.
    Spawned,
    /// Each after the reply to the one before.
    InTurn,
}

/// What the caller does before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// Nothing: it waits.
    Never,
    /// It drops the call when so many others have had their turn.
    AfterTurns(u32),
    /// It drops the call after a time.
    AfterTime(Duration),
    /// It drops the stream of replies after so many.
    AfterReplies(u32),
    /// Its own stream fails after so many messages, which resets the call.
    Fails(u32),
    /// It gives the call a deadline, which it keeps as the server does.
    Deadline(Duration),
    /// It has the server give the call a deadline, and waits.
    Limited(Duration),
}

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) number: u64,
    pub(crate) shape: Shape,
    pub(crate) order: Order,
    pub(crate) sends: Sends,
    pub(crate) leaves: Leaves,
    /// Whether the request is compressed.
    pub(crate) compress: bool,
    /// Whether it cuts its connection first.
    pub(crate) cuts: bool,
}

impl Plan {
    /// The call of this number in the run of this seed.
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        let mut random = Random::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let shape = match random.below(10) {
            0..4 => Shape::One,
            4..6 => Shape::Many,
            6..8 => Shape::Sum,
            _ => Shape::Talk,
        };
        let parts = match shape {
            Shape::One | Shape::Many => 1,
            Shape::Sum | Shape::Talk => length(&mut random),
        };
        // How far the handler comes: replies, or messages where there is one reply.
        let steps = match shape {
            Shape::One => 0,
            Shape::Many => length(&mut random),
            Shape::Sum | Shape::Talk => parts,
        };
        let (ending, leaves) = fate(&mut random, shape, parts, steps);
        let after = match (ending, leaves) {
            (Ending::Answer, _) => steps,
            // The replies that it waits for have to come.
            (_, Leaves::AfterReplies(replies)) => random.within(replies.max(1), steps),
            _ if steps == 0 => 0,
            _ => random.within(1, steps),
        };
        let order = Order {
            seed: random.next(),
            parts,
            part_size: size(&mut random, parts),
            reply_size: size(&mut random, steps),
            ending,
            after,
            code: FAILURES[random.below(FAILURES.len() as u32) as usize] as u32,
            compress: random.percent(20),
            source: if random.percent(50) {
                Source::Polled
            } else {
                Source::Spawned
            },
            pauses: if random.percent(30) { random.below(4) } else { 0 },
        };
        let in_turn = shape == Shape::Talk && !matches!(leaves, Leaves::Fails(_));
        let sends = match random.below(3) {
            0 if in_turn => Sends::InTurn,
            0 | 1 => Sends::AtHand,
            _ => Sends::Spawned,
        };
        Self {
            number,
            shape,
            order,
            sends,
            leaves,
            compress: random.percent(20),
            cuts: number % CUTS == CUTS / 2,
        }
    }

    /// A message of the request.
    pub(crate) fn part(&self, index: u32) -> Part {
        Part {
            order: (index == 0).then(|| self.order.clone()),
            index,
            content: content(self.order.seed, index, self.order.part_size),
        }
    }

    /// How many replies come before the end, where nothing ends the call before.
    pub(crate) fn replies(&self) -> u32 {
        match (self.shape, self.order.ending) {
            (Shape::One | Shape::Sum, Ending::Answer) => 1,
            (Shape::One | Shape::Sum, _) => 0,
            (Shape::Many | Shape::Talk, _) => self.order.after,
        }
    }

    /// How the handler ends, if its caller and its connection let it.
    pub(crate) fn natural(&self) -> Option<Code> {
        match self.order.ending {
            // It never sees the end of the request.
            Ending::Answer if matches!(self.leaves, Leaves::Fails(_)) => None,
            Ending::Answer => Some(Code::Ok),
            Ending::Fail => Some(Code::from(self.order.code as i32)),
            Ending::Panic => Some(Code::Internal),
            Ending::Hang => None,
        }
    }
}

/// How the handler ends, and what the caller does.
fn fate(random: &mut Random, shape: Shape, parts: u32, steps: u32) -> (Ending, Leaves) {
    let streams = matches!(shape, Shape::Many | Shape::Talk);
    match random.below(100) {
        0..70 => (Ending::Answer, Leaves::Never),
        70..77 => (Ending::Fail, Leaves::Never),
        77..82 => (Ending::Panic, Leaves::Never),
        82..90 => {
            let leaves = match random.below(3) {
                0 => Leaves::AfterTurns(random.below(20)),
                1 if streams && steps > 0 => Leaves::AfterReplies(random.below(steps)),
                _ => Leaves::AfterTime(Duration::from_micros(random.below(5000).into())),
            };
            (either(random), leaves)
        }
        90..95 => match shape {
            Shape::One | Shape::Many => (either(random), Leaves::AfterTurns(random.below(5))),
            Shape::Sum | Shape::Talk => (Ending::Answer, Leaves::Fails(random.below(parts))),
        },
        95..98 => {
            let deadline = Duration::from_micros(random.within(500, 20_000).into());
            match random.percent(50) {
                true => (Ending::Hang, Leaves::Deadline(deadline)),
                false => (Ending::Hang, Leaves::Limited(deadline)),
            }
        }
        _ => {
            let deadline = Duration::from_micros(random.within(200, 3000).into());
            (Ending::Answer, Leaves::Deadline(deadline))
        }
    }
}

fn either(random: &mut Random) -> Ending {
    if random.percent(50) {
        Ending::Hang
    } else {
        Ending::Answer
    }
}

/// How many messages a stream has.
fn length(random: &mut Random) -> u32 {
    match random.below(100) {
        0..80 => random.within(1, 6),
        80..99 => random.within(6, 30),
        _ => random.within(100, 300),
    }
}

/// How much a message holds, in bytes: much only where there are few.
fn size(random: &mut Random, messages: u32) -> u32 {
    match (random.below(1000), messages) {
        (0..3, 0..=2) => random.within(256 << 10, 1 << 20),
        (0..40, 0..=6) => random.within(8 << 10, 64 << 10),
        (0..200, 0..=30) => random.within(1 << 10, 8 << 10),
        _ => random.below(200),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_follows_from_its_number() {
        for number in 0..1000 {
            let (a, b) = (Plan::new(7, number), Plan::new(7, number));
            assert_eq!((a.order, a.leaves), (b.order, b.leaves));
        }
        assert_ne!(Plan::new(7, 1).order.seed, Plan::new(8, 1).order.seed);
    }

    #[test]
    fn there_are_all_kinds_of_calls() {
        let plans: Vec<_> = (0..20_000).map(|number| Plan::new(1, number)).collect();
        let is_there = |what: &dyn Fn(&Plan) -> bool| plans.iter().filter(|plan| what(plan)).count() >= 10;
        for shape in [Shape::One, Shape::Many, Shape::Sum, Shape::Talk] {
            for ending in [Ending::Answer, Ending::Fail, Ending::Panic, Ending::Hang] {
                assert!(is_there(
                    &|plan| plan.shape == shape && plan.order.ending == ending
                ));
            }
            for compress in [true, false] {
                let large = 8 << 10;
                assert!(is_there(&|plan| plan.shape == shape
                    && plan.compress == compress
                    && plan.order.part_size >= large));
                assert!(is_there(&|plan| plan.shape == shape
                    && plan.order.compress == compress
                    && plan.order.reply_size >= large));
            }
            assert!(is_there(
                &|plan| plan.shape == shape && matches!(plan.leaves, Leaves::Deadline(_))
            ));
            assert!(is_there(
                &|plan| plan.shape == shape && matches!(plan.leaves, Leaves::Limited(_))
            ));
            assert!(is_there(
                &|plan| plan.shape == shape && matches!(plan.leaves, Leaves::AfterTime(_))
            ));
        }
        assert!(is_there(&|plan| matches!(plan.leaves, Leaves::Fails(_))));
        assert!(is_there(&|plan| matches!(plan.leaves, Leaves::AfterReplies(_))));
        assert!(is_there(&|plan| plan.sends == Sends::InTurn));
        assert!(is_there(&|plan| plan.cuts));
    }

    #[test]
    fn a_handler_never_has_more_steps_than_its_call() {
        for number in 0..20_000 {
            let plan = Plan::new(3, number);
            let order = &plan.order;
            match plan.shape {
                Shape::One => assert_eq!(order.after, 0),
                Shape::Sum | Shape::Talk => assert!((1..=order.parts).contains(&order.after)),
                Shape::Many => assert!(order.after > 0),
            }
            if let Leaves::AfterReplies(replies) = plan.leaves {
                assert!(replies <= order.after);
            }
        }
    }
}
