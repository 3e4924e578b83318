//! The methods that are attacked, and the one that tells how the server bears it.

use std::future::pending;

use traitwire::{Status, Streaming, service};

use crate::allocator;
use crate::api::{Count, Measured, Note};
use crate::memory::memory;

/// A method of each shape, and some that never end.
#[service]
pub(crate) trait Target {
    /// Gives a note back.
    async fn echo(&self, note: Note) -> Result<Note, Status>;
    /// Reads all there is.
    async fn collect(&self, notes: Streaming<Note>) -> Result<Count, Status>;
    /// Gives notes back as they come.
    async fn chat(&self, notes: Streaming<Note>) -> Result<Streaming<Note>, Status>;
    /// Gives a note back without end.
    async fn pour(&self, note: Note) -> Result<Streaming<Note>, Status>;
    /// Answers nothing until it is cancelled.
    async fn hold(&self, note: Note) -> Result<Note, Status>;
    /// The same, and reads nothing either.
    async fn ignore(&self, notes: Streaming<Note>) -> Result<Count, Status>;
    /// Says what the process has in use.
    async fn measure(&self, note: Note) -> Result<Measured, Status>;
    /// Forgets the most that it has had from the system, if the system can: else it counts from the beginning.
    async fn forget(&self, note: Note) -> Result<Measured, Status>;
}

/// All of it.
pub(crate) struct Targeted;

impl Target for Targeted {
    async fn echo(&self, note: Note) -> Result<Note, Status> {
        Ok(note)
    }

    async fn collect(&self, mut notes: Streaming<Note>) -> Result<Count, Status> {
        let mut count = Count::default();
        while let Some(note) = notes.next().await {
            note?;
            count.notes += 1;
        }
        Ok(count)
    }

    async fn chat(&self, notes: Streaming<Note>) -> Result<Streaming<Note>, Status> {
        Ok(notes)
    }

    async fn pour(&self, note: Note) -> Result<Streaming<Note>, Status> {
        Ok(Streaming::from_iter(std::iter::repeat(note)))
    }

    async fn hold(&self, _: Note) -> Result<Note, Status> {
        pending().await
    }

    async fn ignore(&self, notes: Streaming<Note>) -> Result<Count, Status> {
        let _unread = notes;
        pending().await
    }

    async fn measure(&self, _: Note) -> Result<Measured, Status> {
        let (heap, peak) = allocator::used();
        let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
        Ok(Measured {
            heap: heap as u64,
            peak: peak as u64,
            tasks: tasks as u64,
            resident_peak: memory("VmHWM") as u64,
        })
    }

    async fn forget(&self, note: Note) -> Result<Measured, Status> {
        // Slow where much is mapped, so not at each look (proc_pid_clear_refs(5)).
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        self.measure(note).await
    }
}
