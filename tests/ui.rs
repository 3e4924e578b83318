//! Mistakes and what the compiler says of them: one file per mistake, named for it.
