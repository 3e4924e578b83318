//! The macros of traitwire.
