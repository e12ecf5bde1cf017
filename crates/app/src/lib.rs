//! The app: loopback HTTP and JSON for the page, and events.
//!
//! ```text
//! page ──▶ doors ──▶ routes ──▶ engine
//!   ▲                             │
//!   └────────── events ◀──────────┘
//! ```
//! Nothing is decided here: a route reads what the page says, calls the engine, and shows what came of it. What runs longer
//! than an answer may take (a send, an import) is a job whose steps are events.

pub mod api;

mod beacon;
mod changes;
mod console;
mod doors;
mod error;
mod events;
mod exchanges;
mod forms;
mod imports;
mod kept;
mod opening;
mod page;
mod reopen;
mod routes;
mod sample;
mod serve;
mod state;
mod views;

pub use beacon::{Beacon, BeaconError};
pub use opening::opening_address;
pub use serve::{Running, Settings, StartError, start};

#[cfg(test)]
mod types_of_the_page;
