//! Says in plain words why TLS was refused, and what to do about it.

use std::io;
use std::sync::Arc;

use exchange::{Failure, FailureKind, PeerCertificate, RefusedCertificates, TrustedCertificate};
use rustls::{AlertDescription, CertificateError, Error, InvalidMessage, OtherError};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};

use super::Handshake;
use super::certificate::{Certificate, shown};

const TRUST_HINT: &str = "If you know who runs the server, name its CA certificate (`--cacert FILE`), \
                          or switch off `Enable SSL certificate verification` (`--insecure`).";
const OFF_HINT: &str = "To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).";

/// Why a certificate was refused; travels through rustls as its error.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Refusal {
    /// Continues "the certificate of `host` …".
    message: String,
    hint: String,
    /// Whether to trust exactly this certificate is no way out.
    is_final: bool,
    evidence: Option<Evidence>,
}

/// What was refused; where it was shown is known outside the verifier only.
#[derive(Debug, Clone)]
struct Evidence {
    certificates: Vec<PeerCertificate>,
    lacks_authority: bool,
    can_be_trusted: bool,
    trusted_before: Option<TrustedCertificate>,
}

impl Refusal {
    fn new(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: hint.into(), is_final: false, evidence: None }
    }

    /// For good, whatever a person thinks of the certificate.
    fn for_good(self) -> Self {
        Self { is_final: true, ..self }
    }

    /// With the chain that `own` begins.
    fn with(self, own: &Certificate, certificates: Vec<PeerCertificate>, lacks_authority: bool) -> Self {
        let can_be_trusted = own.has_usable_key && !self.is_final;
        let evidence = Evidence { certificates, lacks_authority, can_be_trusted, trusted_before: None };
        Self { evidence: Some(evidence), ..self }
    }

    fn of(error: &Error) -> Option<&Self> {
        match error {
            Error::InvalidCertificate(CertificateError::Other(OtherError(inner))) => inner.downcast_ref(),
            _ => None,
        }
    }

    fn into_error(self) -> Error {
        Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(self))))
    }
}

impl Evidence {
    fn of(self, host: &str, port: u16) -> RefusedCertificates {
        let Self { certificates, lacks_authority, can_be_trusted, trusted_before } = self;
        RefusedCertificates {
            host: host.to_owned(),
            port,
            certificates,
            lacks_authority,
            can_be_trusted,
            trusted_before,
        }
    }
}

/// The error of the verifier, with the reason put into words while the certificate is at hand.
pub(super) fn certificate_refused(
    error: Error,
    chain: &[CertificateDer<'_>],
    server: &ServerName<'_>,
    now: UnixTime,
) -> Error {
    let Error::InvalidCertificate(cause) = &error else { return error };
    let Some(certificate) = chain.first().and_then(|der| Certificate::read(der)) else { return error };
    let (refusal, lacks_authority) = out_of_time(&certificate, now).map_or_else(
        || (reason(cause, &certificate, server), lacks_authority(cause, certificate.is_self_issued)),
        |refusal| (refusal, false),
    );
    refusal.with(&certificate, shown(chain, Some(server)), lacks_authority).into_error()
}

/// Whether to trust exactly that certificate would do.
pub(super) fn can_be_trusted(error: &Error) -> bool {
    Refusal::of(error).and_then(|refusal| refusal.evidence.as_ref()).is_some_and(|evidence| evidence.can_be_trusted)
}

/// The same refusal of a server whose certificate used to be another one, which a person trusts.
pub(super) fn changed(error: Error, trusted: &TrustedCertificate) -> Error {
    let Some(Refusal { message, evidence: Some(evidence), is_final, .. }) = Refusal::of(&error) else { return error };
    let refusal = Refusal {
        message: format!("changed since you trusted it; the one that is shown now {message}"),
        hint: "Ask who runs the server whether it has a new one, and compare the fingerprints.".to_owned(),
        is_final: *is_final,
        evidence: Some(Evidence { trusted_before: Some(trusted.clone()), ..evidence.clone() }),
    };
    refusal.into_error()
}

fn lacks_authority(cause: &CertificateError, is_self_issued: bool) -> bool {
    match cause {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => true,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => false,
        _ => is_self_issued,
    }
}

/// A certificate of a CA file, out of time or made out to somebody else.
pub(super) fn own_certificate_refused(
    certificate: &Certificate,
    chain: &[CertificateDer<'_>],
    server: &ServerName<'_>,
    now: UnixTime,
) -> Error {
    let refusal = out_of_time(certificate, now).unwrap_or_else(|| wrong_host(certificate, server));
    refusal.with(certificate, shown(chain, Some(server)), false).into_error()
}

fn out_of_time(certificate: &Certificate, now: UnixTime) -> Option<Refusal> {
    let now_s = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
    let (from, until) = &certificate.validity;
    if certificate.not_after_s < now_s {
        let hint = format!("Whoever runs the server has to renew it. {OFF_HINT}");
        return Some(Refusal::new(format!("expired on {until}"), hint));
    }
    if certificate.not_before_s > now_s {
        let hint = format!("Is the clock of this machine right? {OFF_HINT}");
        return Some(Refusal::new(format!("is not valid before {from}"), hint));
    }
    None
}

fn wrong_host(certificate: &Certificate, server: &ServerName<'_>) -> Refusal {
    let message = format!("is made out to {}, not to `{}`", certificate.shown_names(), server.to_str());
    Refusal::new(message, format!("Use one of these names in the URL. {OFF_HINT}"))
}

fn reason(cause: &CertificateError, certificate: &Certificate, server: &ServerName<'_>) -> Refusal {
    match cause {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            if certificate.names.is_some() {
                return wrong_host(certificate, server);
            }
            let names = certificate.shown_names();
            Refusal::new(
                format!("names no host in the field that counts (subjectAltName), only {names}"),
                format!("It is of an outdated kind. Name it as a CA file (`--cacert FILE`). {OFF_HINT}"),
            )
        }
        _ if certificate.version < 3 => {
            Refusal::new(format!("is of the outdated version {}", certificate.version), TRUST_HINT)
        }
        _ if certificate.is_self_issued => {
            Refusal::new("is self-signed, and nobody here trusts it".to_owned(), TRUST_HINT)
        }
        CertificateError::UnknownIssuer => {
            Refusal::new(format!("is signed by `{}`, whom nobody here trusts", certificate.issuer), TRUST_HINT)
        }
        CertificateError::BadSignature => Refusal::new(
            format!("is not signed by the `{}` that is trusted here, but by another of that name", certificate.issuer),
            TRUST_HINT,
        ),
        CertificateError::Revoked => {
            Refusal::new("was revoked".to_owned(), "Do not use it; whoever runs the server has to replace it.")
                .for_good()
        }
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => Refusal::new(
            "is signed in a way that is no longer safe, or by a key that is too short".to_owned(),
            OFF_HINT,
        ),
        other => Refusal::new(format!("is not accepted: {other}"), OFF_HINT),
    }
}

/// A handshake that failed; `first` is what the other side sent first.
pub(super) fn refused(error: &io::Error, first: &[u8], handshake: &Handshake<'_>) -> Failure {
    let failure = handshake_failed(error, first, handshake);
    if !handshake.is_proxy {
        return failure;
    }
    let hint = failure.hint.unwrap_or_default();
    Failure::new(FailureKind::Proxy, format!("the proxy: {}", failure.message)).with_hint(hint)
}

fn handshake_failed(error: &io::Error, first: &[u8], handshake: &Handshake<'_>) -> Failure {
    let (host, port) = (handshake.host, handshake.port);
    if first.starts_with(b"HTTP/") {
        return Failure::new(FailureKind::Tls, format!("`{host}:{port}` speaks plain HTTP"))
            .with_hint("Use `http://` in the URL.");
    }
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match inner {
        Some(Error::InvalidMessage(InvalidMessage::InvalidContentType)) => {
            Failure::new(FailureKind::Tls, format!("`{host}:{port}` does not speak TLS"))
                .with_hint("Is this the right port? For plain HTTP use `http://`.")
        }
        Some(error) => words(error, host, port),
        None => Failure::new(
            FailureKind::Tls,
            format!("`{host}:{port}` closed the connection while TLS was agreed on"),
        )
        .with_hint(
            "Does it speak TLS at this port? A server that wants a client certificate or an older TLS may do so too.",
        ),
    }
}

/// What rustls refused or was told.
pub(crate) fn words(error: &Error, host: &str, port: u16) -> Failure {
    let server = format!("{host}:{port}");
    let tls = |message: String, hint: &str| Failure::new(FailureKind::Tls, message).with_hint(hint);
    match error {
        Error::InvalidCertificate(cause) => match Refusal::of(error) {
            Some(refusal) => Failure {
                refused_certificates: refusal.evidence.clone().map(|evidence| Box::new(evidence.of(host, port))),
                ..tls(format!("the certificate of `{host}` {}", refusal.message), &refusal.hint)
            },
            None => tls(format!("the certificate of `{host}` is not accepted: {cause}"), OFF_HINT),
        },
        Error::AlertReceived(alert) => alert_words(*alert, &server),
        Error::PeerIncompatible(rustls::PeerIncompatible::ServerDoesNotSupportTls12Or13) => tls(
            format!("`{server}` offers no TLS newer than 1.1"),
            "Whoever runs it has to allow TLS 1.2 or 1.3; older versions are not safe.",
        ),
        Error::PeerIncompatible(cause) => tls(
            format!("`{server}` offers no way of encrypting that this program knows ({cause:?})"),
            "It allows only outdated ciphers. Whoever runs it has to allow newer ones.",
        ),
        Error::NoCertificatesPresented => tls(format!("`{server}` showed no certificate"), OFF_HINT),
        other => tls(format!("TLS with `{server}` failed: {other}"), "Is this the right port, and does it speak TLS?"),
    }
}

fn alert_words(alert: AlertDescription, server: &str) -> Failure {
    let (message, hint) = match alert {
        AlertDescription::CertificateRequired => (
            format!("`{server}` asks for a client certificate"),
            "Add one for this host; without it the server does not answer.",
        ),
        AlertDescription::BadCertificate
        | AlertDescription::UnsupportedCertificate
        | AlertDescription::CertificateRevoked
        | AlertDescription::CertificateExpired
        | AlertDescription::CertificateUnknown
        | AlertDescription::UnknownCA
        | AlertDescription::AccessDenied => (
            format!("`{server}` does not accept the client certificate ({alert:?})"),
            "Is it the right one for this host, still valid, and signed by an authority that the server trusts?",
        ),
        AlertDescription::ProtocolVersion => (
            format!("`{server}` does not take TLS 1.2 or 1.3"),
            "Whoever runs it has to allow TLS 1.2 or 1.3; older versions are not safe.",
        ),
        AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity => (
            format!("`{server}` found no common way of encrypting"),
            "Its ciphers may be outdated, or it asks for a client certificate: then add one for this host.",
        ),
        AlertDescription::UnrecognisedName => {
            (format!("`{server}` does not know that host name"), "Use the name that the server is set up for.")
        }
        AlertDescription::NoApplicationProtocol => {
            (format!("`{server}` does not offer the HTTP version asked for"), "Choose `Auto` as HTTP version.")
        }
        other => (format!("`{server}` refused TLS ({other:?})"), "The log of the server may say why."),
    };
    Failure::new(FailureKind::Tls, message).with_hint(hint)
}
