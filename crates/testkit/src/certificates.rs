//! Certificates made for one test.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// When a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Now, and for a long time.
    Current,
    /// Until 2 January 2001.
    Expired,
    /// From 1 January 3000.
    Future,
}

/// A certificate authority that only the test trusts.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate with its key.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The certificate as PEM.
    pub certificate_pem: String,
    /// Its key as PEM, PKCS#8, not encrypted.
    pub key_pem: String,
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Authority {
    /// An authority of the name `Test Authority`.
    pub fn new() -> Self {
        Self::named("Test Authority")
    }

    /// An authority of that name. Two of one name and different keys are a test of their own.
    pub fn named(name: &str) -> Self {
        let mut params = params(&[], name, Validity::Current);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let issuer = CertifiedIssuer::self_signed(params, key_pair()).expect("these parameters make a certificate");
        Self { issuer }
    }

    /// Its certificate as PEM: what a client trusts.
    pub fn certificate_pem(&self) -> String {
        self.issuer.pem()
    }

    pub(crate) fn certificate_der(&self) -> CertificateDer<'static> {
        self.issuer.der().clone()
    }

    /// A server's certificate for these names or addresses.
    pub fn server(&self, names: &[&str], validity: Validity) -> Identity {
        let mut params = params(names, names.first().copied().unwrap_or("server"), validity);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.sign(&params)
    }

    /// A client's certificate.
    pub fn client(&self, name: &str) -> Identity {
        let mut params = params(&[], name, Validity::Current);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(&params)
    }

    fn sign(&self, params: &CertificateParams) -> Identity {
        let key = key_pair();
        let certificate = params.signed_by(&key, &self.issuer).expect("these parameters make a certificate");
        Identity::new(&certificate, &key)
    }
}

impl Identity {
    /// A self-signed certificate; with `is_authority` it says CA:TRUE, as `openssl req -x509` does.
    pub fn self_signed(names: &[&str], common_name: &str, is_authority: bool) -> Self {
        let mut params = params(names, common_name, Validity::Current);
        if is_authority {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        let key = key_pair();
        let certificate = params.self_signed(&key).expect("these parameters make a certificate");
        Self::new(&certificate, &key)
    }

    fn new(certificate: &rcgen::Certificate, key: &KeyPair) -> Self {
        Self {
            certificate_pem: certificate.pem(),
            key_pem: key.serialize_pem(),
            certificate: certificate.der().to_vec(),
            key: key.serialize_der(),
        }
    }

    /// The certificate as rustls takes it.
    pub fn chain(&self) -> Vec<CertificateDer<'static>> {
        vec![CertificateDer::from(self.certificate.clone())]
    }

    /// The key as rustls takes it.
    pub fn key(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.clone()).into()
    }

    /// The key in DER form, PKCS#8.
    pub fn key_der(&self) -> &[u8] {
        &self.key
    }
}

fn key_pair() -> KeyPair {
    KeyPair::generate().expect("the system gives randomness")
}

fn params(names: &[&str], common_name: &str, validity: Validity) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).expect("the names are ASCII");
    params.distinguished_name.push(DnType::CommonName, common_name);
    (params.not_before, params.not_after) = match validity {
        Validity::Current => (date_time_ymd(2000, 1, 1), date_time_ymd(3000, 1, 1)),
        Validity::Expired => (date_time_ymd(2000, 1, 1), date_time_ymd(2001, 1, 2)),
        Validity::Future => (date_time_ymd(3000, 1, 1), date_time_ymd(3001, 1, 1)),
    };
    params
}
