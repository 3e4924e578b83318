//! Peers that mean harm, one after the other against one server, frame by frame.
//!
//! After each, the server is as it was before the first: it answers a new caller, and has as much memory and as many tasks
//! in use. A new attack is a line in the table of its family.

traitwire::package!("peers");

#[allow(dead_code, reason = "the server needs all of it")]
#[path = "target/api.rs"]
mod api;
mod attack;
mod compression;
mod contents;
mod fields;
mod floods;
mod frame;
mod frames;
mod hpack;
mod http1;
mod idle;
mod messages;
mod metadata;
mod peer;
mod resets;
mod response;
mod secure;
mod target;
mod windows;

use std::collections::HashSet;
use std::env;
use std::time::Instant;

use attack::Attack;
use target::Target;

const FAMILIES: &[&[Attack]] = &[
    resets::ATTACKS,
    floods::ATTACKS,
    frames::ATTACKS,
    fields::ATTACKS,
    metadata::ATTACKS,
    windows::ATTACKS,
    messages::ATTACKS,
    contents::ATTACKS,
    compression::ATTACKS,
    http1::ATTACKS,
    idle::ATTACKS,
    secure::ATTACKS,
];

#[test]
fn the_server_outlives_every_attack() {
    let attacks: Vec<&Attack> = FAMILIES.iter().copied().flatten().collect();
    let names: HashSet<_> = attacks.iter().map(|attack| attack.name).collect();
    assert_eq!(names.len(), attacks.len(), "each has a name of its own");
    assert!(attacks.len() >= 60, "{}", attacks.len());

    // One alone, while it is worked on: PEER_ATTACK='rapid reset' cargo test …
    let only = env::var("PEER_ATTACK").ok();
    let target = Target::start();
    let tasks = target.measure().tasks;
    // What is made once, at the first call, is no leak.
    target.greet().expect("an answer before any attack");
    target.greet_hasty().expect("an answer before any attack");
    let before = target.at_rest(tasks);
    let (mut count, mut failures) = (0, Vec::new());
    for attack in attacks {
        if only.as_ref().is_some_and(|name| !attack.name.contains(name)) {
            continue;
        }
        count += 1;
        let begun = Instant::now();
        let (peak, wrong) = attack.run(&target, &before);
        let took = begun.elapsed().as_millis();
        println!("{took:>6} ms {:>7} KiB  {}", peak >> 10, attack.name);
        if !wrong.is_empty() {
            failures.push(format!("{}: {wrong}", attack.name));
        }
    }
    assert!(count > 0, "no attack is called {only:?}");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
