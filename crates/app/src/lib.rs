//! The app: loopback HTTP and JSON for the page, and events.
//!
//! ```text
//! page ──▶ guards ──▶ calls ──▶ a room ──▶ engine
//!   ▲                                        │
//!   └────────────── events ◀─────────────────┘
//! ```
//! A room is a folder and holds one resource: the types that the page sees, what answers its calls, and what is remembered of it
//! while the program runs. Nothing is decided here: a room reads what the page says, calls the engine, and shows what came of
//! it. What runs longer than a response may take (a send, an import) is a job whose steps are events.

mod calls;
mod error;
mod extract;
mod guards;
mod page;
mod serve;
mod state;

mod auth;
mod bodies;
mod console;
mod cookies;
mod environments;
mod events;
mod examples;
mod exchanges;
mod files;
mod history;
mod imports;
mod instance;
mod items;
mod sample;
mod settings;
mod tree;
mod variables;
mod window;

pub use instance::{Instance, InstanceError, opening_address};
pub use serve::{Running, Settings, StartError, start};
