//! What a certificate says about itself, read without judging: version 1, no names, any key.

use std::net::IpAddr;

use exchange::PeerCertificate;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest as _, Sha256};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{ASN1Time, FromDer as _, X509Certificate};
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

/// The parts of a certificate that are shown or compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Certificate {
    /// Names of the subjectAltName extension; `None` when there is no such extension.
    pub(super) names: Option<Vec<Name>>,
    /// Common name of the subject.
    pub(super) common_name: Option<String>,
    /// All that is said of its owner.
    subject: String,
    /// All that is said of who signed it.
    pub(super) issuer: String,
    /// Common name of who signed it.
    issuer_name: Option<String>,
    /// Whether subject and issuer are the same.
    pub(super) is_self_issued: bool,
    /// Seconds since 1970.
    pub(super) not_before_s: i64,
    /// Seconds since 1970.
    pub(super) not_after_s: i64,
    /// First and last moment, readable.
    pub(super) validity: (String, String),
    /// Version as people count: 1 to 3.
    pub(super) version: u32,
    /// The key, without its algorithm.
    pub(super) public_key: Vec<u8>,
    /// Whether a handshake can be signed with its key in a way that is taken here.
    pub(super) has_usable_key: bool,
}

/// A name a certificate is made out to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Dns(String),
    Ip(IpAddr),
}

impl Certificate {
    /// Reads a DER certificate; `None` when it is none.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (_, parsed) = X509Certificate::from_der(der).ok()?;
        let names = parsed.subject_alternative_name().ok().flatten();
        let common_name = parsed.subject().iter_common_name().next().and_then(|name| name.as_str().ok());
        let issuer_name = parsed.issuer().iter_common_name().next().and_then(|name| name.as_str().ok());
        let validity = parsed.validity();
        Some(Self {
            names: names.map(|extension| extension.value.general_names.iter().filter_map(Name::read).collect()),
            common_name: common_name.map(str::to_owned),
            subject: parsed.subject().to_string(),
            issuer: parsed.issuer().to_string(),
            issuer_name: issuer_name.map(str::to_owned),
            is_self_issued: parsed.issuer().as_raw() == parsed.subject().as_raw(),
            not_before_s: validity.not_before.timestamp(),
            not_after_s: validity.not_after.timestamp(),
            validity: (readable(validity.not_before), readable(validity.not_after)),
            version: parsed.version().0 + 1,
            public_key: parsed.public_key().subject_public_key.data.to_vec(),
            has_usable_key: is_usable(parsed.public_key()),
        })
    }

    /// Whether it is made out to that server. Without a subjectAltName the common name counts.
    pub(super) fn is_for(&self, server: &ServerName<'_>) -> bool {
        match &self.names {
            Some(names) => names.iter().any(|name| name.fits(server)),
            None => self.common_name.as_ref().is_some_and(|name| Name::of_text(name).fits(server)),
        }
    }

    /// Whether it is valid at that time.
    pub(super) fn is_valid_at(&self, now: UnixTime) -> bool {
        let now_s = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        (self.not_before_s..=self.not_after_s).contains(&now_s)
    }

    /// The names it is made out to, readable.
    pub(super) fn shown_names(&self) -> String {
        let quoted = |name: &Name| match name {
            Name::Dns(name) => format!("`{name}`"),
            Name::Ip(ip) => format!("`{ip}`"),
        };
        match (&self.names, &self.common_name) {
            (Some(names), _) if !names.is_empty() => names.iter().map(quoted).collect::<Vec<_>>().join(", "),
            (None, Some(name)) => format!("`{name}`"),
            _ => "nobody".to_owned(),
        }
    }
}

/// Sizes that WebPKI takes. A key of a kind that is not read here, such as Ed25519, is thought to be good.
fn is_usable(key: &SubjectPublicKeyInfo<'_>) -> bool {
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => (2048..=8192).contains(&rsa.key_size()),
        Ok(PublicKey::EC(point)) => point.key_size() >= 256,
        Ok(PublicKey::Unknown(_)) => true,
        Ok(_) | Err(_) => false,
    }
}

/// SHA-256 of a certificate in DER form, such as `7C:19:…`.
pub(super) fn sha256(der: &[u8]) -> String {
    Sha256::digest(der).iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}

/// What is shown of a chain, the certificate of `server` first. What is no certificate is left out.
pub(super) fn shown(chain: &[CertificateDer<'_>], server: Option<&ServerName<'_>>) -> Vec<PeerCertificate> {
    let one = |(at, der): (usize, &CertificateDer<'_>)| {
        let certificate = Certificate::read(der)?;
        let names: Vec<String> = certificate.names.iter().flatten().map(Name::text).collect();
        Some(PeerCertificate {
            fits_host: server.filter(|_| at == 0).map(|server| certificate.is_for(server)),
            name: certificate.common_name.or_else(|| names.first().cloned()).unwrap_or(certificate.subject),
            names,
            issuer: certificate.issuer_name.unwrap_or(certificate.issuer),
            is_self_issued: certificate.is_self_issued,
            valid_from_ms: certificate.not_before_s.saturating_mul(1000),
            valid_until_ms: certificate.not_after_s.saturating_mul(1000),
            sha256: sha256(der),
        })
    };
    chain.iter().enumerate().filter_map(one).collect()
}

impl Name {
    fn text(&self) -> String {
        match self {
            Self::Dns(name) => name.clone(),
            Self::Ip(ip) => ip.to_string(),
        }
    }

    fn read(name: &GeneralName<'_>) -> Option<Self> {
        match name {
            GeneralName::DNSName(name) => Some(Self::Dns((*name).to_owned())),
            GeneralName::IPAddress(bytes) => {
                let v4 = <[u8; 4]>::try_from(*bytes).map(IpAddr::from);
                v4.or_else(|_| <[u8; 16]>::try_from(*bytes).map(IpAddr::from)).ok().map(Self::Ip)
            }
            _ => None,
        }
    }

    fn of_text(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Dns(text.to_owned()), Self::Ip)
    }

    /// RFC 9525 §6.3: a wildcard stands for exactly one whole label.
    fn fits(&self, server: &ServerName<'_>) -> bool {
        match (self, server) {
            (Self::Dns(name), ServerName::DnsName(host)) => {
                let host = host.as_ref().trim_end_matches('.');
                match name.strip_prefix("*.") {
                    Some(parent) => host.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
                    None => host.eq_ignore_ascii_case(name.trim_end_matches('.')),
                }
            }
            (Self::Ip(own), ServerName::IpAddress(ip)) => *own == IpAddr::from(*ip),
            _ => false,
        }
    }
}

/// Such as `2021-06-09 10:18 UTC`.
fn readable(time: ASN1Time) -> String {
    let time = time.to_datetime();
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    format!("{year}-{month:02}-{day:02} {:02}:{:02} UTC", time.hour(), time.minute())
}
