//! An interceptor as generated code holds it, whatever its type.
//!
//! A type that is no interceptor is reported once, by [`enabled`](super::enabled). All else that generated code does
//! with it goes through [`Slot`], which takes any type: its own functions come before those of [`Unsound`].

use super::{Interceptor, Link, Resources, begin};
use crate::error::Error;

/// A declared interceptor.
#[derive(Debug)]
pub struct Slot<T>(pub T);

impl<'a, I: Interceptor> Slot<&'a I> {
    /// It in a chain.
    pub fn link(self) -> Link<'a, I> {
        Link(self.0)
    }
}

impl<I: Interceptor> Slot<&mut I> {
    /// [`begin`].
    ///
    /// # Errors
    /// Its own.
    pub fn begin(self, resources: &Resources) -> Result<(), Error> {
        begin(self.0, resources)
    }
}

/// What is left for a type that is no interceptor.
pub trait Unsound: Sized {
    /// Nothing.
    fn link(self) {}
    /// Nothing.
    ///
    /// # Errors
    /// None.
    fn begin(self, _: &Resources) -> Result<(), Error> {
        Ok(())
    }
}

impl<T> Unsound for Slot<T> {}
