//! Tests only: see `tests/hostile`.
