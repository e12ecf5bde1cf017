//! Sends resolved requests and reads their answers; the only client sockets.
//!
//! hyper does the framing of HTTP/1.1 and HTTP/2. A recording stream stands between it and the socket: it counts and stamps
//! bytes, keeps the head as received, and puts exactly the bytes of the request in the place of the head that hyper wrote.
//!
//! ```text
//! ResolvedRequest ─▶ head ─▶ connect (proxy, TLS) ─▶ http1 │ http2 ─▶ redirect ─▶ next hop
//!                                                         │
//!                                    Answer ◀─ decode ◀───┘──▶ Exchange
//! ```
//!
//! No own wall clock: the start of a send is handed in; durations come from the monotonic clock. Dropping the future of a
//! send closes its connection, which is how time limits and cancelling reach every wait.

mod answer;
mod settings;

mod send;

mod head;
mod redirect;
mod trail;
mod upload;

mod connect;
mod happy;
mod pool;
mod proxy;
mod tls;
mod tunnel;

mod http1;
mod http2;
mod recording;

mod decode;
mod download;
mod refusal;

pub use answer::{Answer, Discard};
pub use proxy::{NamedProxy, ProxySettings, Way, WayRule};
pub use send::{Sending, Wire};
pub use settings::{ClientCertificate, ClientCertificateKind, WireSettings};
pub use tls::{StatedCertificate, stated_certificates};
