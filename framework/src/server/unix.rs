//! A Unix socket and its file, which outlives the process that made it unless someone removes it.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::task::{Context, Poll};

use tokio::net::{UnixListener, UnixStream};

use super::listener::refused;
use crate::error::Error;

/// A listening Unix socket. Its file is removed with it, if it is still the one that it made.
#[derive(Debug)]
pub(super) struct UnixSocket {
    listener: UnixListener,
    path: PathBuf,
    /// Device and number of the file; `None` for one that is not ours to remove.
    file: Option<(u64, u64)>,
}

impl UnixSocket {
    /// Binds the path. A socket that is there, and that nobody listens on, is what a killed server left: it is
    /// replaced. Any other file is not touched.
    ///
    /// # Errors
    /// Why it cannot be, and what to do about it.
    pub(super) async fn bind(path: PathBuf) -> Result<Self, Error> {
        let shown = format!("unix:{}", path.display());
        let listener = match UnixListener::bind(&path) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                remove_stale(&path, &shown).await?;
                UnixListener::bind(&path)
            }
            bound => bound,
        };
        let listener = listener.map_err(|error| refused(&shown, error))?;
        let file = identity(&path);
        Ok(Self { listener, path, file })
    }

    /// A socket that someone else has bound.
    ///
    /// # Errors
    /// Whatever the system says.
    pub(super) fn opened(listener: std::os::unix::net::UnixListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let path = listener.local_addr()?.as_pathname().map(Path::to_owned);
        Ok(Self {
            listener: UnixListener::from_std(listener)?,
            path: path.unwrap_or_default(),
            file: None,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<io::Result<UnixStream>> {
        self.listener.poll_accept(cx).map_ok(|(stream, _)| stream)
    }
}

impl AsFd for UnixSocket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.listener.as_fd()
    }
}

impl Drop for UnixSocket {
    fn drop(&mut self) {
        if self.file.is_some() && identity(&self.path) == self.file {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Removes the file of a socket that nobody listens on.
async fn remove_stale(path: &Path, shown: &str) -> Result<(), Error> {
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(shown, error)),
    };
    if !metadata.file_type().is_socket() {
        return Err(Error::new(format!(
            "cannot listen at {shown}: a file that is no socket is there; remove it, or listen elsewhere"
        )));
    }
    match UnixStream::connect(path).await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            std::fs::remove_file(path).map_err(|error| refused(shown, error))
        }
        _ => Err(refused(shown, io::Error::from(io::ErrorKind::AddrInUse))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_socket_that_a_killed_server_left_is_replaced_and_a_used_one_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.sock");
        // The standard library leaves the file when it closes the socket, as SIGKILL does.
        drop(std::os::unix::net::UnixListener::bind(&path).expect("binds"));
        assert!(path.exists());

        let socket = UnixSocket::bind(path.clone()).await.expect("replaces it");
        let error = UnixSocket::bind(path.clone())
            .await
            .expect_err("in use")
            .to_string();
        assert!(error.contains("stop it"), "{error}");

        drop(socket);
        assert!(!path.exists());
    }

    #[tokio::test]
    async fn a_file_that_is_no_socket_is_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("notes.txt");
        std::fs::write(&path, "precious").expect("writes");
        let error = UnixSocket::bind(path.clone())
            .await
            .expect_err("a file")
            .to_string();
        assert!(error.contains("no socket"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).expect("reads"), "precious");
    }

    #[tokio::test]
    async fn the_file_of_a_successor_is_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.sock");
        let first = UnixSocket::bind(path.clone()).await.expect("binds");
        std::fs::rename(&path, dir.path().join("old.sock")).expect("moves");
        let _second = UnixSocket::bind(path.clone()).await.expect("binds");
        drop(first);
        assert!(path.exists());
    }
}
