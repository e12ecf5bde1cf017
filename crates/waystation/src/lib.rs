//! Waystation: a self-hosted server which speaks the Server API V3.
//!
//! ```text
//! listen ─▶ app (request id, log) ─▶ address (one spelling, for matching only) ─▶ router
//!    ├─▶ token_endpoint   key and secret ─▶ ticket
//!    ├─▶ swagger          operations + models ─▶ the API document
//!    ├─▶ documentation    the page that shows it
//!    ├─▶ gallery          the Server UI: its page, and rows of a table ─▶ session ─▶ handler ─▶ response
//!    └─▶ api              row of the table ─▶ bearer ─▶ query, body ─▶ handler ─▶ response or error body
//! ```
//!
//! The binary reads flags, environment and clock, and prints; this library does neither.

// What a call goes through, from the outside in.
pub mod app;
pub mod listen;

mod address;
mod api;
mod bearer;
mod body;
mod documentation;
mod error;
mod form;
mod leftover;
mod media;
mod page_files;
mod proofs;
mod token_endpoint;

// What the API is.
pub mod model;
pub mod models;
mod moment;
pub mod operation;
pub mod operations;
pub mod spelling;
pub mod swagger;

// What the server does.
mod dates;
pub mod gallery;
#[cfg(test)]
mod types_of_the_pages;
mod users;

// What it stands on.
pub mod api_key;
pub mod clock;
pub mod email;
pub mod first_start;
pub mod key;
mod password;
pub mod sample;
pub mod server;
mod settings;
pub mod ticket;

pub use app::App;
pub use clock::Clock;
pub use server::Server;
