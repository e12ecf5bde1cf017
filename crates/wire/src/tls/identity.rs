//! Reads the certificate and key that this side shows.

use std::path::Path;
use std::sync::Arc;

use exchange::{Failure, FailureKind, Secret};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use pkcs8::{EncryptedPrivateKeyInfoRef, SecretDocument};
use rustls::client::ResolvesClientCert;
use rustls::crypto::CryptoProvider;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::settings::{ClientCertificate, ClientCertificateKind};

const ENCRYPTED_END: &str = "-----END ENCRYPTED PRIVATE KEY-----";

/// Reads a client certificate.
pub(super) fn load(
    own: &ClientCertificate,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ResolvesClientCert>, Failure> {
    let (file, chain, key) = match &own.kind {
        ClientCertificateKind::Pem { certificate, key, passphrase } => {
            (certificate, pem_certificates(certificate)?, pem_key(key, passphrase.as_ref())?)
        }
        ClientCertificateKind::Pkcs12 { file, passphrase } => {
            let (chain, key) = pkcs12(file, passphrase)?;
            (file, chain, key)
        }
    };
    let certified = CertifiedKey::from_der(chain, key, provider).map_err(|error| {
        unusable(file, &error.to_string())
            .with_hint("Do certificate and key belong together, and is the key RSA, ECDSA or Ed25519?")
    })?;
    Ok(Arc::new(SingleCertAndKey::from(certified)))
}

fn unusable(file: &Path, cause: &str) -> Failure {
    Failure::new(
        FailureKind::Input,
        format!("the client certificate file `{}` cannot be used: {cause}", file.display()),
    )
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file)
        .map_err(|error| unusable(file, &error.to_string()).with_hint("Does the file exist, and may you read it?"))
}

pub(super) fn pem_certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let bytes = read(file)?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let certificates = certificates.map_err(|error| unusable(file, &error.to_string()))?;
    if certificates.is_empty() {
        return Err(unusable(file, "it holds no certificate")
            .with_hint("A PEM certificate begins with `-----BEGIN CERTIFICATE-----`."));
    }
    Ok(certificates)
}

fn pem_key(file: &Path, passphrase: Option<&Secret>) -> Result<PrivateKeyDer<'static>, Failure> {
    let bytes = read(file)?;
    if contains(&bytes, b"Proc-Type: 4,ENCRYPTED") {
        return Err(unusable(file, "its key is encrypted in OpenSSL's old form")
            .with_hint("Bring it into PKCS#8 with `openssl pkcs8 -topk8 -in OLD.pem -out NEW.pem`."));
    }
    if contains(&bytes, b"BEGIN ENCRYPTED PRIVATE KEY") {
        return encrypted_key(file, &bytes, passphrase);
    }
    PrivateKeyDer::from_pem_slice(&bytes).map_err(|error| {
        unusable(file, &format!("it holds no private key ({error})"))
            .with_hint("A PEM key begins with `-----BEGIN PRIVATE KEY-----`.")
    })
}

/// Encrypted PKCS#8, RFC 5958 §3.
fn encrypted_key(file: &Path, bytes: &[u8], passphrase: Option<&Secret>) -> Result<PrivateKeyDer<'static>, Failure> {
    let Some(passphrase) = passphrase else {
        return Err(unusable(file, "its key is encrypted").with_hint("Give the passphrase of the client certificate."));
    };
    let text = String::from_utf8_lossy(bytes);
    let section = text
        .find("-----BEGIN ENCRYPTED")
        .map(|at| &text[at..])
        .and_then(|rest| rest.find(ENCRYPTED_END).map(|end| &rest[..end + ENCRYPTED_END.len()]));
    let unreadable = |cause: String| unusable(file, &format!("its encrypted key cannot be read ({cause})"));
    let (_, document) =
        SecretDocument::from_pem(section.unwrap_or_default()).map_err(|error| unreadable(error.to_string()))?;
    let key = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes())
        .map_err(|error| unreadable(error.to_string()))?
        .decrypt(passphrase.expose())
        .map_err(|_| {
            unusable(file, "the passphrase does not open its key").with_hint("Is the passphrase spelled right?")
        })?;
    Ok(PrivatePkcs8KeyDer::from(key.as_bytes().to_vec()).into())
}

pub(super) fn pkcs12(
    file: &Path,
    passphrase: &Secret,
) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Failure> {
    let bytes = read(file)?;
    let store = KeyStore::from_pkcs12(&bytes, passphrase.expose(), Pkcs12ImportPolicy::Relaxed).map_err(|error| {
        unusable(file, &error.to_string()).with_hint("Is it a .p12 or .pfx file, and is its passphrase spelled right?")
    })?;
    let (_, chain) = store.private_key_chain().ok_or_else(|| {
        unusable(file, "it holds no private key").with_hint("Export certificate and private key together.")
    })?;
    let certificates = chain.certs().iter().map(|own| CertificateDer::from(own.as_der().to_vec())).collect();
    Ok((certificates, PrivatePkcs8KeyDer::from(chain.key().as_der().to_vec()).into()))
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}
