//! What certificates in a file say about themselves, for somebody who chooses one. Nothing is judged.

use std::path::Path;

use exchange::{Failure, Secret};

use super::certificate::Certificate;
use super::identity::{pem_certificates, pkcs12};

/// What one certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedCertificate {
    /// Common name of the subject, else the names it is made out to.
    pub name: String,
    /// First moment, milliseconds since 1970 UTC.
    pub valid_from_ms: i64,
    /// Last moment, milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
}

/// The certificates of a PEM file, or of a `.p12` file with its passphrase, in the order of the file; for a `.p12` the
/// chain of its key.
pub fn stated_certificates(file: &Path, pfx_passphrase: Option<&Secret>) -> Result<Vec<StatedCertificate>, Failure> {
    let chain = match pfx_passphrase {
        Some(passphrase) => pkcs12(file, passphrase)?.0,
        None => pem_certificates(file)?,
    };
    let read = chain.iter().filter_map(|der| Certificate::read(der));
    Ok(read
        .map(|certificate| StatedCertificate {
            name: certificate.common_name.clone().unwrap_or_else(|| certificate.shown_names()),
            valid_from_ms: certificate.not_before_s.saturating_mul(1000),
            valid_until_ms: certificate.not_after_s.saturating_mul(1000),
        })
        .collect())
}
