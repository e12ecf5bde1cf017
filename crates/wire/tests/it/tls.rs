//! Whom this side trusts, what it shows, and what it says when TLS fails.

use std::net::TcpListener;

use exchange::Secret;
use insta::assert_snapshot;
use testkit::{Answer, Authority, Folder, Identity, Server, Tls, Validity};
use wire::{ClientCertificate, ClientCertificateKind, WireSettings};

use crate::client::{Change as _, Client, get};

/// What is said of a server with that certificate by someone who trusts `trusted`.
fn refused(identity: &Identity, trusted: &str) -> String {
    let server = Server::answering_over(Tls::new(identity), []);
    Client::trusting(trusted).send(&get(&server.url("/"))).failure()
}

#[test]
fn an_own_authority_is_trusted() {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1", "localhost"], Validity::Current);
    let server = Server::answering_over(Tls::new(&identity), [Answer::ok("a"), Answer::ok("b"), Answer::ok("c")]);
    let mut client = Client::trusting(&authority.certificate_pem());
    let first = client.send(&get(&server.url("/")));
    assert_eq!(first.text(), "a");
    assert_eq!(client.send(&get(&server.url("/"))).text(), "b");
    assert_eq!(client.send(&get(&server.localhost_url("/"))).text(), "c");
    let connection = first.exchange.hops[0].connection.clone().unwrap();
    let tls = connection.tls.unwrap();
    assert_eq!((tls.version.as_str(), tls.is_verified), ("TLSv1.3", true));
    assert!(first.exchange.hops[0].timings.tls_us.is_some());
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn an_unknown_issuer() {
    let identity = Authority::named("Other Authority").server(&["127.0.0.1"], Validity::Current);
    assert_snapshot!(refused(&identity, &Authority::new().certificate_pem()), @"
    Tls: the certificate of `127.0.0.1` is signed by `CN=Other Authority`, whom nobody here trusts
    If you know who runs the server, name its CA certificate (`--cacert FILE`), or switch off `Enable SSL certificate verification` (`--insecure`).
    ");
    let namesake = Authority::new().server(&["127.0.0.1"], Validity::Current);
    assert_snapshot!(refused(&namesake, &Authority::new().certificate_pem()), @"
    Tls: the certificate of `127.0.0.1` is not signed by the `CN=Test Authority` that is trusted here, but by another of that name
    If you know who runs the server, name its CA certificate (`--cacert FILE`), or switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn the_wrong_host() {
    let authority = Authority::new();
    let identity = authority.server(&["example.com", "*.example.org", "10.0.0.1"], Validity::Current);
    assert_snapshot!(refused(&identity, &authority.certificate_pem()), @"
    Tls: the certificate of `127.0.0.1` is made out to `example.com`, `*.example.org`, `10.0.0.1`, not to `127.0.0.1`
    Use one of these names in the URL. To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn expired_and_not_yet_valid() {
    let authority = Authority::new();
    let trusted = authority.certificate_pem();
    assert_snapshot!(refused(&authority.server(&["127.0.0.1"], Validity::Expired), &trusted), @"
    Tls: the certificate of `127.0.0.1` expired on 2001-01-02 00:00 UTC
    Whoever runs the server has to renew it. To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).
    ");
    assert_snapshot!(refused(&authority.server(&["127.0.0.1"], Validity::Future), &trusted), @"
    Tls: the certificate of `127.0.0.1` is not valid before 3000-01-01 00:00 UTC
    Is the clock of this machine right? To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn self_signed() {
    let other = Authority::new().certificate_pem();
    assert_snapshot!(refused(&Identity::self_signed(&["127.0.0.1"], "me", true), &other), @"
    Tls: the certificate of `127.0.0.1` is self-signed, and nobody here trusts it
    If you know who runs the server, name its CA certificate (`--cacert FILE`), or switch off `Enable SSL certificate verification` (`--insecure`).
    ");
    assert_snapshot!(refused(&Identity::self_signed(&["127.0.0.1"], "me", false), &other), @"
    Tls: the certificate of `127.0.0.1` is self-signed, and nobody here trusts it
    If you know who runs the server, name its CA certificate (`--cacert FILE`), or switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn the_certificates_are_told_with_a_success_and_with_a_refusal() {
    let authority = Authority::named("Other Authority");
    let identity = authority.server(&["127.0.0.1", "localhost"], Validity::Current);
    let server = Server::answering_over(Tls::new(&identity), [Answer::ok("a")]);
    let outcome = Client::trusting(&authority.certificate_pem()).send(&get(&server.url("/")));
    let [shown] = outcome.exchange.hops[0].connection.clone().unwrap().tls.unwrap().certificates.try_into().unwrap();
    assert_eq!(
        (shown.name.as_str(), shown.issuer.as_str(), shown.fits_host),
        ("127.0.0.1", "Other Authority", Some(true))
    );
    assert_eq!(
        (shown.names.as_slice(), shown.is_self_issued),
        (["127.0.0.1".to_owned(), "localhost".to_owned()].as_slice(), false)
    );
    assert_eq!(shown.sha256.split(':').count(), 32);
    assert!(shown.valid_from_ms < shown.valid_until_ms);

    let why = |identity: &Identity, trusted: &str| {
        let server = Server::answering_over(Tls::new(identity), []);
        let failure = Client::trusting(trusted).send(&get(&server.url("/"))).exchange.failure.unwrap();
        let refused = *failure.refused_certificates.unwrap();
        (refused.certificates[0].fits_host, refused.certificates[0].is_self_issued, refused.lacks_authority)
    };
    let stranger = Authority::new().certificate_pem();
    assert_eq!(why(&identity, &stranger), (Some(true), false, true));
    assert_eq!(why(&Identity::self_signed(&["127.0.0.1"], "me", true), &stranger), (Some(true), true, true));
    let other_host = authority.server(&["example.com"], Validity::Current);
    assert_eq!(why(&other_host, &authority.certificate_pem()), (Some(false), false, false));
    let expired = authority.server(&["127.0.0.1"], Validity::Expired);
    assert_eq!(why(&expired, &authority.certificate_pem()), (Some(true), false, false));
    let own = Identity::self_signed(&["other.test"], "other.test", true);
    assert_eq!(why(&own, &own.certificate_pem), (Some(false), true, false));
}

#[test]
fn no_subject_alt_name() {
    let authority = Authority::new();
    assert_snapshot!(refused(&authority.server(&[], Validity::Current), &authority.certificate_pem()), @"
    Tls: the certificate of `127.0.0.1` names no host in the field that counts (subjectAltName), only `server`
    It is of an outdated kind. Name it as a CA file (`--cacert FILE`). To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn a_certificate_in_a_ca_file_is_trusted_itself() {
    for identity in [
        Identity::self_signed(&["127.0.0.1"], "me", true),
        Identity::self_signed(&["127.0.0.1"], "me", false),
        Identity::self_signed(&[], "127.0.0.1", true),
    ] {
        let server = Server::answering_over(Tls::new(&identity), [Answer::ok("trusted")]);
        assert_eq!(Client::trusting(&identity.certificate_pem).send(&get(&server.url("/"))).text(), "trusted");
    }
}

#[test]
fn a_certificate_in_a_ca_file_still_has_to_name_the_host() {
    let identity = Identity::self_signed(&["other.test"], "other.test", true);
    assert_snapshot!(refused(&identity, &identity.certificate_pem), @"
    Tls: the certificate of `127.0.0.1` is made out to `other.test`, not to `127.0.0.1`
    Use one of these names in the URL. To send all the same, switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn without_verification_everything_goes() {
    let identity = Authority::new().server(&["other.test"], Validity::Expired);
    let server = Server::answering_over(Tls::new(&identity), [Answer::ok("hello")]);
    let outcome = Client::new().send(&get(&server.url("/")).options(|options| options.verifies_certificates = false));
    assert_eq!(outcome.text(), "hello");
    assert!(!outcome.exchange.hops[0].connection.clone().unwrap().tls.unwrap().is_verified);
}

#[test]
fn a_server_that_speaks_plain_http() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let answering = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    assert_snapshot!(Client::new().send(&get(&url)).failure(), @"
    Tls: `127.0.0.1:PORT` speaks plain HTTP
    Use `http://` in the URL.
    ");
    answering.join().unwrap();
}

#[test]
fn a_client_certificate_is_asked_for() {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1"], Validity::Current);
    let server = Server::answering_over(Tls::demanding(&identity, &authority), []);
    assert_snapshot!(Client::trusting(&authority.certificate_pem()).send(&get(&server.url("/"))).failure(), @"
    Tls: `127.0.0.1:PORT` asks for a client certificate
    Add one for this host; without it the server does not answer.
    ");
}

/// Sends to a server that demands a client certificate; `make` writes the files and says how they are kept.
fn shown(make: impl FnOnce(&Folder, &Identity) -> ClientCertificateKind) -> String {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1"], Validity::Current);
    let server = Server::handling_over(Tls::demanding(&identity, &authority), |_| Answer::ok("welcome"));
    let folder = Folder::new();
    let kind = make(&folder, &authority.client("someone"));
    let settings = WireSettings {
        ca_files: vec![folder.write("ca.pem", authority.certificate_pem())],
        client_certificates: vec![
            ClientCertificate { host: "other.test".to_owned(), port: None, kind: kind.clone() },
            ClientCertificate { host: "127.0.0.1".to_owned(), port: Some(server.port()), kind },
        ],
        ..WireSettings::default()
    };
    let outcome = Client::with(settings).send(&get(&server.url("/")));
    if outcome.exchange.failure.is_some() {
        return outcome.failure().replace(&folder.root().display().to_string(), "FOLDER");
    }
    outcome.text()
}

#[test]
fn pem_certificates_are_shown() {
    let pem = |folder: &Folder, own: &Identity| ClientCertificateKind::Pem {
        certificate: folder.write("own.pem", &own.certificate_pem),
        key: folder.write("own.key", &own.key_pem),
        passphrase: None,
    };
    assert_eq!(shown(pem), "welcome");
    let encrypted = |passphrase: Option<&'static str>| {
        move |folder: &Folder, own: &Identity| {
            let key = pkcs8::PrivateKeyInfoRef::try_from(own.key_der()).unwrap();
            let key = key.encrypt("swordfish").unwrap().to_pem("ENCRYPTED PRIVATE KEY", pkcs8::LineEnding::LF).unwrap();
            let both = folder.write("both.pem", format!("{}{}", own.certificate_pem, *key));
            let passphrase = passphrase.map(Secret::from);
            ClientCertificateKind::Pem { certificate: both.clone(), key: both, passphrase }
        }
    };
    assert_eq!(shown(encrypted(Some("swordfish"))), "welcome");
    assert_snapshot!(shown(encrypted(Some("wrong"))), @"
    Input: the client certificate file `FOLDER/both.pem` cannot be used: the passphrase does not open its key
    Is the passphrase spelled right?
    ");
    assert_snapshot!(shown(encrypted(None)), @"
    Input: the client certificate file `FOLDER/both.pem` cannot be used: its key is encrypted
    Give the passphrase of the client certificate.
    ");
}

#[test]
fn pkcs12_certificates_are_shown() {
    let pkcs12 = |passphrase: &'static str| {
        move |folder: &Folder, own: &Identity| {
            let certificate = p12_keystore::Certificate::from_der(&own.chain()[0]).unwrap();
            let key = p12_keystore::PrivateKey::from_der(own.key_der()).unwrap();
            let chain = p12_keystore::PrivateKeyChain::new("id", key, [certificate]);
            let mut store = p12_keystore::KeyStore::new();
            store.add_entry("own", p12_keystore::KeyStoreEntry::PrivateKeyChain(chain));
            let file = folder.write("own.p12", store.writer("swordfish").write().unwrap());
            ClientCertificateKind::Pkcs12 { file, passphrase: Secret::from(passphrase) }
        }
    };
    assert_eq!(shown(pkcs12("swordfish")), "welcome");
    assert_snapshot!(shown(pkcs12("wrong")), @"
    Input: the client certificate file `FOLDER/own.p12` cannot be used: MAC tag mismatch
    Is it a .p12 or .pfx file, and is its passphrase spelled right?
    ");
}

#[test]
fn certificate_files_that_cannot_be_used() {
    let pem = |certificate: &'static str, key: &'static str| {
        shown(move |folder, _| ClientCertificateKind::Pem {
            certificate: folder.write("own.pem", certificate),
            key: folder.write("own.key", key),
            passphrase: None,
        })
    };
    assert_snapshot!(pem("nothing", ""), @"
    Input: the client certificate file `FOLDER/own.pem` cannot be used: it holds no certificate
    A PEM certificate begins with `-----BEGIN CERTIFICATE-----`.
    ");
    let certificate: &'static str = Box::leak(Authority::new().certificate_pem().into_boxed_str());
    assert_snapshot!(pem(certificate, "nothing"), @"
    Input: the client certificate file `FOLDER/own.key` cannot be used: it holds no private key (no items found)
    A PEM key begins with `-----BEGIN PRIVATE KEY-----`.
    ");
    assert_snapshot!(pem(certificate, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"), @"
    Input: the client certificate file `FOLDER/own.key` cannot be used: its key is encrypted in OpenSSL's old form
    Bring it into PKCS#8 with `openssl pkcs8 -topk8 -in OLD.pem -out NEW.pem`.
    ");
    let missing = WireSettings { ca_files: vec!["no/such/ca.pem".into()], ..WireSettings::default() };
    assert_snapshot!(Client::with(missing).send(&get(&format!("https://{}/", listening()))).failure(), @"
    Input: the CA file `no/such/ca.pem` cannot be used: No such file or directory (os error 2)
    Does the file exist, and may you read it?
    ");
}

/// An address that takes connections and never speaks.
fn listening() -> std::net::SocketAddr {
    let listener = Box::leak(Box::new(TcpListener::bind(("127.0.0.1", 0)).unwrap()));
    listener.local_addr().unwrap()
}

#[test]
fn a_client_certificate_of_a_stranger_is_refused() {
    let authority = Authority::new();
    let identity = authority.server(&["127.0.0.1"], Validity::Current);
    let server = Server::answering_over(Tls::demanding(&identity, &authority), []);
    let folder = Folder::new();
    let own = Authority::named("Other Authority").client("stranger");
    let kind = ClientCertificateKind::Pem {
        certificate: folder.write("own.pem", &own.certificate_pem),
        key: folder.write("own.key", &own.key_pem),
        passphrase: None,
    };
    let settings = WireSettings {
        ca_files: vec![folder.write("ca.pem", authority.certificate_pem())],
        client_certificates: vec![ClientCertificate { host: "*".to_owned(), port: None, kind }],
        ..WireSettings::default()
    };
    assert_snapshot!(Client::with(settings).send(&get(&server.url("/"))).failure(), @"
    Tls: `127.0.0.1:PORT` does not accept the client certificate (UnknownCA)
    Is it the right one for this host, still valid, and signed by an authority that the server trusts?
    ");
}
