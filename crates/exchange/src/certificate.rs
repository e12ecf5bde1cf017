//! What a server's certificates say, for people who want to know whom they talk to.

use serde::Serialize;

/// A certificate that the other side showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeerCertificate {
    /// Whose it is: the common name, else the first of its names.
    pub name: String,
    /// Hosts and addresses it is made out to.
    pub names: Vec<String>,
    /// Who signed it: a common name, else all that is said of them.
    pub issuer: String,
    /// Whether subject and issuer are the same.
    pub is_self_issued: bool,
    /// First moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
    /// Whether it is made out to the host that was asked; `None` for those that stand behind the server's own.
    pub fits_host: Option<bool>,
    /// SHA-256 of the whole certificate, such as `7C:19:…`.
    pub sha256: String,
}

/// Certificates that were not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedCertificates {
    /// As the server showed them, its own first.
    pub certificates: Vec<PeerCertificate>,
    /// Whether nobody here knows the authority behind them.
    pub lacks_authority: bool,
}
