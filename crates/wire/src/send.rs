//! One send: its hops, its limits, its end.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use bytes::Bytes;
use exchange::{Address, CookieJar, Exchange, Failure, FailureKind, HeaderRow, Origin, Received, ResolvedRequest};
use http::StatusCode;
use hyper::body::Incoming;
use tokio_util::sync::CancellationToken;

use crate::answer::Answer;
use crate::connect::Route;
use crate::download::Sink;
use crate::head::{self, Composed, Framing};
use crate::http1::{self, Http1, Outgoing};
use crate::http2::{self, Http2};
use crate::pool::{Channel, Key, Pool};
use crate::proxy::{Proxy, Way};
use crate::settings::WireSettings;
use crate::tls::TlsConfigs;
use crate::trail::{Draft, Trail};
use crate::upload::Upload;
use crate::{download, redirect, refusal};

/// Methods that may be repeated without harm, RFC 9110 §9.2.2.
const IDEMPOTENT_METHODS: [&str; 6] = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

/// Sends requests; keeps connections for the next one. Cheap to make: trust roots are read for the first `https:` only.
///
/// Its sends run on the tokio runtime that awaits them; connections live as long as that runtime.
pub struct Wire {
    settings: WireSettings,
    pool: Pool,
    tls: TlsConfigs,
}

/// What one send works with besides the request.
pub struct Sending<'a> {
    /// The cookies that may be sent; takes in those received.
    pub jar: &'a mut CookieJar,
    /// Where the answer goes.
    pub answer: &'a mut dyn Answer,
    /// Now, milliseconds since 1970 UTC.
    pub started_at_ms: i64,
    /// Ends the send at once.
    pub cancel: &'a CancellationToken,
}

impl Wire {
    /// A wire without connections.
    pub fn new(settings: WireSettings) -> Self {
        let tls = TlsConfigs::new(&settings);
        Self { settings, pool: Pool::default(), tls }
    }

    /// Which way a request to that address would take. Nothing is sent.
    pub fn way(&self, address: &Address) -> Result<Way, Failure> {
        let (proxy, rule) = self.settings.proxy.choose(address)?;
        let has_credentials = proxy.as_ref().is_some_and(|proxy| proxy.user.is_some());
        Ok(Way { proxy: proxy.map(|proxy| proxy.to_string()), has_credentials, rule })
    }

    /// Sends a request, follows redirects, and tells how it went. Whatever ends it, what is known until then is in the exchange.
    pub async fn send(&self, request: &ResolvedRequest, sending: Sending<'_>) -> Exchange {
        let Sending { jar, answer, started_at_ms, cancel } = sending;
        let mut trail = Trail::new();
        let failure = tokio::select! {
            biased;
            () = cancel.cancelled() => Some(cancelled()),
            () = limit(request.options.timeout_ms) => Some(too_late(request)),
            end = self.follow(request, Run { jar, answer, started_at_ms }, &mut trail) => end.err(),
        };
        trail.finish(started_at_ms, failure)
    }

    /// Sends hop after hop.
    async fn follow(&self, request: &ResolvedRequest, mut run: Run<'_>, trail: &mut Trail) -> Result<(), Failure> {
        let mut request = Cow::Borrowed(request);
        let mut followed = 0;
        while let Some(next) = self.hop(&request, followed, &mut run, trail).await? {
            followed += 1;
            request = Cow::Owned(next);
        }
        Ok(())
    }

    /// Sends one hop. Gives what the next one asks for, or `None` when the answer was handed on.
    async fn hop(
        &self,
        request: &ResolvedRequest,
        followed: u32,
        run: &mut Run<'_>,
        trail: &mut Trail,
    ) -> Result<Option<ResolvedRequest>, Failure> {
        let now_s = run.started_at_ms.saturating_add(trail.elapsed_ms()).div_euclid(1000);
        let draft = trail.begin(Draft::new(&request.method, request.address.to_string()));
        let cookie = if request.options.uses_cookies { run.jar.header_for(&request.address, now_s) } else { None };
        let ((received, body), channel, key) = self.ask(request, cookie, draft).await?;
        let received = draft.received.insert(received);
        if request.options.uses_cookies {
            for (_, value) in received.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
                run.jar.store(value, &request.address, now_s);
            }
        }
        let next = redirect::next(request, received, followed);
        let is_over = match next {
            Ok(None) => {
                run.answer.head(received);
                let sink = Sink { answer: &mut *run.answer, bytes_max: request.options.body_bytes_max };
                download::stream(body, received, sink).await?;
                true
            }
            _ => download::drain(body, received).await,
        };
        if is_over && draft.may_keep_connection() {
            self.pool.keep(key, channel);
        }
        let next = next?;
        if let (Some(hop), true) = (trail.end_hop(), next.is_some()) {
            run.answer.redirected(hop);
        }
        Ok(next)
    }

    /// Gets the head of an answer: on a connection that served before, or on a fresh one.
    async fn ask(
        &self,
        request: &ResolvedRequest,
        cookie: Option<String>,
        draft: &mut Draft,
    ) -> Result<(Head, Channel, Key), Failure> {
        let (proxy, _) = self.settings.proxy.choose(&request.address)?;
        let route = Route { address: &request.address, options: &request.options, proxy: proxy.as_ref() };
        let key = Key::of(&route);
        let mut upload = Upload::open(request.body.as_deref()).await?;
        let mut composed = head::compose(request, upload.size(), cookie)?;
        let mut target = Cow::Borrowed(request.address.target.as_str());
        if route.asks_proxy() {
            target = Cow::Owned(request.address.to_string());
            if let Some(value) = proxy.as_ref().and_then(Proxy::authorization) {
                composed.rows.push(HeaderRow {
                    name: "Proxy-Authorization".to_owned(),
                    value,
                    origin: Origin::Generated,
                });
            }
        }
        draft.asked.clone_from(&composed.rows);
        let attempt = Attempt { request, composed, target };
        if let Some(channel) = self.pool.take(&key).await {
            match attempt.run(channel, upload, draft).await {
                Ok((head, channel)) => return Ok((head, channel, key)),
                Err(Lost::Counts(failure)) => return Err(failure),
                Err(Lost::Stale) => draft.forget_attempt(),
            }
            upload = Upload::open(request.body.as_deref()).await?;
        }
        let channel = self.fresh(&route, draft).await?;
        match attempt.run(channel, upload, draft).await {
            Ok((head, channel)) => Ok((head, channel, key)),
            Err(Lost::Counts(failure)) => Err(failure),
            Err(Lost::Stale) => unreachable!("a fresh connection is never stale"),
        }
    }

    async fn fresh(&self, route: &Route<'_>, draft: &mut Draft) -> Result<Channel, Failure> {
        let connected = route.connect(&self.tls, &mut draft.timings).await?;
        let broken = |error: hyper::Error| refusal::no_answer(&error, &[], route.address);
        if connected.is_http2 {
            Ok(Channel::Http2(Http2::start(connected).await.map_err(broken)?))
        } else {
            Ok(Channel::Http1(Http1::start(connected).await.map_err(broken)?))
        }
    }
}

/// What all hops of a send share.
struct Run<'a> {
    jar: &'a mut CookieJar,
    answer: &'a mut dyn Answer,
    started_at_ms: i64,
}

/// An answer's head, and its body to come.
type Head = (Received, Incoming);

/// Why an attempt gave no answer.
enum Lost {
    /// The connection had died while it waited for its next request; a fresh one may do.
    Stale,
    /// It is the end of the send.
    Counts(Failure),
}

/// One hop, ready to go over a connection.
struct Attempt<'a> {
    request: &'a ResolvedRequest,
    composed: Composed,
    /// The request target, RFC 9112 §3.2.
    target: Cow<'a, str>,
}

impl Attempt<'_> {
    async fn run(&self, channel: Channel, upload: Upload, draft: &mut Draft) -> Result<(Head, Channel), Lost> {
        draft.upload = Some(upload.progress());
        match channel {
            Channel::Http1(http1) => self.over_http1(http1, upload, draft).await,
            Channel::Http2(http2) => self.over_http2(http2, upload, draft).await,
        }
    }

    async fn over_http1(
        &self,
        mut http1: Http1,
        mut upload: Upload,
        draft: &mut Draft,
    ) -> Result<(Head, Channel), Lost> {
        let Composed { rows, framing } = &self.composed;
        upload.set_framing(*framing);
        let progress = upload.progress();
        draft.connection = Some(http1.connection.clone());
        draft.sent_head = head::bytes(&self.request.method, &self.target, rows);
        let expects_continue = *framing != Framing::None && has_value(rows, "expect", "100-continue");
        let outgoing = Outgoing {
            method: &self.request.method,
            head: draft.sent_head.clone(),
            framing: *framing,
            expects_continue,
        };
        let result = http1.send(outgoing, upload).await;
        draft.mark_head(http1.record.first_sent_at(), http1.record.head_at());
        let error = match result {
            Ok(response) => {
                let received = http1::received(http1.record.received(), response.status().as_u16());
                let closes =
                    has_value(rows, "connection", "close") || response.status() == StatusCode::SWITCHING_PROTOCOLS;
                draft.ends_connection = closes;
                return Ok(((received, response.into_body()), Channel::Http1(http1)));
            }
            Err(error) => error,
        };
        if let Some(failure) = progress.failure() {
            return Err(Lost::Counts(failure));
        }
        let was_sent = http1.record.first_sent_at().is_some();
        let may_repeat = !was_sent || IDEMPOTENT_METHODS.contains(&self.request.method.as_str());
        if http1.connection.is_reused && !http1.record.has_received() && may_repeat {
            return Err(Lost::Stale);
        }
        if !was_sent {
            draft.sent_head = Bytes::new();
        }
        Err(Lost::Counts(refusal::no_answer(&error, &http1.record.received(), &self.request.address)))
    }

    async fn over_http2(
        &self,
        mut http2: Http2,
        mut upload: Upload,
        draft: &mut Draft,
    ) -> Result<(Head, Channel), Lost> {
        let Composed { rows, framing } = &self.composed;
        upload.set_framing(*framing);
        let progress = upload.progress();
        draft.connection = Some(http2.connection.clone());
        let (request, head) = http2::request(self.request, rows, upload, *framing).map_err(Lost::Counts)?;
        draft.sent_head = head;
        let begun = Instant::now();
        let result = http2.send(request).await;
        draft.mark_head(Some(begun), Some(Instant::now()));
        match result {
            Ok(response) => {
                let received = http2::received(&response);
                Ok(((received, response.into_body()), Channel::Http2(http2)))
            }
            Err(error) if http2.connection.is_reused && error.is_canceled() => Err(Lost::Stale),
            Err(error) => {
                let refused = || refusal::no_http2_answer(&error, &self.request.address);
                Err(Lost::Counts(progress.failure().unwrap_or_else(refused)))
            }
        }
    }
}

/// Whether a header names that value among others, case ignored.
fn has_value(rows: &[HeaderRow], name: &str, value: &str) -> bool {
    let values = rows.iter().filter(|row| row.name.eq_ignore_ascii_case(name)).flat_map(|row| row.value.split(','));
    values.into_iter().any(|own| own.trim().eq_ignore_ascii_case(value))
}

/// Waits until the time is over; for ever without a limit.
async fn limit(timeout_ms: Option<u64>) {
    match timeout_ms {
        Some(timeout_ms) => tokio::time::sleep(Duration::from_millis(timeout_ms)).await,
        None => std::future::pending().await,
    }
}

fn cancelled() -> Failure {
    Failure::new(FailureKind::Cancelled, "cancelled")
}

fn too_late(request: &ResolvedRequest) -> Failure {
    let server = format!("{}:{}", request.address.host, request.address.port_or_default());
    let limit_ms = request.options.timeout_ms.unwrap_or_default();
    Failure::new(FailureKind::Timeout, format!("no complete answer of `{server}` within {limit_ms} ms"))
        .with_hint("The limit on the whole send can be raised.")
}
