//! What tests share: a scripted HTTP server whose every byte is known, proxies, certificates, a clock, randomness, folders,
//! and the comparison of a page's types with the structs they are made of.
//!
//! For tests only. Ports are chosen by the system, nothing sleeps, nothing leaves the machine.
//!
//! ```
//! use testkit::{Answer, Server};
//!
//! let server = Server::answering([Answer::ok("hello")]);
//! let url = server.url("/x");
//! # use std::io::{Read as _, Write as _};
//! # let mut stream = std::net::TcpStream::connect(server.address())?;
//! # stream.write_all(b"GET /x HTTP/1.1\r\nHost: h\r\n\r\n")?;
//! # let mut buffer = [0; 16];
//! # stream.read(&mut buffer)?;
//! assert_eq!(server.requests()[0].target(), "/x");
//! # Ok::<(), std::io::Error>(())
//! ```

mod answer;
mod certificates;
mod chance;
mod clock;
mod folder;
mod gate;
mod proxy;
mod request;
mod server;
mod socks;
mod stream;
mod types;

pub use answer::Answer;
pub use certificates::{Authority, Identity, Validity};
pub use chance::Chance;
pub use clock::Clock;
pub use folder::Folder;
pub use gate::Gate;
pub use proxy::Proxy;
pub use request::Request;
pub use server::Server;
pub use socks::Socks;
pub use stream::Tls;
pub use types::types_are_current;
