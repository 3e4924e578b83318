//! TLS that is none, or never done.

use super::attack::Attack;
use super::frame::{PREFACE, settings};
use super::peer::{Peer, Seen};
use super::target::Target;

const CLOSED: &[Seen] = &[Seen::Closed];

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("TLS: nothing", CLOSED, |target| said(target, &[])),
    Attack::new("TLS: noise", CLOSED, |target| said(target, &[0x5a; 4096])),
    Attack::new("TLS: HTTP/2 in the open", CLOSED, |target| {
        said(target, &[PREFACE, &settings(&[])].concat())
    }),
    Attack::new("TLS: HTTP/1.1 in the open", CLOSED, |target| {
        said(target, b"GET / HTTP/1.1\r\n\r\n")
    }),
    Attack::new("TLS: half a handshake", CLOSED, |target| {
        said(target, &[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])
    }),
    Attack::new("TLS: a handshake of 16 MiB", CLOSED, |target| {
        let record = [&[0x16, 3, 1, 0x40, 0, 1, 0xff, 0xff, 0xff][..], &[0; 0x3ffc]].concat();
        said(
            target,
            &[
                &record[..],
                &[&[0x16, 3, 1, 0x40, 0][..], &[0; 0x4000]].concat().repeat(1000),
            ]
            .concat(),
        )
    }),
    Attack::new("TLS: a record larger than there can be", CLOSED, |target| {
        said(target, &[&[0x16, 3, 1, 0xff, 0xff][..], &[1; 70_000]].concat())
    }),
    Attack::new("TLS: records of a byte", CLOSED, |target| {
        said(target, &[0x16, 3, 1, 0, 1, 1].repeat(20_000))
    }),
    Attack::new("TLS: empty records", CLOSED, |target| {
        said(target, &[0x16, 3, 1, 0, 0].repeat(20_000))
    }),
    Attack::new("TLS: alerts", CLOSED, |target| {
        said(target, &[0x15, 3, 3, 0, 2, 1, 90].repeat(20_000))
    }),
    Attack::new("TLS: data before the handshake", CLOSED, |target| {
        said(
            target,
            &[&[0x17, 3, 3, 0x40, 0][..], &[0; 0x4000]].concat().repeat(100),
        )
    }),
    Attack::new("TLS: two hundred half handshakes", CLOSED, |target| {
        let mut peers: Vec<Peer> = (0..200).map(|_| Peer::silent(target.secure)).collect();
        for peer in &mut peers {
            peer.send(&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
        }
        peers
            .iter_mut()
            .map(Peer::drained)
            .find(|seen| *seen != Seen::Closed)
            .unwrap_or(Seen::Closed)
    }),
];

/// Says this and waits for the end, whatever the server says in an alert.
fn said(target: &Target, bytes: &[u8]) -> Seen {
    let mut peer = Peer::silent(target.secure);
    peer.send(bytes);
    peer.drained()
}
