//! traitwire.
