//! The bytes under a connection: plain or TLS.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::server::WebPkiClientVerifier;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use crate::{Authority, Identity};

/// How a server speaks TLS.
#[derive(Debug, Clone)]
pub struct Tls(pub(crate) Arc<ServerConfig>);

impl Tls {
    /// Shows that certificate and asks for none.
    pub fn new(identity: &Identity) -> Self {
        let builder = builder().with_no_client_auth();
        let config = builder.with_single_cert(identity.chain(), identity.key());
        Self(Arc::new(config.expect("a fresh certificate and its key fit")))
    }

    /// Shows that certificate, but holds another's key: what somebody does who copied the certificate.
    pub fn without_its_key(identity: &Identity, other: &Identity) -> Self {
        let key = any_supported_type(&other.key()).expect("a fresh key is of a known kind");
        let shown = SingleCertAndKey::from(CertifiedKey::new(identity.chain(), key));
        Self(Arc::new(builder().with_no_client_auth().with_cert_resolver(Arc::new(shown))))
    }

    /// Shows that certificate and demands one of a client that `authority` signed.
    pub fn demanding(identity: &Identity, authority: &Authority) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(authority.certificate_der()).expect("a fresh authority is a root");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
        let builder = builder().with_client_cert_verifier(verifier.expect("one root is enough"));
        let config = builder.with_single_cert(identity.chain(), identity.key());
        Self(Arc::new(config.expect("a fresh certificate and its key fit")))
    }
}

fn builder() -> rustls::ConfigBuilder<ServerConfig, rustls::WantsVerifier> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the default versions suit the default provider")
}

/// A connection of a client.
pub(crate) enum ServerStream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl ServerStream {
    pub(crate) fn new(stream: TcpStream, tls: Option<&Tls>) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        let Some(tls) = tls else { return Ok(Self::Plain(stream)) };
        let connection = ServerConnection::new(Arc::clone(&tls.0)).map_err(io::Error::other)?;
        Ok(Self::Tls(Box::new(StreamOwned::new(connection, stream))))
    }

    /// Says goodbye as a server does that ends a connection on purpose.
    pub(crate) fn close(&mut self) {
        if let Self::Tls(stream) = self {
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    }
}

impl Read for ServerStream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buf),
            Self::Tls(stream) => stream.read(buf),
        }
    }
}

impl Write for ServerStream {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(buf),
            Self::Tls(stream) => stream.write(buf),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}
