//! Where interceptors live: a server's own, and those that a service declares.

use super::{Chain, Interceptor, Link, Resources};
use crate::error::Error;

/// The interceptors of a server, in a nested pair that grows with each `.intercept(…)`.
pub trait Stack: Send + Sync + 'static {
    /// The stack as a chain.
    type View<'a>: Chain
    where
        Self: 'a;

    /// Starts each of them, outermost first.
    ///
    /// # Errors
    /// The first that lacks something.
    fn start(&mut self, resources: &Resources) -> Result<(), Error>;
    /// The stack as a chain.
    fn view(&self) -> Self::View<'_>;
}

impl Stack for () {
    type View<'a> = ();

    fn start(&mut self, _: &Resources) -> Result<(), Error> {
        Ok(())
    }

    fn view(&self) -> Self::View<'_> {}
}

impl<S: Stack, I: Interceptor> Stack for (S, I) {
    type View<'a>
        = (S::View<'a>, Link<'a, I>)
    where
        Self: 'a;

    fn start(&mut self, resources: &Resources) -> Result<(), Error> {
        self.0.start(resources)?;
        begin(&mut self.1, resources)
    }

    fn view(&self) -> Self::View<'_> {
        (self.0.view(), Link(&self.1))
    }
}

/// The interceptors that one service declares, on itself and on its methods. `#[service]` implements it.
pub trait Interceptors: Sized + Send + Sync + 'static {
    /// All of them, as their attributes say, not started.
    fn fresh() -> Self;
    /// Starts each of them, in the order of the trait.
    ///
    /// # Errors
    /// The first that lacks something.
    fn start(&mut self, resources: &Resources) -> Result<(), Error>;
}

/// A service without interceptors.
impl Interceptors for () {
    fn fresh() -> Self {}

    fn start(&mut self, _: &Resources) -> Result<(), Error> {
        Ok(())
    }
}

/// Starts one interceptor; an error names its type.
///
/// # Errors
/// Its own.
pub fn begin<I: Interceptor>(interceptor: &mut I, resources: &Resources) -> Result<(), Error> {
    interceptor.start(resources).map_err(|error| {
        let name = std::any::type_name::<I>();
        error.context(format_args!(
            "the interceptor `{}` cannot start",
            name.rsplit("::").next().unwrap_or(name)
        ))
    })
}
