//! Finds the addresses of a name and connects to the first that answers, RFC 8305 ("happy eyeballs").
//!
//! Families take turns; the next address is tried when the one before failed or 250 ms have passed, so a dead IPv6 route costs
//! a quarter of a second and not a minute.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use exchange::{Failure, FailureKind, Timings};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// RFC 8305 §5, "Connection Attempt Delay".
const ATTEMPT_DELAY: Duration = Duration::from_millis(250);

/// Connects to `host` (no brackets), whoever of its addresses answers first.
pub(crate) async fn connect(host: &str, port: u16, timings: &mut Timings) -> Result<TcpStream, Failure> {
    let begun = Instant::now();
    let (addresses, was_looked_up) = addresses(host, port).await?;
    if was_looked_up {
        timings.dns_us = Some(micros_since(begun));
    }
    let begun = Instant::now();
    let result = race(&addresses).await;
    timings.connect_us = Some(micros_since(begun));
    let stream = result.map_err(|errors| no_connection(host, port, &errors))?;
    // Requests are small and wait for their answers; Nagle's delay only costs.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

/// Microseconds since `begun`.
pub(crate) fn micros_since(begun: Instant) -> u64 {
    u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// The address of `host` that would be tried first; for proxies that are handed addresses.
pub(crate) async fn first_address(host: &str, port: u16) -> Result<Option<SocketAddr>, Failure> {
    Ok(addresses(host, port).await?.0.into_iter().next())
}

/// The addresses in the order they are tried, and whether the name service was asked.
async fn addresses(host: &str, port: u16) -> Result<(Vec<SocketAddr>, bool), Failure> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok((vec![SocketAddr::new(ip, port)], false));
    }
    if is_localhost(host) {
        // A name for this machine, RFC 6761 §6.3. Hosts files often know one of the two only, servers often listen on one only.
        let loopback = [IpAddr::V6(Ipv6Addr::LOCALHOST), IpAddr::V4(Ipv4Addr::LOCALHOST)];
        return Ok((loopback.map(|ip| SocketAddr::new(ip, port)).to_vec(), false));
    }
    let found: Vec<SocketAddr> = match tokio::net::lookup_host((host, port)).await {
        Ok(found) => found.collect(),
        Err(error) => return Err(unknown_host(host, &error)),
    };
    if found.is_empty() {
        return Err(unknown_host(host, &io::Error::other("no address")));
    }
    Ok((interleaved(found), true))
}

fn is_localhost(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

/// Families take turns, that of the first address first; within one the resolver's order stays.
fn interleaved(found: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let Some(first) = found.first().copied() else { return found };
    let (leading, other): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|address| address.is_ipv4() == first.is_ipv4());
    let mut other = other.into_iter();
    let mut order = Vec::new();
    for address in leading {
        if !order.contains(&address) {
            order.push(address);
        }
        order.extend(other.next());
    }
    order.extend(other);
    order
}

type Attempt = (SocketAddr, io::Result<TcpStream>);

async fn attempt(address: SocketAddr) -> Attempt {
    (address, TcpStream::connect(address).await)
}

/// The first connection made, or every address with its error.
async fn race(addresses: &[SocketAddr]) -> Result<TcpStream, Vec<(SocketAddr, io::Error)>> {
    let mut errors = Vec::new();
    let mut waiting = addresses.iter().copied();
    let mut attempts = JoinSet::new();
    if let [only] = addresses {
        let (address, result) = attempt(*only).await;
        return result.map_err(|error| vec![(address, error)]);
    }
    loop {
        if let Some(address) = waiting.next() {
            attempts.spawn(attempt(address));
        }
        let has_more = waiting.len() > 0;
        let finished = if has_more {
            match tokio::time::timeout(ATTEMPT_DELAY, attempts.join_next()).await {
                Ok(finished) => finished,
                Err(_elapsed) => continue,
            }
        } else {
            attempts.join_next().await
        };
        match finished {
            Some(Ok((_, Ok(stream)))) => return Ok(stream),
            Some(Ok((address, Err(error)))) => errors.push((address, error)),
            None if !has_more => return Err(errors),
            // Nothing is under way any more, or a task was aborted: on to the next address.
            Some(Err(_)) | None => {}
        }
    }
}

fn unknown_host(host: &str, error: &io::Error) -> Failure {
    let cause = error.to_string();
    let message = format!("no address is known for `{host}`");
    if cause.contains("Temporary failure") || cause.contains("try again") {
        return Failure::new(FailureKind::UnknownHost, message)
            .with_hint("The name service did not answer. Is this machine connected to a network, or is a VPN needed?");
    }
    Failure::new(FailureKind::UnknownHost, message)
        .with_hint("Is the name spelled right? Does it need a VPN or a line in the hosts file?")
}

/// All addresses failed; every one is named.
fn no_connection(host: &str, port: u16, errors: &[(SocketAddr, io::Error)]) -> Failure {
    let tried: Vec<String> = errors.iter().map(|(address, error)| format!("{address} {}", words(error))).collect();
    let is_any = |kind: io::ErrorKind| errors.iter().any(|(_, error)| error.kind() == kind);
    let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
    let message = format!("no connection to `{host}:{port}`: {}", tried.join(", "));
    if is_any(io::ErrorKind::ConnectionRefused) {
        Failure::new(FailureKind::Refused, message).with_hint("Is the server running, and is this its port?")
    } else if is_any(io::ErrorKind::TimedOut) {
        Failure::new(FailureKind::Timeout, message).with_hint("Does a firewall or a VPN stand between?")
    } else {
        Failure::new(FailureKind::Unreachable, message).with_hint("Is this machine connected to that network?")
    }
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "refused it".to_owned(),
        io::ErrorKind::TimedOut => "did not answer".to_owned(),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => "cannot be reached".to_owned(),
        io::ErrorKind::AddrNotAvailable => "is not available on this machine".to_owned(),
        _ => format!("failed ({error})"),
    }
}

#[cfg(test)]
mod tests;
