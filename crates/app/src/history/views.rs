//! What the history kept of a send, read back. It is JSON that the engine wrote, maybe an older one: what is missing is empty.

use body::pretty;
use engine::{HistoryRow, KeptAnswer};
use serde_json::Value;

use crate::exchanges::{HeaderField, RowOrigin, SentRow, TimingsView};
use crate::history::{AnswerKept, HistoryDetail, HistoryHop, HistoryView, KeptBody};

/// An entry with all that was kept of it; `answer` lies beside it.
pub(crate) fn detail(mut row: HistoryRow, answer: &KeptAnswer) -> HistoryDetail {
    let read = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null);
    let request: Value = read(row.entry.request.take());
    let exchange: Value = read(row.entry.exchange.take());
    let earlier = list(&exchange["earlier"]).iter().flat_map(hops).collect();
    let body = exchange["body"]["text"].as_str().map(|text| body(text, exchange["body"]["is_cut"] == true));
    HistoryDetail {
        name: text(&request["name"]),
        sent_text: request["body"]["text"].as_str().filter(|text| !text.is_empty()).map(str::to_owned),
        earlier,
        hops: hops(&exchange),
        kept: kept(answer, body.as_ref(), row.entry.body_bytes),
        body,
        entry: view(row),
    }
}

fn kept(answer: &KeptAnswer, body: Option<&KeptBody>, bytes: u64) -> AnswerKept {
    match answer {
        KeptAnswer::Whole(_) => AnswerKept::Whole,
        KeptAnswer::Gone => AnswerKept::Gone,
        KeptAnswer::InEntry if bytes == 0 => AnswerKept::Empty,
        KeptAnswer::InEntry if body.is_some_and(|body| !body.is_cut) => AnswerKept::Whole,
        KeptAnswer::InEntry if bytes > engine::KEPT_ANSWER_BYTES_MAX => AnswerKept::TooLong,
        KeptAnswer::InEntry => AnswerKept::Beginning,
    }
}

/// An entry as lists show it.
pub(crate) fn view(HistoryRow { id, entry, .. }: HistoryRow) -> HistoryView {
    HistoryView {
        id,
        at_ms: entry.at_ms,
        collection: entry.collection_id,
        collection_name: entry.collection_name,
        path: entry.item_path,
        method: entry.method,
        url: entry.url,
        status: entry.status,
        reason: entry.reason.unwrap_or_default(),
        duration_us: entry.duration_us,
        body_bytes: entry.body_bytes,
        failure: entry.failure,
    }
}

fn body(text: &str, is_cut: bool) -> KeptBody {
    let mut laid_out = String::new();
    let is_json = !is_cut && pretty::indent(text.trim_start_matches('\u{feff}'), |_, token| laid_out.push_str(token));
    KeptBody { text: text.to_owned(), pretty: is_json.then_some(laid_out), is_cut }
}

fn hops(exchange: &Value) -> Vec<HistoryHop> {
    list(&exchange["hops"]).iter().map(hop).collect()
}

fn hop(hop: &Value) -> HistoryHop {
    let received = &hop["received"];
    let row = |row: &Value| SentRow {
        name: text(&row["name"]),
        value: text(&row["value"]),
        origin: match row["origin"].as_str() {
            Some("auth") => RowOrigin::Auth,
            Some("generated") => RowOrigin::Generated,
            Some("cookie") => RowOrigin::Cookie,
            _ => RowOrigin::Typed,
        },
    };
    let field = |row: &Value| HeaderField { name: text(&row["name"]), value: text(&row["value"]) };
    let phase = |name: &str| hop["timings"][name].as_u64();
    HistoryHop {
        method: text(&hop["method"]),
        url: text(&hop["url"]),
        rows: list(&hop["asked"]).iter().map(row).collect(),
        status: received["status"].as_u64().and_then(|status| u16::try_from(status).ok()),
        reason: text(&received["reason"]),
        headers: list(&received["headers"]).iter().map(field).collect(),
        timings: TimingsView {
            dns_us: phase("dns_us"),
            connect_us: phase("connect_us"),
            tls_us: phase("tls_us"),
            first_byte_us: phase("first_byte_us"),
            download_us: phase("download_us"),
            total_us: phase("total_us").unwrap_or(0),
        },
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
