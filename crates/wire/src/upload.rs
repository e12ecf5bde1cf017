//! The body of a request: pieces in memory and files streamed from disk.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use exchange::{BODY_START_BYTES_MAX, Chunk, Failure, FailureKind};
use hyper::body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::oneshot;

use crate::head::{BodySize, Framing};

/// Bytes read from a file at a time.
const READ_BYTES: usize = 64 * 1024;

/// What the sender may know of an upload that is under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress(Arc<ProgressState>);

#[derive(Debug, Default)]
struct ProgressState {
    sent_bytes: AtomicU64,
    is_complete: AtomicBool,
    failure: Mutex<Option<Failure>>,
    start: Mutex<Vec<u8>>,
}

impl Progress {
    /// Bytes handed to the connection so far.
    pub(crate) fn sent_bytes(&self) -> u64 {
        self.0.sent_bytes.load(Ordering::Relaxed)
    }

    /// Whether the whole body was handed over.
    pub(crate) fn is_complete(&self) -> bool {
        self.0.is_complete.load(Ordering::Relaxed)
    }

    /// The first bytes handed to the connection.
    pub(crate) fn start(&self) -> Vec<u8> {
        self.0.start.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Counts bytes that are handed to the connection.
    fn note(&self, bytes: &[u8]) {
        let before = self.0.sent_bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if before < BODY_START_BYTES_MAX as u64 {
            let mut start = self.0.start.lock().unwrap_or_else(PoisonError::into_inner);
            let room = BODY_START_BYTES_MAX.saturating_sub(start.len());
            start.extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
    }

    /// Why the body could not be read to its end.
    pub(crate) fn failure(&self) -> Option<Failure> {
        self.0.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

enum Piece {
    Bytes(Bytes),
    File {
        path: PathBuf,
        file: tokio::fs::File,
        /// Bytes announced and not yet read; `None` for a pipe.
        left: Option<u64>,
    },
}

/// A body ready to be sent, once.
pub(crate) struct Upload {
    pieces: VecDeque<Piece>,
    size: BodySize,
    framing: Framing,
    /// The first byte waits for this (`Expect: 100-continue`).
    gate: Option<oneshot::Receiver<()>>,
    /// The gate will never open: the server answered without asking for the body.
    is_held: bool,
    buffer: Vec<u8>,
    progress: Progress,
}

impl Upload {
    /// Opens the files and adds up the size.
    pub(crate) async fn open(chunks: Option<&[Chunk]>) -> Result<Self, Failure> {
        let mut pieces = VecDeque::new();
        let mut size = if chunks.is_some() { BodySize::Known(0) } else { BodySize::Absent };
        for chunk in chunks.unwrap_or_default() {
            let (piece, bytes) = match chunk {
                Chunk::Bytes(bytes) => (Piece::Bytes(bytes.clone()), Some(bytes.len() as u64)),
                Chunk::File(path) => open_file(path).await?,
            };
            size = match (size, bytes) {
                (BodySize::Known(so_far), Some(bytes)) => BodySize::Known(so_far + bytes),
                _ => BodySize::Unknown,
            };
            if bytes != Some(0) {
                pieces.push_back(piece);
            }
        }
        let progress = Progress::default();
        Ok(Self { pieces, size, framing: Framing::None, gate: None, is_held: false, buffer: Vec::new(), progress })
    }

    /// How much there is to send.
    pub(crate) fn size(&self) -> BodySize {
        self.size
    }

    /// The handle by which the sender watches.
    pub(crate) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Tells how the head announced it.
    pub(crate) fn set_framing(&mut self, framing: Framing) {
        self.framing = framing;
        if self.is_end_stream() {
            self.progress.0.is_complete.store(true, Ordering::Relaxed);
        }
    }

    /// Holds the body until the sender of the gate speaks; if it is dropped, for ever.
    pub(crate) fn hold(&mut self, gate: oneshot::Receiver<()>) {
        self.gate = Some(gate);
    }

    /// Reads on in the file in front; takes it away when it is over.
    fn poll_file(&mut self, cx: &mut Context<'_>) -> Poll<Result<Bytes, Failure>> {
        let Some(Piece::File { path, file, left }) = self.pieces.front_mut() else {
            return Poll::Ready(Ok(Bytes::new()));
        };
        let wanted = left.map_or(READ_BYTES, |left| usize::try_from(left).unwrap_or(READ_BYTES).min(READ_BYTES));
        self.buffer.resize(wanted, 0);
        let mut buffer = ReadBuf::new(&mut self.buffer);
        let path = path.display();
        if let Err(error) = std::task::ready!(Pin::new(file).poll_read(cx, &mut buffer)) {
            let message = format!("the file `{path}` cannot be read: {error}");
            return Poll::Ready(Err(Failure::new(FailureKind::Input, message)));
        }
        let bytes = Bytes::copy_from_slice(buffer.filled());
        if bytes.is_empty() && left.is_some() {
            let message = format!("the file `{path}` became shorter while it was sent");
            return Poll::Ready(Err(Failure::new(FailureKind::Input, message)));
        }
        if let Some(left) = left {
            *left -= bytes.len() as u64;
        }
        if bytes.is_empty() || *left == Some(0) {
            self.pieces.pop_front();
        }
        Poll::Ready(Ok(bytes))
    }

    fn give(&self, bytes: Bytes) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.progress.note(&bytes);
        if self.pieces.is_empty() {
            self.progress.0.is_complete.store(true, Ordering::Relaxed);
        }
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn fail(&self, failure: Failure) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let error = io::Error::other(failure.clone());
        *self.progress.0.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        Poll::Ready(Some(Err(error)))
    }
}

async fn open_file(path: &PathBuf) -> Result<(Piece, Option<u64>), Failure> {
    let unreadable = |error: io::Error| {
        Failure::new(FailureKind::Input, format!("the file `{}` cannot be read: {error}", path.display()))
            .with_hint("The body names this file. Does it exist, and may you read it?")
    };
    let file = tokio::fs::File::open(path).await.map_err(unreadable)?;
    let metadata = file.metadata().await.map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let left = metadata.is_file().then_some(metadata.len());
    Ok((Piece::File { path: path.clone(), file, left }, left))
}

impl Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let this = self.get_mut();
        if let Some(gate) = &mut this.gate {
            this.is_held = std::task::ready!(Pin::new(gate).poll(cx)).is_err();
            this.gate = None;
        }
        if this.is_held {
            return Poll::Pending;
        }
        loop {
            match this.pieces.front_mut() {
                None => {
                    this.progress.0.is_complete.store(true, Ordering::Relaxed);
                    return Poll::Ready(None);
                }
                Some(Piece::Bytes(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    this.pieces.pop_front();
                    if !bytes.is_empty() {
                        return this.give(bytes);
                    }
                }
                Some(Piece::File { left: Some(0), .. }) => {
                    this.pieces.pop_front();
                }
                Some(Piece::File { .. }) => {
                    let bytes = match std::task::ready!(this.poll_file(cx)) {
                        Ok(bytes) => bytes,
                        Err(failure) => return this.fail(failure),
                    };
                    if !bytes.is_empty() {
                        return this.give(bytes);
                    }
                }
            }
        }
    }

    /// A chunked body has at least its last chunk.
    fn is_end_stream(&self) -> bool {
        match self.framing {
            Framing::None => true,
            Framing::Length(_) => self.pieces.is_empty() || self.size == BodySize::Known(0),
            Framing::Chunked => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self.framing {
            Framing::None => SizeHint::with_exact(0),
            Framing::Length(_) if self.size == BodySize::Known(0) => SizeHint::with_exact(0),
            // hyper reads the framing from the head it is told; this hint would only repeat it.
            Framing::Length(_) | Framing::Chunked => SizeHint::default(),
        }
    }
}
