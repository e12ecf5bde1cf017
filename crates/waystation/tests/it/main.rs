//! What clients of Waystation see: in process where bytes do not matter, over a socket and with the real binary where
//! they do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail a test as its own lines do")]

mod administration;
mod attacks;
mod broken_store;
mod browser;
mod documentation;
mod durability;
mod errors;
mod gallery;
mod limits;
mod process;
mod site;
mod startup;
mod swagger;
mod token;
mod tolerance;
mod users;
