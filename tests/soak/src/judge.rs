//! Whether a call ended as it may: for its caller, and in the server's account.

use std::time::Duration;

use traitwire::Code;

use crate::api::Ending;
use crate::call::{Ended, Seen, own_failure};
use crate::handler::failure;
use crate::ledger::Entry;
use crate::plan::{Leaves, Plan};

/// How long after its deadline a caller may hear of it, on a machine that has much else to do.
const LATE: Duration = Duration::from_secs(10);

/// How much of what is sent a caller may have no room for: the window that a stream begins with.
const WINDOW: u32 = 65_535;

/// How a call ended, where that is as it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// As its handler ends.
    Natural,
    /// By its caller's leaving.
    Left,
    /// By its deadline.
    Late,
    /// By the failure of its caller's stream.
    Failed,
    /// With its connection.
    Cut,
}

/// Judges what a caller saw.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn judge(plan: &Plan, seen: &Seen) -> Result<Outcome, String> {
    let (code, message) = match &seen.ended {
        Ended::Stuck => return Err("it was never answered".to_owned()),
        Ended::Wrong(what) => return Err(format!("a wrong reply: {what}")),
        Ended::Left => (Code::Cancelled, ""),
        Ended::Status(code, message) => (*code, message.as_str()),
    };
    if seen.told != Some(code) {
        return Err(format!("its hook was told {:?}, not {code:?}", seen.told));
    }
    if seen.replies > plan.replies() {
        return Err(format!("{} replies came of {}", seen.replies, plan.replies()));
    }
    if matches!(seen.ended, Ended::Left) {
        return Ok(Outcome::Left);
    }
    if plan.natural() == Some(code) {
        return natural(plan, seen, message).map(|()| Outcome::Natural);
    }
    match (code, plan.leaves) {
        (Code::DeadlineExceeded, Leaves::Deadline(deadline) | Leaves::Limited(deadline)) => match seen.took {
            took if took < deadline => Err(format!("it was late after {took:?} already")),
            took if took > deadline + LATE => Err(format!("it was late, and that after {took:?}")),
            _ => Ok(Outcome::Late),
        },
        // The replies were larger than what its caller had room for when its time was over: no status overtakes it.
        (Code::Cancelled, Leaves::Limited(deadline))
            if seen.took >= deadline && plan.order.reply_size * plan.replies() > WINDOW =>
        {
            Ok(Outcome::Late)
        }
        (Code::Aborted, Leaves::Fails(_)) if message == own_failure().message() => Ok(Outcome::Failed),
        (Code::Unavailable, _) if seen.cut => Ok(Outcome::Cut),
        _ => Err(format!("it ended with {code:?} ({message})")),
    }
}

/// A call that was let end: with everything that belongs to it.
fn natural(plan: &Plan, seen: &Seen, message: &str) -> Result<(), String> {
    if seen.replies != plan.replies() {
        return Err(format!("{} replies came of {}", seen.replies, plan.replies()));
    }
    if plan.order.ending == Ending::Fail && message != failure(&plan.order).message() {
        return Err(format!("it failed with the message of another: {message}"));
    }
    let trailer = seen.trailer.as_deref();
    if trailer != Some(plan.order.seed.to_string().as_str()) {
        return Err(format!("its trailer is of another: {trailer:?}"));
    }
    Ok(())
}

/// Judges the server's entry of a call whose caller saw `outcome`.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn reconcile(plan: &Plan, outcome: Outcome, entry: Entry) -> Result<(), String> {
    let is_right = match entry {
        Entry::Running | Entry::Twice => false,
        Entry::Ended(code) if plan.natural() == Some(code) => true,
        Entry::Ended(Code::DeadlineExceeded) => {
            outcome != Outcome::Natural && matches!(plan.leaves, Leaves::Deadline(_) | Leaves::Limited(_))
        }
        // Nobody but the server has said that it is late.
        _ if outcome == Outcome::Late && matches!(plan.leaves, Leaves::Limited(_)) => false,
        Entry::NeverBegun => outcome != Outcome::Natural,
        Entry::Ended(Code::Cancelled) => outcome != Outcome::Natural,
        Entry::Ended(_) => false,
    };
    match is_right {
        true => Ok(()),
        false => Err(format!("its caller saw {outcome:?}, the server {entry:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Shape;

    fn some(what: impl Fn(&Plan) -> bool) -> Plan {
        let mut plans = (0..).map(|number| Plan::new(5, number));
        plans.find(|plan| what(plan)).expect("there are all kinds")
    }

    /// What is seen of a call that nothing befalls.
    fn usual(plan: &Plan) -> Seen {
        let code = plan.natural().expect("it ends");
        let message = match plan.order.ending {
            Ending::Fail => failure(&plan.order).message().to_owned(),
            _ => String::new(),
        };
        Seen {
            ended: Ended::Status(code, message),
            replies: plan.replies(),
            told: Some(code),
            trailer: Some(plan.order.seed.to_string()),
            took: match plan.leaves {
                Leaves::Deadline(deadline) | Leaves::Limited(deadline) => deadline,
                _ => Duration::ZERO,
            },
            cut: false,
        }
    }

    fn with(plan: &Plan, code: Code, message: &str) -> Seen {
        Seen {
            ended: Ended::Status(code, message.to_owned()),
            told: Some(code),
            ..usual(plan)
        }
    }

    #[test]
    fn an_answer_is_right_with_all_that_belongs_to_it() {
        let plan = some(|plan| {
            plan.shape == Shape::Many && plan.order.ending == Ending::Answer && plan.leaves == Leaves::Never
        });
        assert_eq!(judge(&plan, &usual(&plan)), Ok(Outcome::Natural));
        let wrong = [
            Seen {
                replies: plan.replies() - 1,
                ..usual(&plan)
            },
            Seen {
                replies: plan.replies() + 1,
                ..usual(&plan)
            },
            Seen {
                trailer: Some("1".to_owned()),
                ..usual(&plan)
            },
            Seen {
                trailer: None,
                ..usual(&plan)
            },
            Seen {
                told: Some(Code::Cancelled),
                ..usual(&plan)
            },
            Seen {
                told: None,
                ..usual(&plan)
            },
            Seen {
                ended: Ended::Stuck,
                ..usual(&plan)
            },
            Seen {
                ended: Ended::Wrong(String::new()),
                ..usual(&plan)
            },
            with(&plan, Code::Cancelled, ""),
            with(&plan, Code::DeadlineExceeded, ""),
            with(&plan, Code::Unavailable, ""),
            with(&plan, Code::Internal, ""),
        ];
        for seen in wrong {
            assert!(judge(&plan, &seen).is_err(), "{seen:?}");
        }
        let cut = Seen {
            cut: true,
            ..with(&plan, Code::Unavailable, "")
        };
        assert_eq!(judge(&plan, &cut), Ok(Outcome::Cut));
    }

    #[test]
    fn a_failure_is_its_own() {
        let plan = some(|plan| plan.order.ending == Ending::Fail);
        assert_eq!(judge(&plan, &usual(&plan)), Ok(Outcome::Natural));
        let code = plan.natural().expect("a code");
        assert!(judge(&plan, &with(&plan, code, "as ordered by another")).is_err());
        assert!(judge(&plan, &with(&plan, Code::Ok, "")).is_err());
        let plan = some(|plan| plan.order.ending == Ending::Panic);
        assert_eq!(judge(&plan, &usual(&plan)), Ok(Outcome::Natural));
        assert!(judge(&plan, &with(&plan, Code::Unknown, "")).is_err());
    }

    #[test]
    fn who_sets_a_deadline_may_be_late() {
        let plan = some(|plan| matches!(plan.leaves, Leaves::Deadline(_)) && plan.natural().is_some());
        let late = with(&plan, Code::DeadlineExceeded, "");
        assert_eq!(judge(&plan, &late), Ok(Outcome::Late));
        for took in [Duration::ZERO, late.took + 2 * LATE] {
            let seen = Seen { took, ..late.clone() };
            assert!(judge(&plan, &seen).is_err(), "{took:?}");
        }
        assert!(judge(&plan, &with(&plan, Code::Cancelled, "")).is_err());
    }

    #[test]
    fn who_has_the_server_set_a_deadline_is_told_by_it() {
        let plan = some(|plan| matches!(plan.leaves, Leaves::Limited(_)));
        let late = |entry| reconcile(&plan, Outcome::Late, entry).is_ok();
        assert!(late(Entry::Ended(Code::DeadlineExceeded)));
        for entry in [Entry::NeverBegun, Entry::Running, Entry::Ended(Code::Cancelled)] {
            assert!(!late(entry), "{entry:?}");
        }
    }

    #[test]
    fn the_server_says_the_same() {
        let plan = some(|plan| plan.order.ending == Ending::Fail);
        let code = plan.natural().expect("a code");
        let natural = |entry| reconcile(&plan, Outcome::Natural, entry).is_ok();
        assert!(natural(Entry::Ended(code)));
        for entry in [
            Entry::NeverBegun,
            Entry::Running,
            Entry::Twice,
            Entry::Ended(Code::Ok),
            Entry::Ended(Code::Cancelled),
        ] {
            assert!(!natural(entry), "{entry:?}");
        }
        let left = |entry| reconcile(&plan, Outcome::Left, entry).is_ok();
        assert!(left(Entry::NeverBegun) && left(Entry::Ended(code)) && left(Entry::Ended(Code::Cancelled)));
        for entry in [
            Entry::Running,
            Entry::Twice,
            Entry::Ended(Code::Ok),
            Entry::Ended(Code::DeadlineExceeded),
        ] {
            assert!(!left(entry), "{entry:?}");
        }
    }
}
