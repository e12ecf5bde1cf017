//! Undoes `Content-Encoding`, RFC 9110 §8.4, while the body streams.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use async_compression::tokio::bufread::{BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder};
use bytes::{Buf as _, Bytes};
use exchange::Received;
use hyper::body::{Body as _, Incoming};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncRead, BufReader, ReadBuf};

/// A coding that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Gzip,
    Brotli,
    Zstd,
    /// zlib as registered, or raw as some servers send it.
    Deflate,
}

impl Coding {
    /// The name in the header.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Deflate => "deflate",
        }
    }
}

/// The codings of an answer in the order they were applied; empty when there is none or one is unknown: then the body stays as
/// it came.
pub(crate) fn codings(received: &Received) -> Vec<Coding> {
    let mut codings = Vec::new();
    let values = received.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
    for name in values.flat_map(|(_, value)| value.split(',')) {
        match name.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => codings.push(Coding::Gzip),
            "br" => codings.push(Coding::Brotli),
            "zstd" => codings.push(Coding::Zstd),
            "deflate" => codings.push(Coding::Deflate),
            "identity" | "" => {}
            _ => return Vec::new(),
        }
    }
    codings
}

/// A body as it arrives, before decoding.
pub(crate) struct Source {
    body: Incoming,
    chunk: Bytes,
    /// Bytes received so far.
    pub(crate) wire_bytes: u64,
}

impl Source {
    pub(crate) fn new(body: Incoming) -> Self {
        Self { body, chunk: Bytes::new(), wire_bytes: 0 }
    }

    /// The next piece, `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, hyper::Error> {
        std::future::poll_fn(|cx| self.poll_next(cx)).await
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, hyper::Error>> {
        if self.chunk.has_remaining() {
            return Poll::Ready(Ok(Some(std::mem::take(&mut self.chunk))));
        }
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => return Poll::Ready(Ok(None)),
                Some(Err(error)) => return Poll::Ready(Err(error)),
                // Trailers are passed over.
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        self.wire_bytes += bytes.len() as u64;
                        return Poll::Ready(Ok(Some(bytes)));
                    }
                }
            }
        }
    }
}

impl AsyncRead for Source {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let available = ready!(self.as_mut().poll_fill_buf(cx))?;
        let amount = available.len().min(buf.remaining());
        buf.put_slice(&available[..amount]);
        self.consume(amount);
        Poll::Ready(Ok(()))
    }
}

impl AsyncBufRead for Source {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let this = self.get_mut();
        while !this.chunk.has_remaining() {
            match ready!(this.poll_next(cx)).map_err(io::Error::other)? {
                Some(bytes) => this.chunk = bytes,
                None => break,
            }
        }
        Poll::Ready(Ok(&this.chunk))
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        self.chunk.advance(amount);
    }
}

type Reader<'a> = Box<dyn AsyncBufRead + Send + Unpin + 'a>;

/// A reader of the decoded body, or `None` when the body is empty: nothing was encoded then.
pub(crate) async fn reader<'a>(source: &'a mut Source, codings: &[Coding]) -> io::Result<Option<Reader<'a>>> {
    if source.fill_buf().await?.is_empty() {
        return Ok(None);
    }
    let mut reader: Reader<'a> = Box::new(source);
    for coding in codings.iter().rev() {
        reader = match coding {
            Coding::Gzip => {
                let mut decoder = GzipDecoder::new(reader);
                decoder.multiple_members(true);
                Box::new(BufReader::new(decoder))
            }
            Coding::Brotli => Box::new(BufReader::new(BrotliDecoder::new(reader))),
            Coding::Zstd => {
                let mut decoder = ZstdDecoder::new(reader);
                decoder.multiple_members(true);
                Box::new(BufReader::new(decoder))
            }
            Coding::Deflate => {
                if is_zlib(reader.fill_buf().await?) {
                    Box::new(BufReader::new(ZlibDecoder::new(reader)))
                } else {
                    Box::new(BufReader::new(DeflateDecoder::new(reader)))
                }
            }
        };
    }
    Ok(Some(reader))
}

/// RFC 1950 §2.2: method 8 in the low half of the first byte, both bytes together a multiple of 31.
fn is_zlib(start: &[u8]) -> bool {
    match start {
        [method, flags, ..] => method & 0x0f == 8 && (u16::from(*method) * 256 + u16::from(*flags)).is_multiple_of(31),
        [method] => *method == 0x78,
        [] => true,
    }
}
