//! What stops the compilation where `#[compress]` names an encoding whose feature is off. Generated code evaluates the
//! function of each encoding's name.

macro_rules! encodings {
    ($($name:ident $feature:literal;)*) => {$(
        /// Refuses to compile where the feature is off.
        ///
        /// # Panics
        /// In constant evaluation, with what to write in `Cargo.toml`.
        #[track_caller]
        #[allow(clippy::panic, reason = "the panic of a constant is a compile error")]
        pub const fn $name() {
            if cfg!(not(feature = $feature)) {
                panic!(
                    "{}",
                    concat!(
                        "`#[compress(",
                        $feature,
                        ")]` needs the feature `",
                        $feature,
                        "` of traitwire: in Cargo.toml, traitwire = { version = \"",
                        env!("CARGO_PKG_VERSION"),
                        "\", features = [\"",
                        $feature,
                        "\"] }"
                    )
                );
            }
        }
    )*};
}

encodings! {
    gzip "gzip";
    zstd "zstd";
    deflate "deflate";
}
