//! What is known of a send so far, kept outside the future that does the work: whenever that ends, the exchange is told.

use std::time::Instant;

use bytes::Bytes;
use exchange::{Connection, Exchange, Failure, HeaderRow, Hop, Received, Sent, Timings};

use crate::happy::micros_since;
use crate::upload::Progress;

/// Hops that are over and the one that is under way.
pub(crate) struct Trail {
    begun: Instant,
    hops: Vec<Hop>,
    /// The hop under way.
    pub(crate) current: Option<Draft>,
}

/// A hop under way.
pub(crate) struct Draft {
    begun: Instant,
    /// Method token.
    pub(crate) method: String,
    /// Absolute address.
    pub(crate) url: String,
    /// Rows asked for.
    pub(crate) asked: Vec<HeaderRow>,
    /// The head that goes out.
    pub(crate) sent_head: Bytes,
    /// The body that goes out.
    pub(crate) upload: Option<Progress>,
    /// The answer.
    pub(crate) received: Option<Received>,
    /// Phases so far.
    pub(crate) timings: Timings,
    /// When the answer's head was there.
    pub(crate) head_at: Option<Instant>,
    /// The connection.
    pub(crate) connection: Option<Connection>,
    /// Whether the connection serves nothing after this hop.
    pub(crate) ends_connection: bool,
}

impl Draft {
    pub(crate) fn new(method: &str, url: String) -> Self {
        Self {
            begun: Instant::now(),
            method: method.to_owned(),
            url,
            asked: Vec::new(),
            sent_head: Bytes::new(),
            upload: None,
            received: None,
            timings: Timings::default(),
            head_at: None,
            connection: None,
            ends_connection: false,
        }
    }

    /// Notes when the request went out and when the answer's head was there.
    pub(crate) fn mark_head(&mut self, first_sent_at: Option<Instant>, head_at: Option<Instant>) {
        self.head_at = head_at;
        if let (Some(sent), Some(head)) = (first_sent_at, head_at) {
            self.timings.first_byte_us = u64::try_from(head.duration_since(sent).as_micros()).ok();
        }
    }

    /// Forgets a connection that had died; the hop begins again on a fresh one.
    pub(crate) fn forget_attempt(&mut self) {
        *self = Self {
            asked: std::mem::take(&mut self.asked),
            begun: self.begun,
            ..Self::new(&self.method, self.url.clone())
        };
    }

    /// Whether another request may follow on the connection: the body went out whole, nobody wants it closed.
    pub(crate) fn may_keep_connection(&self) -> bool {
        !self.ends_connection && self.upload.as_ref().is_some_and(Progress::is_complete)
    }

    fn finish(self) -> Hop {
        let download_us = self.head_at.map(micros_since);
        Hop {
            method: self.method,
            url: self.url,
            asked: self.asked,
            sent: Sent {
                head: self.sent_head,
                body_bytes: self.upload.as_ref().map_or(0, Progress::sent_bytes),
                body_start: self.upload.as_ref().map(Progress::start).unwrap_or_default(),
            },
            received: self.received,
            timings: Timings { download_us, total_us: micros_since(self.begun), ..self.timings },
            connection: self.connection,
        }
    }
}

impl Trail {
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now(), hops: Vec::new(), current: None }
    }

    /// Since the send began.
    pub(crate) fn elapsed_ms(&self) -> i64 {
        i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(i64::MAX)
    }

    /// Begins a hop.
    pub(crate) fn begin(&mut self, draft: Draft) -> &mut Draft {
        self.current.insert(draft)
    }

    /// Ends the hop under way.
    pub(crate) fn end_hop(&mut self) -> Option<&Hop> {
        self.hops.extend(self.current.take().map(Draft::finish));
        self.hops.last()
    }

    /// Ends it all. A first hop without a connection is not told: nothing is known of it.
    pub(crate) fn finish(mut self, started_at_ms: i64, failure: Option<Failure>) -> Exchange {
        let is_worth_telling =
            self.current.as_ref().is_some_and(|draft| draft.connection.is_some() || !self.hops.is_empty());
        if is_worth_telling {
            self.end_hop();
        }
        Exchange { started_at_ms, hops: self.hops, failure, duration_us: micros_since(self.begun) }
    }
}
