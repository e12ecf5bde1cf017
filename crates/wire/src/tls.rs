//! TLS towards servers and proxies: what is trusted, which certificate this side shows, what is said when it fails.
//!
//! Nothing is read before the first `https:`; then once for all sends.

mod certificate;
mod identity;
mod stated;
mod verify;
mod words;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use exchange::{Failure, FailureKind, TlsSession, TrustedCertificate};
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, ClientConnection};
use rustls_pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;

use crate::connect::Stream;
use crate::settings::{ClientCertificate, WireSettings};

pub use stated::{StatedCertificate, stated_certificates};
pub(crate) use words::words;

/// Which protocols are offered by ALPN, RFC 7301.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Alpn {
    Both,
    Http1,
    Http2,
}

impl Alpn {
    fn protocols(self) -> Vec<Vec<u8>> {
        match self {
            Self::Both => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            Self::Http1 => vec![b"http/1.1".to_vec()],
            Self::Http2 => vec![b"h2".to_vec()],
        }
    }
}

/// What one handshake is for.
pub(crate) struct Handshake<'a> {
    /// Host, without the brackets of IPv6.
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) alpn: Alpn,
    pub(crate) verifies: bool,
    /// Whether the other side is the proxy.
    pub(crate) is_proxy: bool,
}

/// What decides a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct ConfigKey {
    alpn: Alpn,
    verifies: bool,
    /// Place of the client certificate in the settings.
    identity: Option<usize>,
    /// Place of the certificate that is trusted for this host and port. A configuration resumes its own sessions only, without
    /// another look at the certificate: one with an exception must not serve other places.
    chosen: Option<usize>,
}

/// The configurations made so far.
pub(crate) struct TlsConfigs {
    ca_files: Vec<std::path::PathBuf>,
    client_certificates: Vec<ClientCertificate>,
    trusted_certificates: Vec<TrustedCertificate>,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    trust: Option<Arc<verify::Trust>>,
    configs: HashMap<ConfigKey, Arc<ClientConfig>>,
}

impl TlsConfigs {
    pub(crate) fn new(settings: &WireSettings) -> Self {
        Self {
            ca_files: settings.ca_files.clone(),
            client_certificates: settings.client_certificates.clone(),
            trusted_certificates: settings.trusted_certificates.clone(),
            made: Mutex::default(),
        }
    }

    /// Agrees on TLS over `stream`.
    pub(crate) async fn handshake(
        &self,
        stream: Stream,
        handshake: &Handshake<'_>,
    ) -> Result<(Stream, TlsSession), Failure> {
        let config = self.config(handshake)?;
        let name = ServerName::try_from(handshake.host.to_owned()).map_err(|_| {
            Failure::new(FailureKind::Tls, format!("`{}` is no name that a certificate could carry", handshake.host))
        })?;
        let first = Arc::new(Mutex::new(Vec::new()));
        let stream = FirstBytes { inner: stream, first: Arc::clone(&first) };
        match TlsConnector::from(config).connect(name, stream).await {
            Ok(stream) => {
                let session = self.session(stream.get_ref().1, handshake);
                Ok((Box::new(stream), session))
            }
            Err(error) => {
                let first = first.lock().unwrap_or_else(PoisonError::into_inner);
                Err(words::refused(&error, &first, handshake))
            }
        }
    }

    fn config(&self, handshake: &Handshake<'_>) -> Result<Arc<ClientConfig>, Failure> {
        let fits = |own: &ClientCertificate| own.fits(handshake.host, handshake.port);
        let identity = self.client_certificates.iter().position(fits);
        let chosen = self.chosen(handshake);
        let key = ConfigKey { alpn: handshake.alpn, verifies: handshake.verifies, identity, chosen };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = made.configs.get(&key) {
            return Ok(Arc::clone(config));
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let verifier = self.verifier(&mut made, &provider, key)?;
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::new(FailureKind::Tls, format!("TLS is not available: {error}")))?
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        let mut config = match identity.and_then(|at| self.client_certificates.get(at)) {
            Some(own) => builder.with_client_cert_resolver(identity::load(own, &provider)?),
            None => builder.with_no_client_auth(),
        };
        config.alpn_protocols = handshake.alpn.protocols();
        let config = Arc::new(config);
        made.configs.insert(key, Arc::clone(&config));
        Ok(config)
    }

    fn verifier(
        &self,
        made: &mut Made,
        provider: &Arc<CryptoProvider>,
        key: ConfigKey,
    ) -> Result<Arc<dyn ServerCertVerifier>, Failure> {
        if !key.verifies {
            return Ok(Arc::new(verify::Anything::new(provider)));
        }
        let trust = match made.trust.take() {
            Some(trust) => trust,
            None => Arc::new(verify::Trust::load(&self.ca_files, provider)?),
        };
        made.trust = Some(Arc::clone(&trust));
        match key.chosen.and_then(|at| self.trusted_certificates.get(at)) {
            Some(chosen) => Ok(Arc::new(verify::ChosenToo::new(trust, chosen.clone()))),
            None => Ok(trust),
        }
    }

    /// Place of the certificate that is trusted where the handshake goes.
    fn chosen(&self, handshake: &Handshake<'_>) -> Option<usize> {
        let is_for = |trusted: &TrustedCertificate| trusted.is_for(handshake.host, handshake.port);
        self.trusted_certificates.iter().position(is_for).filter(|_| handshake.verifies)
    }

    fn session(&self, connection: &ClientConnection, handshake: &Handshake<'_>) -> TlsSession {
        let server = ServerName::try_from(handshake.host).ok();
        let version = connection.protocol_version().and_then(|version| version.as_str());
        let cipher = connection.negotiated_cipher_suite().and_then(|suite| suite.suite().as_str());
        let protocol = connection.alpn_protocol().map(|name| String::from_utf8_lossy(name).into_owned());
        let certificates = certificate::shown(connection.peer_certificates().unwrap_or_default(), server.as_ref());
        let chosen = self.chosen(handshake).and_then(|at| self.trusted_certificates.get(at));
        TlsSession {
            version: version.unwrap_or_default().replace("TLSv1_", "TLSv1."),
            // rustls marks the suites of TLS 1.3; the registry (RFC 8446 §B.4) does not.
            cipher: cipher.unwrap_or_default().replace("TLS13_", "TLS_"),
            protocol: protocol.unwrap_or_default(),
            is_verified: handshake.verifies,
            is_chosen: chosen.is_some_and(|chosen| certificates.first().is_some_and(|own| own.sha256 == chosen.sha256)),
            certificates,
        }
    }
}

/// Most bytes kept of what comes first.
const FIRST_BYTES_MAX: usize = 64;

/// Keeps the first bytes received under TLS: a server that speaks plain HTTP is known by them.
struct FirstBytes {
    inner: Stream,
    first: Arc<Mutex<Vec<u8>>>,
}

impl AsyncRead for FirstBytes {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let polled = Pin::new(&mut this.inner).poll_read(cx, buf);
        let mut first = this.first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.len() < FIRST_BYTES_MAX {
            first.extend(buf.filled()[before..].iter().take(FIRST_BYTES_MAX));
        }
        drop(first);
        polled
    }
}

impl AsyncWrite for FirstBytes {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }
}
