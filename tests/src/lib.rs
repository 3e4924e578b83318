//! Tests of traitwire.
