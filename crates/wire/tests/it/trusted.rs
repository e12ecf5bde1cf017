//! Certificates that a person trusts for one host and port: what they let through, and what they do not.

use exchange::{Exchange, RefusedCertificates, TrustedCertificate};
use insta::assert_snapshot;
use testkit::{Answer, Authority, Folder, Identity, Server, Tls, Validity};
use wire::WireSettings;

use crate::client::{Change as _, Client, get};

fn stranger(names: &[&str], validity: Validity) -> Identity {
    Authority::named("Stranger").server(names, validity)
}

fn server(identity: &Identity) -> Server {
    Server::handling_over(Tls::new(identity), |_| Answer::ok("hello"))
}

/// What the server shows to somebody who trusts nobody.
fn refused(url: &str) -> RefusedCertificates {
    *Client::new().send(&get(url)).exchange.failure.unwrap().refused_certificates.unwrap()
}

/// Somebody who trusts what that server shows, for its host and port.
fn choice(url: &str) -> TrustedCertificate {
    let RefusedCertificates { host, port, certificates, .. } = refused(url);
    let own = &certificates[0];
    TrustedCertificate {
        host,
        port,
        sha256: own.sha256.clone(),
        valid_from_ms: own.valid_from_ms,
        valid_until_ms: own.valid_until_ms,
        trusted_at_ms: 1,
    }
}

fn trusting(trusted: TrustedCertificate) -> Client {
    Client::with(WireSettings { trusted_certificates: vec![trusted], ..WireSettings::default() })
}

fn is_chosen(exchange: &Exchange) -> bool {
    exchange.hops[0].connection.clone().unwrap().tls.unwrap().is_chosen
}

#[test]
fn what_was_chosen_passes_whatever_speaks_against_it() {
    for identity in [
        stranger(&["127.0.0.1"], Validity::Current),
        stranger(&["127.0.0.1"], Validity::Expired),
        stranger(&["127.0.0.1"], Validity::Future),
        stranger(&["other.test"], Validity::Current),
        stranger(&[], Validity::Current),
        Identity::self_signed(&["127.0.0.1"], "me", true),
        Identity::self_signed(&["127.0.0.1"], "me", false),
    ] {
        let server = server(&identity);
        let url = server.url("/");
        assert!(refused(&url).can_be_trusted);
        let mut client = trusting(choice(&url));
        for _ in 0..2 {
            let outcome = client.send(&get(&url));
            assert_eq!(outcome.text(), "hello");
            assert!(is_chosen(&outcome.exchange));
        }
    }
}

#[test]
fn neither_another_port_nor_another_host_nor_another_name_of_it_is_let_through() {
    let identity = stranger(&["127.0.0.1", "localhost"], Validity::Current);
    let (chosen, other) = (server(&identity), server(&identity));
    let mut client = trusting(choice(&chosen.url("/")));
    assert_eq!(client.send(&get(&chosen.url("/"))).text(), "hello");
    // The sessions that the server would resume are those of the chosen place alone.
    for url in [other.url("/"), other.localhost_url("/"), chosen.localhost_url("/")] {
        let failure = client.send(&get(&url)).exchange.failure.unwrap();
        assert_eq!(failure.refused_certificates.unwrap().trusted_before, None, "{url}");
    }
}

#[test]
fn a_certificate_that_changed_is_refused_and_says_so() {
    let chosen = stranger(&["127.0.0.1"], Validity::Current);
    let trusted = choice(&server(&chosen).url("/"));
    for changed in [
        stranger(&["127.0.0.1"], Validity::Current),
        Identity::self_signed(&["127.0.0.1"], "127.0.0.1", true),
        stranger(&["127.0.0.1"], Validity::Expired),
    ] {
        let server = server(&changed);
        let trusted = TrustedCertificate { port: server.port(), ..trusted.clone() };
        let failure = trusting(trusted.clone()).send(&get(&server.url("/"))).exchange.failure.unwrap();
        assert!(failure.message.contains("changed since you trusted it"), "{failure}");
        let refused = *failure.refused_certificates.unwrap();
        assert_eq!((refused.port, refused.can_be_trusted), (server.port(), true));
        assert_ne!(refused.certificates[0].sha256, trusted.sha256);
        assert_eq!(refused.trusted_before, Some(trusted));
    }
    let server = server(&Identity::self_signed(&["127.0.0.1"], "me", true));
    let trusted = TrustedCertificate { port: server.port(), ..trusted };
    assert_snapshot!(trusting(trusted).send(&get(&server.url("/"))).failure(), @"
    Tls: the certificate of `127.0.0.1` changed since you trusted it; the one that is shown now is self-signed, and nobody here trusts it
    Ask who runs the server whether it has a new one, and compare the fingerprints.
    ");
}

#[test]
fn a_certificate_whose_issuer_was_chosen_gains_nothing() {
    let authority = Authority::named("Stranger");
    let folder = Folder::new();
    let root = Identity::self_signed(&["127.0.0.1"], "root", true);
    let shown = server(&root);
    let sha256 = choice(&shown.url("/")).sha256;
    let server = server(&authority.server(&["127.0.0.1"], Validity::Current));
    let trusted = TrustedCertificate { sha256, ..choice(&server.url("/")) };
    assert!(trusting(trusted.clone()).send(&get(&server.url("/"))).exchange.failure.is_some());
    // One that passes by the rules needs no exception.
    let settings = WireSettings {
        ca_files: vec![folder.write("ca.pem", authority.certificate_pem())],
        trusted_certificates: vec![trusted],
        ..WireSettings::default()
    };
    let outcome = Client::with(settings).send(&get(&server.url("/")));
    assert_eq!(outcome.text(), "hello");
    assert!(!is_chosen(&outcome.exchange));
}

#[test]
fn who_has_the_certificate_but_not_its_key_is_refused() {
    let identity = stranger(&["127.0.0.1"], Validity::Current);
    let trusted = choice(&server(&identity).url("/"));
    let thief = Tls::without_its_key(&identity, &stranger(&["127.0.0.1"], Validity::Current));
    let server = Server::handling_over(thief, |_| Answer::ok("got you"));
    let mut client = trusting(TrustedCertificate { port: server.port(), ..trusted });
    let failure = client.send(&get(&server.url("/"))).exchange.failure.unwrap();
    assert_eq!(failure.refused_certificates, None, "{failure}");
}

#[test]
fn a_redirect_to_another_port_is_refused_there() {
    let identity = stranger(&["127.0.0.1"], Validity::Current);
    let other = server(&identity);
    let target = other.url("/secret");
    let first = Server::handling_over(Tls::new(&identity), move |_| Answer::redirect(302, &target));
    let outcome = trusting(choice(&first.url("/"))).send(&get(&first.url("/")));
    let refused = outcome.exchange.failure.unwrap().refused_certificates.unwrap();
    assert_eq!((refused.host.as_str(), refused.port), ("127.0.0.1", other.port()));
    assert_eq!(other.requests().len(), 0);
}

#[test]
fn without_verification_nothing_counts_as_chosen() {
    let server = server(&stranger(&["127.0.0.1"], Validity::Current));
    let mut client = trusting(choice(&server.url("/")));
    let outcome = client.send(&get(&server.url("/")).options(|options| options.verifies_certificates = false));
    assert!(!is_chosen(&outcome.exchange));
    // The connection that was not checked serves nobody who wants it checked, and the other way round.
    let outcome = client.send(&get(&server.url("/")));
    assert!(is_chosen(&outcome.exchange));
    assert!(!outcome.exchange.hops[0].connection.clone().unwrap().is_reused);
}
