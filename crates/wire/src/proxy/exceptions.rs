//! `no_proxy`: where no proxy is used.

use std::net::IpAddr;

/// The first entry of the list that names that host (no brackets) and port.
///
/// A name stands for itself and all names under it, a leading dot changes nothing (as in curl). An address stands for itself,
/// `10.0.0.0/8` for its block. A port behind a name narrows it. `*` alone is every host.
pub(super) fn entry<'a>(list: &'a str, host: &str, port: u16) -> Option<&'a str> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let ip = host.parse::<IpAddr>().ok();
    list.split([',', ' ', '\t']).filter(|entry| !entry.is_empty()).find(|entry| {
        let (name, entry_port) = split_port(entry);
        let fits_port = entry_port.is_none_or(|own| own == port);
        fits_port
            && match ip {
                Some(ip) => name == "*" || block_contains(name, ip),
                None => name == "*" || name_contains(name, &host),
            }
    })
}

/// A port behind a name, an IPv4 address or brackets. A bare IPv6 address has none.
fn split_port(entry: &str) -> (&str, Option<u16>) {
    match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => (entry, None),
        },
        _ => (entry, None),
    }
}

fn name_contains(name: &str, host: &str) -> bool {
    let name = name.trim_start_matches("*.").trim_start_matches('.').trim_end_matches('.').to_ascii_lowercase();
    !name.is_empty() && (host == name || host.strip_suffix(&name).is_some_and(|front| front.ends_with('.')))
}

fn block_contains(block: &str, ip: IpAddr) -> bool {
    let (network, bits) = match block.split_once('/') {
        Some((network, bits)) => (network, bits.parse::<u32>().ok()),
        None => (block, Some(128)),
    };
    let network = network.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match (network, bits, ip) {
        (Ok(IpAddr::V4(network)), Some(bits), IpAddr::V4(ip)) => {
            let shift = 32 - bits.min(32);
            u32::from(network).checked_shr(shift) == u32::from(ip).checked_shr(shift)
        }
        (Ok(IpAddr::V6(network)), Some(bits), IpAddr::V6(ip)) => {
            let shift = 128 - bits.min(128);
            u128::from(network).checked_shr(shift) == u128::from(ip).checked_shr(shift)
        }
        _ => false,
    }
}
