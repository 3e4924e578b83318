//! The configuration that new connections use, and its successors.

use std::hash::{DefaultHasher, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::time::{MissedTickBehavior, interval};
use tokio_rustls::rustls::ServerConfig;

use super::Tls;
use super::pem::Pem;
use crate::error::Error;

/// The TLS of a server that serves.
#[derive(Debug)]
pub(in crate::server) struct Current {
    tls: Tls,
    config: RwLock<Arc<ServerConfig>>,
    /// What was in the files that are in use.
    seen: Mutex<u64>,
}

impl Current {
    /// Reads the files for the first time.
    ///
    /// # Errors
    /// What is wrong with them.
    pub(in crate::server) fn new(tls: Tls) -> Result<Self, Error> {
        // Before they are read: what changes meanwhile is a change.
        let seen = Mutex::new(tls.fingerprint());
        let config = RwLock::new(tls.config()?);
        Ok(Self { tls, config, seen })
    }

    /// What a connection that begins now uses.
    pub(super) fn config(&self) -> Arc<ServerConfig> {
        self.config.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the files again.
    ///
    /// # Errors
    /// What is wrong with them; what is in use stays.
    pub(in crate::server) fn reload(&self) -> Result<(), Error> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        self.read_again(&mut seen, self.tls.fingerprint())
    }

    /// Reads the files again where they are not those in use.
    ///
    /// # Errors
    /// What is wrong with them.
    fn reload_if_changed(&self) -> Result<bool, Error> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let fingerprint = self.tls.fingerprint();
        if *seen == fingerprint {
            return Ok(false);
        }
        self.read_again(&mut seen, fingerprint).map(|()| true)
    }

    fn read_again(&self, seen: &mut u64, fingerprint: u64) -> Result<(), Error> {
        let config = self.tls.config()?;
        *seen = fingerprint;
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// Looks at the files now and then, for ever.
    pub(in crate::server) async fn watch(self: Arc<Self>) {
        if self.tls.reload_interval.is_zero() || !self.tls.files().any(Pem::is_file) {
            return std::future::pending().await;
        }
        let mut ticks = interval(self.tls.reload_interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut told = None;
        loop {
            ticks.tick().await;
            let current = self.clone();
            let Ok(reloaded) = tokio::task::spawn_blocking(move || current.reload_if_changed()).await else {
                continue;
            };
            match reloaded {
                Ok(reloaded) => {
                    if reloaded {
                        tracing::info!("serving with a new certificate");
                    }
                    told = None;
                }
                // Once for each: it is tried again at every tick, since what failed may be the reading.
                Err(error) => {
                    let error = error.to_string();
                    if told.as_ref() != Some(&error) {
                        tracing::error!(
                            error,
                            "the new certificate cannot be used; serving with the one that is in use"
                        );
                        told = Some(error);
                    }
                }
            }
        }
    }
}

impl Tls {
    fn files(&self) -> impl Iterator<Item = &Pem> {
        let roots = self.client_auth.as_ref().map(|auth| &auth.roots);
        [&self.chain, &self.key].into_iter().chain(roots)
    }

    /// What changes when the files do. By content: time stamps of files that are renamed or linked into place may be
    /// those of before.
    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for file in self.files() {
            file.hash(&mut hasher);
        }
        hasher.finish()
    }
}
