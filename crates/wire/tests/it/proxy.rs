//! Through proxies of every kind.

use insta::assert_snapshot;
use testkit::{Answer, Authority, Proxy, Server, Socks, Tls, Validity};
use wire::{ProxySettings, WireSettings};

use crate::client::{Change as _, Client, get, request, without_ports};

/// A client whose environment names that proxy for everything.
fn through(proxy: &str) -> Client {
    let get = |name: &str| (name == "ALL_PROXY").then(|| proxy.to_owned());
    Client::with(WireSettings { proxy: ProxySettings::from_variables(get), ..WireSettings::default() })
}

fn secure(answers: impl IntoIterator<Item = Answer>) -> Server {
    let authority = Authority::new();
    Server::answering_over(Tls::new(&authority.server(&["127.0.0.1"], Validity::Current)), answers)
}

#[test]
fn plain_http_asks_the_proxy() {
    let server = Server::answering([Answer::ok("hello"), Answer::ok("again")]);
    let proxy = Proxy::demanding("Basic dXNlcjpwOnc=");
    let mut client = through(&format!("http://user:p%3Aw@{}", proxy.address()));
    let outcome = client.send(&request("PUT", &server.url("//a?b")).typed("X-Own", "1").body("abc"));
    assert_eq!(outcome.text(), "hello");
    assert_snapshot!(without_ports(&proxy.requests()[0].head.replace("\r\n", "\n")), @"
    PUT http://127.0.0.1:PORT//a?b HTTP/1.1
    Host: 127.0.0.1:PORT
    X-Own: 1
    Content-Length: 3
    Proxy-Authorization: Basic dXNlcjpwOnc=
    ");
    assert_eq!(server.requests()[0].request_line(), "PUT //a?b HTTP/1.1");
    assert_eq!(server.requests()[0].header("proxy-authorization"), None);
    let connection = outcome.exchange.hops[0].connection.clone().unwrap();
    assert_eq!(connection.proxy, Some(format!("http://{}", proxy.address())));
    assert_eq!(connection.remote, proxy.address().to_string());
    // Another server behind the proxy uses the same connection.
    let other = Server::answering([Answer::ok("other")]);
    assert!(client.send(&get(&other.url("/"))).exchange.hops[0].connection.as_ref().unwrap().is_reused);
    client.send(&get(&server.url("/"))).received();
}

#[test]
fn tls_goes_through_a_tunnel() {
    let server = secure([Answer::ok("secret")]);
    let proxy = Proxy::demanding("Basic dTpw");
    let mut client = through(&format!("http://u:p@{}", proxy.address()));
    let outcome = client.send(&get(&server.url("/x")).options(|options| options.verifies_certificates = false));
    assert_eq!(outcome.text(), "secret");
    assert_snapshot!(without_ports(&proxy.requests()[0].head.replace("\r\n", "\n")), @"
    CONNECT 127.0.0.1:PORT HTTP/1.1
    Host: 127.0.0.1:PORT
    Proxy-Authorization: Basic dTpw
    ");
    assert_eq!(server.request().header("proxy-authorization"), None);
}

#[test]
fn a_proxy_over_tls() {
    let authority = Authority::new();
    let folder = testkit::Folder::new();
    let ca_files = vec![folder.write("ca.pem", authority.certificate_pem())];
    let proxy = Proxy::over(Tls::new(&authority.server(&["127.0.0.1"], Validity::Current)));
    let server = Server::answering([Answer::ok("hello")]);
    let url = proxy.address().to_string();
    let get_variable = |name: &str| (name == "http_proxy").then(|| format!("https://{url}"));
    let settings =
        WireSettings { ca_files, proxy: ProxySettings::from_variables(get_variable), ..WireSettings::default() };
    assert_eq!(Client::with(settings).send(&get(&server.url("/"))).text(), "hello");
    assert_snapshot!(through(&format!("https://{url}")).send(&get(&server.url("/"))).failure(), @"
    Proxy: the proxy: the certificate of `127.0.0.1` is signed by `CN=Test Authority`, whom nobody here trusts
    If you know who runs the server, name its CA certificate (`--cacert FILE`), or switch off `Enable SSL certificate verification` (`--insecure`).
    ");
}

#[test]
fn socks_looks_up_names_here_or_there() {
    let server = Server::answering([Answer::ok("a"), Answer::ok("b"), Answer::ok("c")]);
    let socks = Socks::open();
    let there = through(&format!("socks5h://{}", socks.address())).send(&get(&server.localhost_url("/")));
    assert_eq!(there.text(), "a");
    assert_eq!(through(&format!("socks5://{}", socks.address())).send(&get(&server.url("/"))).text(), "b");
    let closed = Socks::demanding("user", "word");
    assert_eq!(through(&format!("socks5h://user:word@{}", closed.address())).send(&get(&server.url("/"))).text(), "c");
    assert_eq!(socks.targets(), [format!("localhost:{}", server.port()), format!("127.0.0.1:{}", server.port())]);
}

#[test]
fn exceptions_go_straight() {
    let server = Server::answering([Answer::ok("straight")]);
    let variables = [("http_proxy", "http://127.0.0.1:9"), ("no_proxy", "127.0.0.0/8")];
    let get_variable =
        |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
    let settings = WireSettings { proxy: ProxySettings::from_variables(get_variable), ..WireSettings::default() };
    assert_eq!(Client::with(settings).send(&get(&server.url("/"))).text(), "straight");
}

#[test]
fn refusals_name_the_proxy() {
    let tunnel = |proxy: &str| through(proxy).send(&get("https://h.test/")).failure();
    assert_snapshot!(tunnel(&format!("http://{}", Proxy::refusing("403 Forbidden").address())), @"
    Proxy: the proxy `http://127.0.0.1:PORT` refused the way to `h.test:443`: 403 Forbidden
    The proxy does not allow that server or port.
    ");
    assert_snapshot!(tunnel(&format!("http://{}", Proxy::demanding("Basic x").address())), @"
    Proxy: the proxy `http://127.0.0.1:PORT` refused the way to `h.test:443`: 407 Proxy Authentication Required
    The proxy asks for a user name and password: put them into its address, `http://USER:PASSWORD@HOST:PORT`.
    ");
    assert_snapshot!(tunnel(&format!("http://{}", Proxy::refusing("502").address())), @"
    Proxy: the proxy `http://127.0.0.1:PORT` refused the way to `h.test:443`: 502
    The proxy itself did not reach the server. Is the server running?
    ");
    assert_snapshot!(tunnel(&format!("http://{}", Socks::open().address())), @"
    Proxy: the proxy `http://127.0.0.1:PORT` gave no answer for `h.test:443`: it closed the connection
    Is it an HTTP proxy? Look at the proxy variables of the environment.
    ");
    assert_snapshot!(tunnel(&format!("socks5h://{}", Proxy::open().address())), @"
    Proxy: the proxy `socks5h://127.0.0.1:PORT` gave no way to `h.test:443`: it does not speak SOCKS 5
    Is it an HTTP proxy? Then its address begins with `http://`.
    ");
    assert_snapshot!(tunnel(&format!("socks5h://{}", Socks::demanding("a", "b").address())), @"
    Proxy: the proxy `socks5h://127.0.0.1:PORT` gave no way to `h.test:443`: it does not accept these credentials
    Put user name and password into its address, `socks5h://USER:PASSWORD@HOST:PORT`.
    ");
    assert_snapshot!(tunnel(&format!("socks5h://{}", Socks::open().address())), @"
    Proxy: the proxy `socks5h://127.0.0.1:PORT` gave no way to `h.test:443`: nothing listens there
    Is the server running?
    ");
    assert_snapshot!(tunnel("http://127.0.0.1:1"), @"
    Proxy: the proxy `http://127.0.0.1:1` is out of reach: no connection to `127.0.0.1:1`: 127.0.0.1:1 refused it
    Look at the proxy variables of the environment; `no_proxy` names hosts that need none.
    ");
    assert_snapshot!(tunnel("ftp://h:1"), @"
    Proxy: proxies of kind `ftp` are not supported
    Use `http`, `https`, `socks5` or `socks5h` in the proxy's address.
    ");
    assert_snapshot!(tunnel("http://h:port"), @"
    Proxy: the proxy's address cannot be read: `port` is not a port number; ports go from 1 to 65535
    It looks like `http://proxy.example.com:PORT`. Look at the proxy variables of the environment.
    ");
}

#[test]
fn a_proxy_that_refuses_plain_http_answers_itself() {
    let proxy = Proxy::refusing("407 Proxy Authentication Required");
    let outcome = through(&format!("http://{}", proxy.address())).send(&get("http://h.test/"));
    assert_eq!(outcome.received().status, 407);
}
