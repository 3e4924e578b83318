//! Connections that say nothing, too little, or something else.

use std::io::{ErrorKind, Read as _};
use std::net::{SocketAddr, TcpStream};
use std::thread;

use rustix::process::{Resource, getrlimit, setrlimit};

use super::attack::Attack;
use super::frame::{FRAME_SIZE_ERROR, HEADERS, LARGEST, PREFACE, PROTOCOL_ERROR, frame, head, settings};
use super::hpack::Block;
use super::peer::{Peer, Seen};

const CLOSED: &[Seen] = &[Seen::Closed];

/// How many connections do nothing.
const IDLE: usize = 10_000;

/// No HTTP/2: closed, or told so.
const FOREIGN: &[Seen] = &[Seen::Closed, Seen::Goaway(PROTOCOL_ERROR)];

pub(crate) const ATTACKS: &[Attack] = &[
    Attack::new("a connection that says nothing", CLOSED, |target| {
        Peer::silent(target.hasty).end()
    }),
    Attack::new("half a preface", CLOSED, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(&PREFACE[..12]);
        peer.end()
    }),
    Attack::new("a preface without SETTINGS", CLOSED, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(PREFACE);
        peer.end()
    }),
    Attack::new("slow preface", CLOSED, |target| {
        // A byte whenever there is time: it is the whole that is to come in time.
        let mut peer = Peer::silent(target.hasty);
        peer.drip(&[PREFACE, &settings(&[])].concat())
    }),
    Attack::new("slow headers", CLOSED, |target| {
        let mut peer = Peer::polite(target.hasty);
        let block = Block::call("Echo");
        peer.send(&head(block.bytes().len(), HEADERS, 4, 1));
        peer.send(&block.bytes()[..10]);
        peer.end()
    }),
    Attack::new("headers that do not end", CLOSED, |target| {
        let mut peer = Peer::polite(target.hasty);
        peer.send(&frame(HEADERS, 0, 1, Block::call("Echo").bytes()));
        peer.end()
    }),
    Attack::new("a peer that answers no PING", CLOSED, |target| {
        Peer::polite(target.hasty).end()
    }),
    Attack::new("the end at once", CLOSED, |target| {
        let mut peer = Peer::silent(target.plain);
        peer.half_close();
        peer.end()
    }),
    Attack::new("the end after the preface", CLOSED, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.half_close();
        peer.end()
    }),
    Attack::new("the end within a call", CLOSED, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.open(1, &Block::call("Collect"));
        peer.half_close();
        peer.end()
    }),
    Attack::new("the end within a frame", FOREIGN, |target| {
        let mut peer = Peer::polite(target.plain);
        peer.send(&head(LARGEST, 0, 0, 1));
        peer.half_close();
        peer.end()
    }),
    Attack::new("HTTP/1.1", FOREIGN, |target| {
        foreign(
            target.plain,
            b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
        )
    }),
    Attack::new("HTTP/1.1 without end", FOREIGN, |target| {
        foreign(
            target.plain,
            &[b"GET / HTTP/1.1\r\nx: ".to_vec(), vec![b'x'; 8 << 20]].concat(),
        )
    }),
    Attack::new("half a request of HTTP/1.1", CLOSED, |target| {
        let mut peer = Peer::silent(target.hasty);
        peer.send(b"POST /peers.Target/Echo HTTP/1.1\r\nhost: loc");
        peer.end()
    }),
    Attack::new("a preface of HTTP/3", FOREIGN, |target| {
        foreign(target.plain, b"PRI * HTTP/3.0\r\n\r\nSM\r\n\r\n")
    }),
    Attack::new("a preface, twice", &[Seen::Goaway(FRAME_SIZE_ERROR)], |target| {
        foreign(target.plain, &[PREFACE, PREFACE].concat())
    }),
    Attack::new("TLS where there is none", FOREIGN, |target| {
        foreign(
            target.plain,
            &[&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc][..], &[0x5a; 508]].concat(),
        )
    }),
    Attack::new("zeros", FOREIGN, |target| {
        foreign(target.plain, &vec![0; 4 << 20])
    }),
    Attack::new(
        "a thousand connections that are gone at once",
        &[Seen::Lives],
        |target| {
            for n in 0..1000 {
                let mut peer = Peer::silent(target.plain);
                match n % 3 {
                    0 => {}
                    1 => peer.send(&PREFACE[..10]),
                    _ => peer.begin(&[]),
                }
            }
            Peer::polite(target.plain).lives()
        },
    ),
    Attack::new(
        "ten thousand connections that say nothing",
        &[Seen::Lives],
        |target| {
            let _idle = many(target.plain, Peer::silent);
            // They are all accepted before this one.
            Peer::polite(target.plain).lives()
        },
    )
    .room(160),
    Attack::new(
        "ten thousand connections that speak HTTP/2 and call nobody",
        &[Seen::Lives],
        |target| {
            let mut idle = many(target.plain, Peer::polite);
            if target.measure().tasks < IDLE as u64 {
                return Seen::Closed;
            }
            if let Err(seen) = target.greet() {
                return seen;
            }
            // One in ten, for all of them.
            let some = idle.iter_mut().step_by(10);
            some.map(Peer::lives)
                .find(|seen| *seen != Seen::Lives)
                .unwrap_or(Seen::Lives)
        },
    )
    .room(400),
];

/// As many connections at once as do nothing; this process may have to be allowed them.
fn many(addr: SocketAddr, connect: fn(SocketAddr) -> Peer) -> Vec<Peer> {
    const THREADS: usize = 4;
    // The system lets a thousand or so wait to be accepted, and makes the next one try again in a second. Who is
    // answered knows that those before it have been accepted.
    const WAITING: usize = 150;
    let mut files = getrlimit(Resource::Nofile);
    let needed = IDLE as u64 + 200;
    assert!(
        files.maximum.is_none_or(|maximum| maximum >= needed),
        "{IDLE} connections need {needed} file descriptors, and `ulimit -Hn` is less"
    );
    files.current = files.maximum;
    setrlimit(Resource::Nofile, files).expect("up to the maximum everybody may");
    thread::scope(|scope| {
        let some = move || {
            (0..IDLE / THREADS)
                .map(|n| match n % WAITING {
                    0 => Peer::polite(addr),
                    _ => connect(addr),
                })
                .collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(some)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

/// Says something that is no HTTP/2.
fn foreign(addr: SocketAddr, bytes: &[u8]) -> Seen {
    let mut peer = Peer::silent(addr);
    peer.send(bytes);
    peer.end()
}

/// Waits until a connection is closed, in whatever way.
pub(crate) fn closed(mut stream: TcpStream) -> Seen {
    let mut scrap = [0; LARGEST];
    stream
        .set_read_timeout(Some(std::time::Duration::from_secs(20)))
        .expect("not zero");
    loop {
        match stream.read(&mut scrap) {
            Ok(1..) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Seen::Silence;
            }
            Ok(0) | Err(_) => return Seen::Closed,
        }
    }
}
