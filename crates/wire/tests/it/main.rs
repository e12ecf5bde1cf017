//! What a server sees and what a person is told, over real sockets.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

mod bytes;
mod cancel;
mod client;
mod cookies;
mod decoding;
mod failures;
mod http2;
mod proxy;
mod redirects;
mod tls;
mod trusted;
mod upload;
