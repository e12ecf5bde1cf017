//! Gets through a proxy: CONNECT (RFC 9110 §9.3.6) and SOCKS 5 (RFC 1928).

use std::fmt::Write as _;

use exchange::{Address, Failure, FailureKind};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_socks::tcp::Socks5Stream;

use crate::connect::Stream;
use crate::happy;
use crate::proxy::{Proxy, ProxyScheme};

/// Most bytes of a proxy's answer to CONNECT.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// The same failure as that of the proxy, so that nobody looks for it at the server.
pub(crate) fn proxy_unreachable(proxy: &Proxy, failure: &Failure) -> Failure {
    Failure::new(FailureKind::Proxy, format!("the proxy `{proxy}` is out of reach: {failure}"))
        .with_hint("Look at the proxy variables of the environment; `no_proxy` names hosts that need none.")
}

/// Asks an HTTP proxy for a tunnel to the server.
pub(crate) async fn http(mut stream: Stream, proxy: &Proxy, address: &Address) -> Result<Stream, Failure> {
    let server = format!("{}:{}", address.host, address.port_or_default());
    let mut head = format!("CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n");
    if let Some(authorization) = proxy.authorization() {
        let _ = write!(head, "Proxy-Authorization: {authorization}\r\n");
    }
    head.push_str("\r\n");
    let broken = |error: std::io::Error| cut(proxy, &server, &error.to_string());
    stream.write_all(head.as_bytes()).await.map_err(broken)?;
    stream.flush().await.map_err(broken)?;
    let answer = loop {
        let answer = read_head(&mut stream, proxy, &server).await?;
        // Interim answers come before the one that counts.
        if !status_line(&answer).is_some_and(|(status, _)| status.starts_with('1')) {
            break answer;
        }
    };
    match status_line(&answer) {
        Some((status, _)) if status.starts_with('2') => Ok(stream),
        Some((status, reason)) => Err(refused(proxy, &server, status, reason)),
        None => Err(Failure::new(FailureKind::Proxy, format!("the proxy `{proxy}` does not answer in HTTP"))
            .with_hint("Is it a SOCKS proxy? Then its address begins with `socks5h://`.")),
    }
}

/// Reads byte by byte: what follows the head belongs to the server.
async fn read_head(stream: &mut Stream, proxy: &Proxy, server: &str) -> Result<String, Failure> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
        let byte = stream.read_u8().await.map_err(|_| cut(proxy, server, "it closed the connection"))?;
        head.push(byte);
        let is_http = b"HTTP/".starts_with(&head[..head.len().min(5)]);
        if !is_http || head.len() > HEAD_BYTES_MAX {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Status code and reason phrase.
fn status_line(head: &str) -> Option<(&str, &str)> {
    let line = head.strip_prefix("HTTP/")?.lines().next()?;
    let (_, rest) = line.split_once(' ')?;
    let (status, reason) = rest.split_once(' ').unwrap_or((rest, ""));
    status.parse::<u16>().ok().map(|_| (status, reason.trim()))
}

fn refused(proxy: &Proxy, server: &str, status: &str, reason: &str) -> Failure {
    let hint = match status {
        "407" => {
            "The proxy asks for a user name and password: put them into its address, `http://USER:PASSWORD@HOST:PORT`."
        }
        "403" => "The proxy does not allow that server or port.",
        "502" | "503" | "504" => "The proxy itself did not reach the server. Is the server running?",
        _ => "Look at the proxy variables of the environment; `no_proxy` names hosts that need none.",
    };
    let message = format!("the proxy `{proxy}` refused the way to `{server}`: {status} {reason}");
    Failure::new(FailureKind::Proxy, message.trim_end()).with_hint(hint)
}

fn cut(proxy: &Proxy, server: &str, cause: &str) -> Failure {
    Failure::new(FailureKind::Proxy, format!("the proxy `{proxy}` gave no answer for `{server}`: {cause}"))
        .with_hint("Is it an HTTP proxy? Look at the proxy variables of the environment.")
}

/// Asks a SOCKS proxy for a connection to the server.
pub(crate) async fn socks(stream: Stream, proxy: &Proxy, address: &Address) -> Result<Stream, Failure> {
    let (host, port) = (address.bare_host(), address.port_or_default());
    let target = if proxy.scheme == ProxyScheme::Socks5 { happy::first_address(host, port).await? } else { None };
    let result = match (target, &proxy.user) {
        (Some(target), None) => Socks5Stream::connect_with_socket(stream, target).await,
        (None, None) => Socks5Stream::connect_with_socket(stream, (host, port)).await,
        (Some(target), Some((name, password))) => {
            Socks5Stream::connect_with_password_and_socket(stream, target, name, password.expose()).await
        }
        (None, Some((name, password))) => {
            Socks5Stream::connect_with_password_and_socket(stream, (host, port), name, password.expose()).await
        }
    };
    match result {
        Ok(stream) => Ok(Box::new(stream.into_inner())),
        Err(error) => Err(socks_refused(proxy, &format!("{}:{port}", address.host), &error)),
    }
}

fn socks_refused(proxy: &Proxy, server: &str, error: &tokio_socks::Error) -> Failure {
    use tokio_socks::Error;
    let (cause, hint) = match error {
        Error::ConnectionRefused => ("nothing listens there", "Is the server running?"),
        Error::HostUnreachable | Error::NetworkUnreachable => {
            ("it cannot be reached from the proxy", "With `socks5h://` the proxy looks up the name itself.")
        }
        Error::ConnectionNotAllowedByRuleset => ("its rules do not allow it", "Ask whoever runs the proxy."),
        Error::PasswordAuthFailure(_) | Error::NoAcceptableAuthMethods => (
            "it does not accept these credentials",
            "Put user name and password into its address, `socks5h://USER:PASSWORD@HOST:PORT`.",
        ),
        Error::InvalidResponseVersion => {
            ("it does not speak SOCKS 5", "Is it an HTTP proxy? Then its address begins with `http://`.")
        }
        _ => ("it failed", "Look at the proxy variables of the environment; `no_proxy` names hosts that need none."),
    };
    Failure::new(FailureKind::Proxy, format!("the proxy `{proxy}` gave no way to `{server}`: {cause}")).with_hint(hint)
}
