//! The command line as a person uses it: real processes, real servers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod app;
mod authorization;
mod canary;
mod cancel;
mod contract;
mod copies;
mod import;
mod killed;
mod program;
mod send;
mod specs;
mod walk;
