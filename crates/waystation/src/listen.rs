//! Takes connections and closes them in order: HTTP/1.1 and HTTP/2 (by prior knowledge) on one port.
//!
//! ```text
//! accept ─▶ first head in time ─▶ requests … ─▶ told to stop: what runs is finished, for a limited time
//! ```

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::app::App;

/// How long the server waits for slow clients.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// A request's head must be complete after this time; also how long a connection may stay idle.
    pub head: Duration,
    /// Requests that run when the server is asked to stop get this long.
    pub drain: Duration,
}

impl Default for Patience {
    /// 30 seconds for a head, 10 for the end.
    fn default() -> Self {
        Self { head: Duration::from_secs(30), drain: Duration::from_secs(10) }
    }
}

/// Further connections wait in the queue of the system.
const CONNECTIONS_MAX: usize = 10_000;

/// HTTP/2 requests at a time on one connection.
const STREAMS_MAX: u32 = 250;

/// After a failed accept (out of file handles) the next try waits this long.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` is ready, then finishes the requests that run.
pub async fn serve(listener: TcpListener, app: App, patience: Patience, stop: impl Future<Output = ()>) {
    let connections = Connections { builder: builder(patience), app, patience };
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let (stream, peer, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let connection = connections.clone().serve(stream, peer, graceful.watcher());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
    drop(listener);
    let open = graceful.count();
    tracing::info!(connections = open, "stopping: requests that run are finished");
    if tokio::time::timeout(patience.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped although requests were running");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, place))
}

fn builder(patience: Patience) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(patience.head).max_concurrent_streams(STREAMS_MAX);
    builder
}

/// What every connection needs.
#[derive(Clone)]
struct Connections {
    builder: Builder<TokioExecutor>,
    app: App,
    patience: Patience,
}

impl Connections {
    async fn serve(self, stream: TcpStream, peer: SocketAddr, watcher: Watcher) {
        // Responses are small and written at once: waiting for more only delays them.
        let _ = stream.set_nodelay(true);
        let has_asked = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&has_asked);
        let app = self.app;
        let service = service_fn(move |request: Request<Incoming>| {
            asked.store(true, Ordering::Relaxed);
            let app = app.clone();
            async move { Ok::<_, Infallible>(app.respond(request.map(Body::new), peer).await) }
        });
        let connection = self.builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let mut connection = std::pin::pin!(watcher.watch(connection));
        // The builder reads the first bytes to tell HTTP/1 from HTTP/2 without a time limit of its own.
        let finished = tokio::select! {
            finished = &mut connection => finished,
            () = tokio::time::sleep(self.patience.head) => {
                if !has_asked.load(Ordering::Relaxed) {
                    return;
                }
                connection.await
            }
        };
        if let Err(error) = finished {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
