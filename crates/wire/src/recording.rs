//! The stream between hyper and the socket of an HTTP/1.1 connection.
//!
//! Outgoing: the head that hyper wrote is swallowed up to its empty line, and the armed head goes out instead. Incoming: the
//! head of the answer is kept as received; interim answers (1xx) are passed over. Arm it before each request, once hyper is
//! ready for one.
//!
//! A broken pipe while writing is not an error yet: a server may answer and close before it has read the body, so the reading
//! side decides how the exchange ends.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Instant;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::connect::Stream;

/// Most bytes of a received head that are kept; hyper refuses larger ones.
pub(crate) const HEAD_BYTES_MAX: usize = 1024 * 1024;

/// Body bytes that share the first write with the head.
const FIRST_WRITE_BYTES_MAX: usize = 16 * 1024;

const HEAD_END: &[u8; 4] = b"\r\n\r\n";

/// What was recorded of the request that is under way.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Our head, until hyper has written its own.
    armed: Option<Bytes>,
    /// Whether the head of the answer is still being collected.
    is_collecting: bool,
    /// The answer's bytes so far, later its head alone.
    received: Vec<u8>,
    /// When the first byte of our head was written.
    first_sent_at: Option<Instant>,
    /// When the last byte of the answer's head came.
    head_at: Option<Instant>,
}

/// A record that the stream and the sender of requests share.
#[derive(Debug, Clone, Default)]
pub(crate) struct SharedRecord(Arc<Mutex<Record>>);

impl SharedRecord {
    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Prepares for one request whose head is `head`.
    pub(crate) fn arm(&self, head: Bytes) {
        *self.lock() = Record { armed: Some(head), is_collecting: true, ..Record::default() };
    }

    /// The received head through its empty line, or what has come of it.
    pub(crate) fn received(&self) -> Bytes {
        Bytes::from(std::mem::take(&mut self.lock().received))
    }

    /// Whether a byte of the answer has come.
    pub(crate) fn has_received(&self) -> bool {
        let record = self.lock();
        !record.received.is_empty() || record.head_at.is_some()
    }

    /// When the first byte was sent; `None` when the request never left.
    pub(crate) fn first_sent_at(&self) -> Option<Instant> {
        self.lock().first_sent_at
    }

    /// When the answer's head was complete.
    pub(crate) fn head_at(&self) -> Option<Instant> {
        self.lock().head_at
    }
}

impl Record {
    fn collect(&mut self, bytes: &[u8]) {
        let searched = self.received.len().saturating_sub(3);
        self.received.extend_from_slice(bytes);
        let mut from = searched;
        while let Some(end) = head_end(&self.received, from) {
            if is_interim(&self.received) {
                self.received.drain(..end);
                from = 0;
                continue;
            }
            self.received.truncate(end);
            self.head_at = Some(Instant::now());
            self.is_collecting = false;
            return;
        }
        if self.received.len() > HEAD_BYTES_MAX {
            self.is_collecting = false;
        }
    }
}

/// Where the head ends, its empty line included. Some servers end lines with LF alone.
fn head_end(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).filter(|&at| bytes[at] == b'\n').find_map(|at| match bytes.get(at + 1..) {
        Some([b'\n', ..]) => Some(at + 2),
        Some([b'\r', b'\n', ..]) => Some(at + 3),
        _ => None,
    })
}

/// Whether a head is that of a 1xx answer which another answer follows (101 is final).
fn is_interim(head: &[u8]) -> bool {
    let after_version = head.iter().position(|b| *b == b' ').map_or(&[][..], |at| &head[at + 1..]);
    after_version.starts_with(b"1") && !after_version.starts_with(b"101")
}

/// The stream itself.
pub(crate) struct Recording {
    inner: Stream,
    record: SharedRecord,
    /// How much of the empty line that ends hyper's head was seen; `None` when no head is being swallowed.
    swallowing: Option<usize>,
    /// What goes out before anything else.
    pending: Vec<u8>,
    pending_at: usize,
    is_broken: bool,
}

impl Recording {
    pub(crate) fn new(inner: Stream, record: SharedRecord) -> Self {
        Self { inner, record, swallowing: None, pending: Vec::new(), pending_at: 0, is_broken: false }
    }

    /// Writes what is pending. Ready when nothing is left.
    fn poll_pending(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.pending_at < self.pending.len() {
            let written = ready!(Pin::new(&mut self.inner).poll_write(cx, &self.pending[self.pending_at..]))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending_at += written;
        }
        self.pending.clear();
        self.pending_at = 0;
        Poll::Ready(Ok(()))
    }

    /// Takes hyper's head out of `bytes`; gives how many of them were taken in.
    fn swallow(&mut self, bytes: &[u8]) -> usize {
        let mut seen = self.swallowing.unwrap_or(0);
        for (at, byte) in bytes.iter().enumerate() {
            seen = match (*byte == HEAD_END[seen], *byte == b'\r') {
                (true, _) => seen + 1,
                (false, is_cr) => usize::from(is_cr),
            };
            if seen == HEAD_END.len() {
                self.swallowing = None;
                let mut record = self.record.lock();
                self.pending.extend_from_slice(&record.armed.take().unwrap_or_default());
                record.first_sent_at = Some(Instant::now());
                let body = &bytes[at + 1..];
                let together = &body[..body.len().min(FIRST_WRITE_BYTES_MAX)];
                self.pending.extend_from_slice(together);
                return at + 1 + together.len();
            }
        }
        self.swallowing = Some(seen);
        bytes.len()
    }

    fn poll_write_some(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(cx))?;
        if self.swallowing.is_some() || self.record.lock().armed.is_some() {
            let taken = self.swallow(bytes);
            if let Poll::Ready(Err(error)) = self.poll_pending(cx) {
                return Poll::Ready(Err(error));
            }
            return Poll::Ready(Ok(taken));
        }
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    /// Turns a write error into a wait: the task is woken by the reading side.
    fn hold_broken<T>(&mut self, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match polled {
            Poll::Ready(Err(_)) => {
                self.is_broken = true;
                Poll::Pending
            }
            other => other,
        }
    }
}

impl AsyncRead for Recording {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let polled = Pin::new(&mut this.inner).poll_read(cx, buf);
        let fresh = &buf.filled()[before..];
        if !fresh.is_empty() {
            let mut record = this.record.lock();
            if record.is_collecting {
                record.collect(fresh);
            }
        }
        polled
    }
}

impl AsyncWrite for Recording {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.is_broken {
            return Poll::Pending;
        }
        let polled = this.poll_write_some(cx, buf);
        this.hold_broken(polled)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_broken {
            return Poll::Pending;
        }
        let polled = match this.poll_pending(cx) {
            Poll::Ready(Ok(())) => Pin::new(&mut this.inner).poll_flush(cx),
            other => other,
        };
        this.hold_broken(polled)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.is_broken { Poll::Ready(Ok(())) } else { Pin::new(&mut this.inner).poll_shutdown(cx) }
    }
}
