//! Sockets that the one who started this process has opened (systemd's `sd_listen_fds`): a restart then loses no
//! connection, and a port below 1024 needs no rights.

use std::env;
use std::sync::{Mutex, PoisonError};

use listenfd::ListenFd;

use super::socket::{Opened, Socket};
use crate::error::Error;

/// The number of the first one.
const FIRST: usize = 3;

/// What this process has inherited and nobody has taken. The protocol is spoken once: `LISTEN_FDS` is not for children.
static INHERITED: Mutex<Option<Inherited>> = Mutex::new(None);

struct Inherited {
    sockets: ListenFd,
    names: Vec<String>,
}

impl Inherited {
    fn from_env() -> Self {
        let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
        Self {
            sockets: ListenFd::from_env(),
            names: names.split(':').map(str::to_owned).collect(),
        }
    }
}

/// Takes the socket with this descriptor.
///
/// # Errors
/// When there is none.
pub(super) fn take(descriptor: usize) -> Result<Socket, Error> {
    with_inherited(|inherited| {
        let index = descriptor
            .checked_sub(FIRST)
            .ok_or_else(|| missing(inherited, &format!("fd:{descriptor}")))?;
        take_at(inherited, index)
    })
}

/// Takes all of this name, or all that are left.
///
/// # Errors
/// When there is none.
pub(super) fn take_named(name: Option<&str>) -> Result<Vec<Socket>, Error> {
    with_inherited(|inherited| {
        let indexes: Vec<_> = (0..inherited.sockets.len())
            .filter(|index| {
                name.is_none_or(|name| inherited.names.get(*index).is_some_and(|own| own == name))
            })
            .collect();
        if indexes.is_empty() {
            return Err(missing(
                inherited,
                &format!("systemd:{}", name.unwrap_or_default()),
            ));
        }
        indexes
            .into_iter()
            .map(|index| take_at(inherited, index))
            .collect()
    })
}

fn with_inherited<T>(run: impl FnOnce(&mut Inherited) -> Result<T, Error>) -> Result<T, Error> {
    let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
    run(inherited.get_or_insert_with(Inherited::from_env))
}

fn take_at(inherited: &mut Inherited, index: usize) -> Result<Socket, Error> {
    let addr = format!("fd:{}", index + FIRST);
    let tcp = inherited.sockets.take_tcp_listener(index);
    let taken = match tcp {
        Ok(taken) => taken.map(Opened::Tcp),
        Err(_) => inherited
            .sockets
            .take_unix_listener(index)
            .map_err(|error| {
                Error::other(error).context(format_args!(
                    "{addr} is no stream socket of TCP or Unix: systemd makes one of `ListenStream=`"
                ))
            })?
            .map(Opened::Unix),
    };
    taken.map(Socket).ok_or_else(|| missing(inherited, &addr))
}

fn missing(inherited: &Inherited, addr: &str) -> Error {
    let inherited = match inherited.sockets.len() {
        0 => "this process has inherited none (`LISTEN_FDS` and `LISTEN_PID` name them; systemd sets both for a \
              service with a `.socket` unit)"
            .to_owned(),
        count => format!(
            "this process has inherited {}, and each can be taken once",
            listed(count, &inherited.names)
        ),
    };
    Error::new(format!("there is no socket `{addr}`: {inherited}"))
}

/// So many sockets by their descriptors, with the names they have: "fd:3 (`systemd:web`), fd:4".
fn listed(count: usize, names: &[String]) -> String {
    let shown: Vec<_> = (0..count)
        .map(|index| match names.get(index).map(String::as_str) {
            None | Some("") => format!("fd:{}", FIRST + index),
            Some(name) => format!("fd:{} (`systemd:{name}`)", FIRST + index),
        })
        .collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inherited_is_listed_by_name() {
        assert_eq!(listed(2, &["web".to_owned()]), "fd:3 (`systemd:web`), fd:4");
        assert_eq!(listed(1, &[String::new()]), "fd:3");
    }
}
