//! What happens: resolved requests, hops, exchanges, timings, the rules of cookies.
//!
//! A [`ResolvedRequest`] has nothing left to replace; sending it makes an [`Exchange`] of one or more [`Hop`]s. Asked and
//! really sent are both kept, byte for byte. No IO, no clock: times are handed in.

mod address;
mod certificate;
mod cookies;
mod failure;
mod hop;
mod request;
mod secret;

pub use address::{Address, AddressError, Scheme};
pub use certificate::{PeerCertificate, RefusedCertificates, TrustedCertificate};
pub use cookies::{Cookie, CookieChange, CookieJar};
pub use failure::{Failure, FailureKind};
pub use hop::{BODY_START_BYTES_MAX, Connection, Exchange, Hop, Received, Sent, Timings, TlsSession};
pub use request::{
    Chunk, HeaderRow, HttpVersion, Origin, ResolvedAuth, ResolvedOAuth2, ResolvedParameter, ResolvedRequest,
    SendOptions,
};
pub use request::{ResolvedClientAuthentication, ResolvedGrant, ResolvedPlacement, ResolvedRefresh, ResolvedSendIn};
pub use secret::Secret;
