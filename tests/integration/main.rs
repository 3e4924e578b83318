//! What traitwire does across its crates: one binary, a module per topic.

mod messages;
