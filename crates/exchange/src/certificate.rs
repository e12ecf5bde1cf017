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
    /// Host that was asked, without the brackets of IPv6.
    pub host: String,
    /// Port that was asked.
    pub port: u16,
    /// As the server showed them, its own first; at least that one.
    pub certificates: Vec<PeerCertificate>,
    /// Whether nobody here knows the authority behind them.
    pub lacks_authority: bool,
    /// Whether the server would be reached if exactly its own certificate were trusted for this host and port.
    pub can_be_trusted: bool,
    /// The certificate that a person trusts there, when the server shows another one.
    pub trusted_before: Option<TrustedCertificate>,
}

/// A certificate that a person trusts for one host and port, whatever else speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedCertificate {
    /// Host it is trusted for, without the brackets of IPv6; case does not count.
    pub host: String,
    /// Port it is trusted for.
    pub port: u16,
    /// SHA-256 of the whole certificate, as in [`PeerCertificate::sha256`].
    pub sha256: String,
    /// Its first moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Its last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
    /// When it was trusted, milliseconds since 1970 UTC.
    pub trusted_at_ms: i64,
}

impl TrustedCertificate {
    /// Whether it is meant for that host (no brackets) and port.
    pub fn is_for(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host.eq_ignore_ascii_case(host)
    }
}
