//! The last exchanges of this program, for the Console: masked as they come in, kept while the program runs.
//!
//! A Send is a group of rows: its token calls, the 401 that a new token mended, each redirect, the answer. Rows come in as the
//! exchanges end, so a long Send can be followed.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use engine::{Mask, Piece, Role, Seen};
use exchange::{Exchange, FailureKind, Hop};
use model::Problem;

use crate::console::{ConsoleDetail, ConsoleEntry, ConsoleRole, ConsoleView, ShownBody, ShownPiece};
use crate::error::failure_problem;
use crate::exchanges::TimingsView;
use crate::exchanges::views;

/// So many rows are kept.
const ROWS_MAX: usize = 5_000;

/// Most bytes of text in all rows together; the oldest go first.
const TEXT_BYTES_MAX: usize = 48 * 1024 * 1024;

/// The rows of one program.
#[derive(Debug, Default)]
pub(crate) struct Console(Mutex<Rows>);

#[derive(Debug, Default)]
struct Rows {
    kept: VecDeque<(ConsoleEntry, ConsoleDetail)>,
    /// Number of the latest row; the first one has 1.
    latest: u64,
    text_bytes: usize,
}

/// One Send, or one request for a token.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Id of the exchange.
    pub(crate) id: String,
    /// Name of the request or collection.
    pub(crate) title: String,
    /// When it began, milliseconds since 1970 UTC.
    pub(crate) started_at_ms: i64,
    /// Method of the request, for what never left.
    pub(crate) method: String,
    /// URL line of the request.
    pub(crate) url: String,
}

impl Console {
    /// Takes in an exchange, a row a hop.
    pub(crate) fn add(&self, group: &Group, seen: Seen<'_>) {
        let Seen { exchange, mask, role } = seen;
        let since_start = exchange.started_at_ms.saturating_sub(group.started_at_ms).max(0).unsigned_abs() * 1000;
        let mut offset_us = since_start;
        let mut rows = self.rows();
        if exchange.hops.is_empty() {
            let entry = ConsoleEntry { problems: failure(exchange, mask), offset_us, ..blank(group, shown_role(role)) };
            rows.push(entry, empty_detail());
        }
        for (index, hop) in exchange.hops.iter().enumerate() {
            let is_last = index + 1 == exchange.hops.len();
            let entry = ConsoleEntry {
                role: if is_last { shown_role(role) } else { ConsoleRole::Redirect },
                problems: if is_last { failure(exchange, mask) } else { Vec::new() },
                offset_us,
                ..of_hop(group, hop, mask)
            };
            rows.push(entry, detail(hop, mask));
            offset_us = offset_us.saturating_add(hop.timings.total_us);
        }
    }

    /// Takes in what stopped a send before it left.
    pub(crate) fn add_unsent(&self, group: &Group, problems: Vec<Problem>) {
        let entry = ConsoleEntry { problems, ..blank(group, ConsoleRole::Unsent) };
        self.rows().push(entry, empty_detail());
    }

    /// The rows behind that number.
    pub(crate) fn behind(&self, since: u64) -> ConsoleView {
        let rows = self.rows();
        // A number of another run of the program is none of ours.
        let since = if since > rows.latest { 0 } else { since };
        let entries = rows.kept.iter().map(|(entry, _)| entry).filter(|entry| entry.number > since);
        ConsoleView {
            entries: entries.cloned().collect(),
            first: rows.kept.front().map_or(0, |(entry, _)| entry.number),
            next: rows.latest,
        }
    }

    pub(crate) fn detail(&self, number: u64) -> Option<ConsoleDetail> {
        let rows = self.rows();
        let at = rows.kept.binary_search_by_key(&number, |(entry, _)| entry.number).ok()?;
        Some(rows.kept[at].1.clone())
    }

    /// Forgets every row; numbers go on.
    pub(crate) fn clear(&self) {
        let mut rows = self.rows();
        rows.kept.clear();
        rows.text_bytes = 0;
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows {
    fn push(&mut self, mut entry: ConsoleEntry, mut detail: ConsoleDetail) {
        self.latest += 1;
        entry.number = self.latest;
        detail.number = self.latest;
        entry.at_ms = entry.at_ms.saturating_add(i64::try_from(entry.offset_us / 1000).unwrap_or(0));
        self.text_bytes += text_bytes(&entry, &detail);
        self.kept.push_back((entry, detail));
        while self.kept.len() > ROWS_MAX || self.text_bytes > TEXT_BYTES_MAX {
            let Some((entry, detail)) = self.kept.pop_front() else { break };
            self.text_bytes -= text_bytes(&entry, &detail);
        }
    }
}

fn text_bytes(entry: &ConsoleEntry, detail: &ConsoleDetail) -> usize {
    let pieces = [&detail.sent_head, &detail.sent_body.pieces, &detail.received_head, &detail.received_body.pieces];
    entry.url.len() + pieces.into_iter().flatten().map(|piece| piece.text.len()).sum::<usize>()
}

fn shown_role(role: Role) -> ConsoleRole {
    match role {
        Role::Token => ConsoleRole::Token,
        Role::Refused => ConsoleRole::Refused,
        Role::Answer => ConsoleRole::Answer,
    }
}

fn failure(exchange: &Exchange, mask: &Mask) -> Vec<Problem> {
    let of = |failure: &exchange::Failure| match failure.kind {
        FailureKind::Cancelled => Problem::error("cancelled", "cancelled"),
        _ => failure_problem(failure, mask.text(&failure.message)),
    };
    exchange.failure.iter().map(of).collect()
}

/// A row of which only the request is known; its time is that of the group until the offset is added.
fn blank(group: &Group, role: ConsoleRole) -> ConsoleEntry {
    ConsoleEntry {
        number: 0,
        group: group.id.clone(),
        title: group.title.clone(),
        role,
        at_ms: group.started_at_ms,
        offset_us: 0,
        method: group.method.clone(),
        url: group.url.clone(),
        status: None,
        reason: String::new(),
        body_bytes: 0,
        timings: TimingsView {
            dns_us: None,
            connect_us: None,
            tls_us: None,
            first_byte_us: None,
            download_us: None,
            total_us: 0,
        },
        problems: Vec::new(),
    }
}

fn of_hop(group: &Group, hop: &Hop, mask: &Mask) -> ConsoleEntry {
    let received = hop.received.as_ref();
    ConsoleEntry {
        method: hop.method.clone(),
        url: mask.text(&hop.url),
        status: received.map(|received| received.status),
        reason: received.map(|received| received.reason.clone()).unwrap_or_default(),
        body_bytes: received.map_or(0, |received| received.body_bytes),
        timings: views::timings(&hop.timings),
        ..blank(group, ConsoleRole::Answer)
    }
}

fn detail(hop: &Hop, mask: &Mask) -> ConsoleDetail {
    let received = hop.received.as_ref();
    ConsoleDetail {
        number: 0,
        sent_head: shown(mask.head_pieces(&hop.sent.head)),
        sent_body: body(&hop.sent.body_start, hop.sent.body_bytes, mask),
        received_head: received.map(|received| shown(mask.head_pieces(&received.head))).unwrap_or_default(),
        received_body: received.map(|one| body(&one.body_start, one.body_bytes, mask)).unwrap_or_default(),
        connection: hop.connection.as_ref().map(views::connection),
    }
}

fn empty_detail() -> ConsoleDetail {
    ConsoleDetail {
        number: 0,
        sent_head: Vec::new(),
        sent_body: ShownBody::default(),
        received_head: Vec::new(),
        received_body: ShownBody::default(),
        connection: None,
    }
}

fn body(start: &[u8], bytes: u64, mask: &Mask) -> ShownBody {
    let is_cut = bytes > start.len() as u64;
    let text = match std::str::from_utf8(start) {
        Ok(text) => Some(text),
        // A character may be cut at the end of the beginning.
        Err(error) if is_cut && error.error_len().is_none() => std::str::from_utf8(&start[..error.valid_up_to()]).ok(),
        Err(_) => None,
    };
    let text = text.filter(|text| !text.contains('\0'));
    let pieces = text.map(|text| shown(mask.pieces(text, is_cut))).unwrap_or_default();
    ShownBody { pieces, is_text: text.is_some(), bytes, is_cut }
}

fn shown(pieces: Vec<Piece>) -> Vec<ShownPiece> {
    let piece = |piece| match piece {
        Piece::Shown(text) => ShownPiece { text, masked: None },
        Piece::Masked(characters) => ShownPiece { text: String::new(), masked: Some(characters) },
    };
    pieces.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group() -> Group {
        Group {
            id: "g".to_owned(),
            title: "List".to_owned(),
            started_at_ms: 1_000,
            method: "GET".to_owned(),
            url: "http://h/".to_owned(),
        }
    }

    #[test]
    fn the_oldest_rows_go_first_and_numbers_are_never_used_again() {
        let console = Console::default();
        for _ in 0..ROWS_MAX + 2 {
            console.add_unsent(&group(), Vec::new());
        }
        let all = console.behind(0);
        assert_eq!((all.entries.len(), all.first, all.next), (ROWS_MAX, 3, ROWS_MAX as u64 + 2));
        assert_eq!(console.behind(all.next - 1).entries[0].number, all.next);
        assert!(console.detail(2).is_none() && console.detail(3).is_some_and(|detail| detail.number == 3));
        console.clear();
        console.add_unsent(&group(), Vec::new());
        let after = console.behind(all.next);
        assert_eq!((after.entries.len(), after.first), (1, all.next + 1));
        assert_eq!(console.behind(u64::MAX).entries.len(), 1, "a number of another run");
    }

    #[test]
    fn a_body_is_text_binary_or_cut_between_characters() {
        let shown = |start: &[u8], bytes| {
            let body = body(start, bytes, &Mask::default());
            let text: String = body.pieces.iter().map(|piece| piece.text.as_str()).collect();
            format!("{text} text={} cut={}", body.is_text, body.is_cut)
        };
        assert_eq!(shown("a\u{e4}".as_bytes(), 3), "a\u{e4} text=true cut=false");
        assert_eq!(shown(&"a\u{e4}".as_bytes()[..2], 9), "a text=true cut=true");
        assert_eq!(shown(&[0x89, 0xff], 2), " text=false cut=false");
        assert_eq!(shown(b"a\0b", 3), " text=false cut=false");
    }
}
