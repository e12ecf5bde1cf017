//! Heads as sent and received, and the status line; on standard error, secrets masked.

use engine::Mask;
use exchange::{Exchange, Hop};

use crate::context::Context;
use crate::report::paint::Paint;
use crate::report::{amount, output};

/// Every hop: connection, `> ` what was sent, `< ` what was received.
pub(crate) fn print(exchange: &Exchange, mask: &Mask, paint: Paint) {
    for hop in &exchange.hops {
        if let Some(connection) = &hop.connection {
            let reused = if connection.is_reused { ", reused" } else { "" };
            let proxy = connection.proxy.as_ref().map(|proxy| format!(" through proxy {proxy}")).unwrap_or_default();
            let tls =
                connection.tls.as_ref().map(|tls| format!(", {} {}", tls.version, tls.cipher)).unwrap_or_default();
            output::note(&paint.dim(&format!("* {} → {}{proxy}{tls}{reused}", connection.local, connection.remote)));
        }
        lines("> ", &mask.head(&hop.sent.head), paint);
        if let Some(received) = &hop.received {
            lines("< ", &mask.head(&received.head), paint);
        }
        output::note(&paint.dim(&format!("* {}", phases(hop))));
    }
}

fn lines(mark: &str, head: &str, paint: Paint) {
    for line in head.lines() {
        output::note(&format!("{}{}", paint.dim(mark), output::printable(line.trim_end_matches('\r'))));
    }
}

/// `DNS 0.1 ms, connect 0.2 ms, first byte 3.4 ms, download 0.1 ms`.
fn phases(hop: &Hop) -> String {
    let timings = &hop.timings;
    let phases = [
        ("DNS", timings.dns_us),
        ("connect", timings.connect_us),
        ("TLS", timings.tls_us),
        ("first byte", timings.first_byte_us),
        ("download", timings.download_us),
    ];
    let shown = phases.iter().filter_map(|(name, us)| Some(format!("{name} {}", amount::duration((*us)?))));
    let shown: Vec<String> = shown.chain([format!("total {}", amount::duration(timings.total_us))]).collect();
    shown.join(", ")
}

/// `HTTP/1.1 200 OK  131 ms  2.31 KB`.
pub(crate) fn print_status(exchange: &Exchange, earlier: usize, context: &Context) {
    let Some(received) = exchange.received() else { return };
    let paint = context.err;
    let status = format!("{} {}", received.status, received.reason);
    let size = if received.is_decoded {
        format!("{} ({} on the wire)", amount::bytes(received.body_bytes), amount::bytes(received.body_wire_bytes))
    } else {
        amount::bytes(received.body_bytes)
    };
    let redirects = match exchange.hops.len() {
        0 | 1 => String::new(),
        hops => format!("  after {}", amount::count(hops - 1, "redirect")),
    };
    let renewed = if earlier > 0 { "  with a new token" } else { "" };
    output::note(&format!(
        "{} {}  {}  {size}{redirects}{}",
        paint.dim(&received.version),
        paint.status(received.status, output::printable(status.trim()).as_str()),
        amount::duration(exchange.duration_us),
        paint.dim(renewed),
    ));
}
