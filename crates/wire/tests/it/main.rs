//! What a server sees and what a person is told, over real sockets.

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
mod upload;
