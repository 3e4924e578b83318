//! Interceptors whose feature is off.
//!
//! Their types are there all the same, with their fields, so that the one error is the one that names the feature.

use super::Interceptor;

/// Refuses to compile where the feature of an interceptor is off. Generated code evaluates it for each attribute:
/// `const _: () = enabled::<Auth>();`.
///
/// # Panics
/// In constant evaluation, with what to write in `Cargo.toml`.
#[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
pub const fn enabled<I: Interceptor>() {
    if let Some(remedy) = I::OFF {
        panic!("{}", remedy);
    }
}

/// Implements [`Interceptor`] for a type whose feature is off: nothing with it compiles, starts or is let through.
#[cfg(any(not(feature = "auth"), not(feature = "rate-limit")))]
macro_rules! off {
    ($interceptor:ty, $attribute:literal, $feature:literal) => {
        impl $crate::interceptor::Interceptor for $interceptor {
            const OFF: Option<&'static str> = Some(concat!(
                "`",
                $attribute,
                "` needs the feature `",
                $feature,
                "` of traitwire: in Cargo.toml, traitwire = { version = \"",
                env!("CARGO_PKG_VERSION"),
                "\", features = [\"",
                $feature,
                "\"] }"
            ));

            fn start(&mut self, _: &$crate::interceptor::Resources) -> Result<(), $crate::error::Error> {
                Err($crate::error::Error::new(Self::OFF.unwrap_or_default()))
            }

            async fn intercept<N: $crate::interceptor::Next>(
                &self,
                _: &$crate::rpc::Context,
                _: N,
            ) -> Result<N::Reply, tonic::Status> {
                Err(tonic::Status::failed_precondition(
                    Self::OFF.unwrap_or_default(),
                ))
            }
        }
    };
}

#[cfg(any(not(feature = "auth"), not(feature = "rate-limit")))]
pub(super) use off;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interceptor::{Auth, Logging, RateLimit};

    const _: () = enabled::<Logging>();
    const _: () = enabled::<Option<Logging>>();

    #[test]
    fn an_interceptor_is_off_with_its_feature_and_says_which() {
        for (off, feature, on) in [
            (Auth::OFF, "auth", cfg!(feature = "auth")),
            (
                <Option<RateLimit>>::OFF,
                "rate-limit",
                cfg!(feature = "rate-limit"),
            ),
        ] {
            assert_eq!(off.is_none(), on);
            let remedy = off.unwrap_or(feature);
            assert!(remedy.contains(feature), "{remedy}");
        }
    }
}
