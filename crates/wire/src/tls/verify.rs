//! Decides whether a server's certificate is trusted.
//!
//! The machine's own roots and those of the CA files, by the rules of WebPKI. Besides: a certificate that stands in a CA file
//! is trusted itself, byte for byte, even where those rules know no way (self-signed with CA:TRUE, version 1, no
//! subjectAltName). It must still be in time and made out to the server, and the server must hold its key.
//!
//! A person may trust one certificate for one host and port: there it passes as it is, out of time or made out to somebody
//! else, if the server holds its key. Nothing else passes because of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use exchange::{Failure, FailureKind, TrustedCertificate};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms};
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use rustls_platform_verifier::Verifier;

use super::certificate::{Certificate, sha256};
use super::words;

/// Trust in the machine's roots and in the CA files.
#[derive(Debug)]
pub(super) struct Trust {
    roots: Verifier,
    /// The certificates of the CA files.
    own: Vec<CertificateDer<'static>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Trust {
    /// Reads the CA files and the machine's roots.
    pub(super) fn load(ca_files: &[PathBuf], provider: &Arc<CryptoProvider>) -> Result<Self, Failure> {
        let mut own = Vec::new();
        for file in ca_files {
            own.extend(read_file(file)?);
        }
        // Those that cannot be roots are still trusted byte for byte.
        let roots: Vec<_> =
            own.iter().filter(|own| RootCertStore::empty().add((*own).clone()).is_ok()).cloned().collect();
        let roots = Verifier::new_with_extra_roots(roots, Arc::clone(provider)).map_err(|error| {
            Failure::new(FailureKind::Tls, format!("this machine's trusted certificates cannot be read: {error}"))
                .with_hint(
                    "Install them (on Linux the package `ca-certificates`), or name a CA file (`--cacert FILE`).",
                )
        })?;
        Ok(Self { roots, own, algorithms: provider.signature_verification_algorithms })
    }

    /// The certificate, if it stands in a CA file.
    fn own_certificate(&self, certificate: &CertificateDer<'_>) -> Option<Certificate> {
        let is_own = self.own.iter().any(|own| own.as_ref() == certificate.as_ref());
        if is_own { Certificate::read(certificate) } else { None }
    }

    /// Checks the signature of a handshake with a key that rustls would not take from its certificate.
    fn verify_signature(
        &self,
        message: &[u8],
        certificate: &Certificate,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let schemes = self.algorithms.mapping.iter().filter(|(scheme, _)| *scheme == signed.scheme);
        let mut algorithms = schemes.flat_map(|(_, algorithms)| algorithms.iter());
        let is_valid = algorithms
            .any(|algorithm| algorithm.verify_signature(&certificate.public_key, message, signed.signature()).is_ok());
        if is_valid { Ok(HandshakeSignatureValid::assertion()) } else { Err(CertificateError::BadSignature.into()) }
    }
}

fn read_file(file: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let failure = |cause: String| {
        Failure::new(FailureKind::Input, format!("the CA file `{}` cannot be used: {cause}", file.display()))
            .with_hint("It holds certificates in PEM form: `-----BEGIN CERTIFICATE-----`.")
    };
    let bytes = std::fs::read(file)
        .map_err(|error| failure(error.to_string()).with_hint("Does the file exist, and may you read it?"))?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        // A single certificate in DER form is what some tools export.
        Ok(_) if Certificate::read(&bytes).is_some() => Ok(vec![CertificateDer::from(bytes)]),
        Ok(_) => Err(failure("it holds no certificate".to_owned())),
        Err(error) => Err(failure(error.to_string())),
    }
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain: Vec<_> = std::iter::once(end_entity).chain(intermediates).cloned().collect();
        if let Some(own) = self.own_certificate(end_entity) {
            return if own.is_valid_at(now) && own.is_for(server_name) {
                Ok(ServerCertVerified::assertion())
            } else {
                Err(words::own_certificate_refused(&own, &chain, server_name, now))
            };
        }
        let verified = self.roots.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        verified.map_err(|error| words::certificate_refused(error, &chain, server_name, now))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.own_certificate(certificate) {
            Some(own) => self.verify_signature(message, &own, signed),
            None => self.roots.verify_tls12_signature(message, certificate, signed),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.own_certificate(certificate) {
            Some(own) => self.verify_signature(message, &own, signed),
            None => self.roots.verify_tls13_signature(message, certificate, signed),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Trust towards one host and port, where a person trusts a certificate of the server.
#[derive(Debug)]
pub(super) struct ChosenToo {
    trust: Arc<Trust>,
    chosen: TrustedCertificate,
}

impl ChosenToo {
    pub(super) fn new(trust: Arc<Trust>, chosen: TrustedCertificate) -> Self {
        Self { trust, chosen }
    }

    fn is_chosen(&self, certificate: &CertificateDer<'_>) -> bool {
        sha256(certificate) == self.chosen.sha256
    }

    fn chosen_certificate(&self, certificate: &CertificateDer<'_>) -> Option<Certificate> {
        if self.is_chosen(certificate) { Certificate::read(certificate) } else { None }
    }
}

impl ServerCertVerifier for ChosenToo {
    /// What passes by the rules passes here: a server that gets a proper certificate needs no exception any more.
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self.trust.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match verified {
            Err(error) if !self.is_chosen(end_entity) => Err(words::changed(error, &self.chosen)),
            Err(error) if words::can_be_trusted(&error) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.chosen_certificate(certificate) {
            Some(chosen) => self.trust.verify_signature(message, &chosen, signed),
            None => self.trust.verify_tls12_signature(message, certificate, signed),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.chosen_certificate(certificate) {
            Some(chosen) => self.trust.verify_signature(message, &chosen, signed),
            None => self.trust.verify_tls13_signature(message, certificate, signed),
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.trust.supported_verify_schemes()
    }
}

/// Takes any certificate: the person has switched verification off.
#[derive(Debug)]
pub(super) struct Anything {
    schemes: Vec<SignatureScheme>,
}

impl Anything {
    pub(super) fn new(provider: &Arc<CryptoProvider>) -> Self {
        Self { schemes: provider.signature_verification_algorithms.supported_schemes() }
    }
}

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.clone()
    }
}
