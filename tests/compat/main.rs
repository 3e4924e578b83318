//! Single changes to a contract, judged by us and by `buf breaking`.
//!
//! `changes.txt` is the table of changes and `verdicts.txt` what is said of each: ours, and buf's where it differs;
//! `differences.txt` says why ours is right there. `UPDATE_VERDICTS=1 cargo test -p traitwire-tests --test compat`
//! writes `verdicts.txt` again.

mod buf;
mod cases;
mod compiled;
mod pairs;
mod table;
mod verdict;
mod verdicts;
