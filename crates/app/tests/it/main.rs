//! The app as a page uses it: a real program on loopback, real HTTP, real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod attacks;
mod bodies;
mod changes;
mod console;
mod cookies;
mod curl;
mod environments;
mod events;
mod examples;
mod history;
mod imports;
mod items;
mod layout;
mod paths_outside;
mod program;
mod request_bodies;
mod sample;
mod settings;
mod tokens;
mod tree_actions;
mod variables;
