//! A service in a file of its own, in the package declared above it.

use super::Thing;

#[traitwire::service]
pub(super) trait Far {
    async fn ask(&self, #[field(1)] of: i8) -> Result<Thing, traitwire::Status>;
}

pub(super) struct Away;

impl Far for Away {
    async fn ask(&self, of: i8) -> Result<Thing, traitwire::Status> {
        Ok(Thing { id: of.to_string() })
    }
}
