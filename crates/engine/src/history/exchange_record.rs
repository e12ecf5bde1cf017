//! An exchange as JSON, masked: for `--json`, for the history, later for the page.

use exchange::{Exchange, Hop};
use serde_json::{Value, json};

use crate::send::mask::Mask;

/// The exchange without its body: every hop with heads, fields, sizes, timings and connection; secrets masked.
pub fn exchange_json(exchange: &Exchange, mask: &Mask) -> Value {
    json!({
        "started_at_ms": exchange.started_at_ms,
        "duration_us": exchange.duration_us,
        "failure": exchange.failure.as_ref().map(|failure| json!({
            "kind": failure.kind,
            "message": mask.text(&failure.message),
            "hint": failure.hint,
        })),
        "hops": exchange.hops.iter().map(|hop| hop_json(hop, mask)).collect::<Vec<_>>(),
    })
}

fn hop_json(hop: &Hop, mask: &Mask) -> Value {
    let asked: Vec<Value> = hop
        .asked
        .iter()
        .map(|row| json!({"name": row.name, "value": mask.header(&row.name, &row.value), "origin": row.origin}))
        .collect();
    let received = hop.received.as_ref().map(|received| {
        let headers: Vec<Value> = received
            .headers
            .iter()
            .map(|(name, value)| json!({"name": name, "value": mask.header(name, value)}))
            .collect();
        json!({
            "version": received.version,
            "status": received.status,
            "reason": received.reason,
            "headers": headers,
            "head": mask.head(&received.head),
            "body_wire_bytes": received.body_wire_bytes,
            "body_bytes": received.body_bytes,
            "is_decoded": received.is_decoded,
        })
    });
    json!({
        "method": hop.method,
        "url": mask.text(&hop.url),
        "asked": asked,
        "sent": {"head": mask.head(&hop.sent.head), "body_bytes": hop.sent.body_bytes},
        "received": received,
        "timings": hop.timings,
        "connection": hop.connection,
    })
}
