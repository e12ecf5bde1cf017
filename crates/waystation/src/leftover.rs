//! What a handler leaves of a body is read and dropped before the response goes out (RFC 9112 §9.6).
//!
//! A connection that is closed while the client is sending takes the response with it: the client sees a broken pipe where
//! it should see 401 or 413. Reading on has limits, beyond which the connection is closed anyway.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http::header::EXPECT;
use http::{Request, Version};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Body as _, Frame, SizeHint};
use tokio::sync::oneshot;

/// So much is read for nothing at most.
const BYTES_MAX: usize = 16 * 1024 * 1024;

/// So long at most.
const TIME_MAX: Duration = Duration::from_secs(10);

/// A body that comes back here when it is dropped before its end.
struct Borrowed {
    body: Body,
    give_back: Option<oneshot::Sender<Body>>,
}

impl hyper::body::Body for Borrowed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        if let Some(give_back) = self.give_back.take().filter(|_| !self.body.is_end_stream()) {
            // Nobody waits for it when the client has gone.
            let _ = give_back.send(std::mem::take(&mut self.body));
        }
    }
}

/// The way to what is left of the body of one request.
pub(crate) struct Leftover(Option<oneshot::Receiver<Body>>);

impl Leftover {
    /// To be called before there is a response to the request.
    pub(crate) fn of(request: &mut Request<Body>) -> Self {
        // HTTP/2 can end one stream without its connection. Who waits for 100 Continue has not begun to send.
        let matters = request.version() < Version::HTTP_2
            && !request.headers().contains_key(EXPECT)
            && !request.body().is_end_stream()
            && usize::try_from(request.body().size_hint().lower()).is_ok_and(|bytes| bytes <= BYTES_MAX);
        if !matters {
            return Self(None);
        }
        let (give_back, leftover) = oneshot::channel();
        let body = std::mem::take(request.body_mut());
        *request.body_mut() = Body::new(Borrowed { body, give_back: Some(give_back) });
        Self(Some(leftover))
    }

    /// To be called when the response is known: reads to the end of the body, or to the limits.
    pub(crate) async fn discard(self) {
        let Some(body) = self.0.and_then(|mut leftover| leftover.try_recv().ok()) else { return };
        let mut body = Limited::new(body, BYTES_MAX);
        // Whether it ends by its end, its limit or a broken connection: the response is tried.
        let _ = tokio::time::timeout(TIME_MAX, async { while let Some(Ok(_)) = body.frame().await {} }).await;
    }
}
