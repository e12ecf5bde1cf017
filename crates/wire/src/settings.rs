//! What holds for every send of one [`Wire`](crate::Wire).

use std::path::PathBuf;

use exchange::{Secret, TrustedCertificate};

use crate::ProxySettings;

/// What holds for every send: trust, own certificates, proxies.
#[derive(Debug, Clone, Default)]
pub struct WireSettings {
    /// PEM files of certificates that are trusted beside the machine's own.
    pub ca_files: Vec<PathBuf>,
    /// Certificates this side shows; the first whose host and port fit is used.
    pub client_certificates: Vec<ClientCertificate>,
    /// Certificates of servers that are trusted for one host and port each; the first one of a place counts.
    pub trusted_certificates: Vec<TrustedCertificate>,
    /// Proxies.
    pub proxy: ProxySettings,
}

/// A certificate this side shows to certain servers.
#[derive(Debug, Clone)]
pub struct ClientCertificate {
    /// Host it is for: a name, `*.example.com` for all names under it, or `*` for every host.
    pub host: String,
    /// Port it is for; `None` is every port.
    pub port: Option<u16>,
    /// Where it is kept.
    pub kind: ClientCertificateKind,
}

/// How a client certificate is kept.
#[derive(Debug, Clone)]
pub enum ClientCertificateKind {
    /// PEM files; one file may hold both.
    Pem {
        /// The certificate, its issuers behind it.
        certificate: PathBuf,
        /// The key: PKCS#8 (also encrypted), PKCS#1 or SEC 1.
        key: PathBuf,
        /// Passphrase of an encrypted key.
        passphrase: Option<Secret>,
    },
    /// A `.p12` or `.pfx` file.
    Pkcs12 {
        /// The file.
        file: PathBuf,
        /// Its passphrase; often empty.
        passphrase: Secret,
    },
}

impl ClientCertificate {
    /// Whether it is for that host (no brackets) and port.
    pub(crate) fn fits(&self, host: &str, port: u16) -> bool {
        let pattern = self.host.to_ascii_lowercase();
        let host = host.to_ascii_lowercase();
        let fits_host = match pattern.strip_prefix('*') {
            Some(suffix) => host.ends_with(suffix),
            None => host == pattern.trim_start_matches('[').trim_end_matches(']'),
        };
        fits_host && self.port.is_none_or(|own| own == port)
    }
}
