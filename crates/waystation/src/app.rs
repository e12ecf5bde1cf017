//! The outermost layer: request id, one spelling of the address, router, one line in the log.

use std::any::Any;
use std::future::Ready;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, State};
use axum::response::Response;
use axum::routing::{MethodRouter, any, get};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

use crate::address::{self, DOCUMENT_PATH, Meaning, Origin, PAGE_FILE_PATHS, PAGE_PATH, PAGE_SHORT_PATHS};
use crate::leftover::Leftover;
use crate::operation::Operation;
use crate::server::Server;
use crate::{api, documentation, error, gallery, key, operations, swagger, token_endpoint};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Whether calls get a response.
const HEALTH_PATH: &str = "/healthz";

/// Paths that have one spelling only.
const EXACT: [&str; 2] = [token_endpoint::PATH, HEALTH_PATH];

/// A longer id of a client is replaced by ours.
const REQUEST_ID_BYTES_MAX: usize = 128;

/// The server as one function from request to response. Cheap to clone.
#[derive(Clone)]
pub struct App {
    router: Router,
    server: Arc<Server>,
    fallback_host: Arc<str>,
}

/// The address as it was written, for messages.
#[derive(Clone)]
struct OriginalUri(Uri);

impl App {
    /// Builds the routes. `fallback_host` is named to clients which do not say how they addressed the server.
    pub fn new(server: Arc<Server>, fallback_host: &str) -> Self {
        let router =
            routes(&server).fallback(unknown).layer(CatchPanicLayer::custom(panicked)).with_state(Arc::clone(&server));
        Self { router, server, fallback_host: fallback_host.into() }
    }

    /// Responds to one request that came from `peer`.
    pub async fn respond(&self, mut request: Request<Body>, peer: SocketAddr) -> Response {
        let started = Instant::now();
        let id = request_id(&request);
        let method = request.method().clone();
        let original = request.uri().clone();
        let origin = Origin::of(&request, self.server.is_behind_proxy, &self.fallback_host);
        request.extensions_mut().insert(origin);
        let peer = self.client_address(&request, peer);
        request.extensions_mut().insert(peer);
        // What is logged names nobody: the template instead of the address.
        let mut route = "unknown";
        if let Some(exact) = EXACT.into_iter().find(|exact| *exact == original.path()) {
            route = exact;
        } else if let Some(template) = gallery::logged(original.path()) {
            route = template;
        } else if let Some(meaning) = address::meaning(original.path(), operations::templates()) {
            route = meaning.template;
            if let Some(uri) = address::rewritten(&original, meaning.template) {
                *request.uri_mut() = uri;
            }
            request.extensions_mut().insert(meaning);
        }
        request.extensions_mut().insert(OriginalUri(original));
        let leftover = Leftover::of(&mut request);
        // What goes wrong inside is logged with the id of the request.
        let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
        let routed = self.router.clone().oneshot(request).instrument(span).await;
        // The router never fails; its error type says so.
        let mut response = routed.unwrap_or_else(|never| match never {});
        leftover.discard().await;
        tracing::info!(
            request.id = id.to_str().unwrap_or_default(),
            method = method.as_str(),
            route,
            status = response.status().as_u16(),
            duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
        response.headers_mut().insert(REQUEST_ID, id);
        response
    }

    /// Who is at the other end; behind a proxy whom the proxy names last. A proxy may append to the client's own line or
    /// add another one, so the last line counts.
    fn client_address(&self, request: &Request<Body>, peer: SocketAddr) -> SocketAddr {
        let lines = request.headers().get_all("x-forwarded-for");
        let last = lines.iter().next_back().filter(|_| self.server.is_behind_proxy);
        last.and_then(|list| forwarded_address(list.to_str().ok()?.rsplit(',').next()?.trim()))
            .map_or(peer, |address| SocketAddr::new(address, peer.port()))
    }
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn forwarded_address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// The client's id of the request if it is fit for a log, else one of ours.
fn request_id(request: &Request<Body>) -> HeaderValue {
    request
        .headers()
        .get(REQUEST_ID)
        .filter(|id| (1..=REQUEST_ID_BYTES_MAX).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic))
        .cloned()
        .or_else(|| HeaderValue::from_str(&key::hex(&key::random::<8>().ok()?)).ok())
        .unwrap_or(HeaderValue::from_static("none"))
}

fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    let mut router = Router::new()
        .route(HEALTH_PATH, refusing(&["GET", "HEAD"], get(|| async { "ok" })))
        .route(token_endpoint::PATH, any(token))
        .route(&routed(DOCUMENT_PATH), only(&["GET"], MethodRouter::new().get(document)))
        .route(PAGE_PATH, refusing(&["GET", "HEAD"], get(documentation::page)))
        .route("/", refusing(&["GET", "HEAD"], get(gallery::lead)))
        .route("/gallery/api/{*path}", any(gallery::api));
    for path in ["/gallery", "/gallery/", "/gallery/{*path}"] {
        router = router.route(path, refusing(&["GET", "HEAD"], get(gallery::page)));
    }
    for short in PAGE_SHORT_PATHS {
        router = router.route(short, refusing(&["GET", "HEAD"], get(documentation::lead)));
    }
    for template in PAGE_FILE_PATHS {
        router = router.route(&routed(template), refusing(&["GET", "HEAD"], get(page_file)));
    }
    for template in operations::templates() {
        let operations: Vec<&'static Operation> = operations::on(template).collect();
        let mut methods = MethodRouter::new();
        for operation in &operations {
            let Ok(filter) = operation.method.clone().try_into() else { continue };
            let server = Arc::clone(server);
            let operation: &'static Operation = operation;
            methods = methods.on(filter, move |request| api::respond(Arc::clone(&server), operation, request));
        }
        let names: Vec<&str> = operations.iter().map(|operation| operation.method.as_str()).collect();
        router = router.route(&routed(template), only(&names, methods));
    }
    router
}

/// The spelling that [`address::rewritten`] gives to a template.
fn routed(template: &str) -> String {
    template.replace(['{', '}'], "")
}

/// Refuses all other methods, `HEAD` too, which axum would give to `GET`.
fn only(names: &[&str], methods: MethodRouter<Arc<Server>>) -> MethodRouter<Arc<Server>> {
    let refuse = refusal(names);
    refusing(names, methods.head(refuse))
}

/// Refuses the methods that have no handler.
fn refusing(names: &[&str], methods: MethodRouter<Arc<Server>>) -> MethodRouter<Arc<Server>> {
    methods.fallback(refusal(names))
}

/// Says which methods are allowed.
fn refusal(names: &[&str]) -> impl Fn(Method) -> Ready<Response> + Clone + Send + Sync + 'static {
    let allowed: Arc<str> = names.join(", ").into();
    move |method| std::future::ready(error::wrong_method(&method, &allowed))
}

/// The panic's own words are on standard error already; here it gets the id of its request.
fn panicked(_words: Box<dyn Any + Send>) -> Response {
    tracing::error!("the response to a request panicked");
    error::crash()
}

async fn token(
    State(server): State<Arc<Server>>,
    Extension(peer): Extension<SocketAddr>,
    request: Request<Body>,
) -> Response {
    token_endpoint::respond(server, request, peer.ip()).await
}

async fn document(
    Extension(origin): Extension<Origin>,
    Extension(meaning): Extension<Meaning>,
    Extension(original): Extension<OriginalUri>,
) -> Response {
    match meaning.values.first() {
        Some((_, version)) if version == "3" => error::json_response(StatusCode::OK, &swagger::document(&origin)),
        _ => unknown(Extension(origin), Extension(original)).await,
    }
}

async fn page_file(
    Extension(origin): Extension<Origin>,
    Extension(meaning): Extension<Meaning>,
    Extension(original): Extension<OriginalUri>,
    headers: HeaderMap,
) -> Response {
    match documentation::file(&meaning, &headers) {
        Some(file) => file,
        None => unknown(Extension(origin), Extension(original)).await,
    }
}

async fn unknown(Extension(origin): Extension<Origin>, Extension(original): Extension<OriginalUri>) -> Response {
    let OriginalUri(uri) = original;
    let path_and_query = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let full = format!("{}://{}{path_and_query}", origin.scheme, origin.host);
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let controller = segments
        .find(|segment| !segment.eq_ignore_ascii_case("webapi") && !segment.eq_ignore_ascii_case("v3"))
        .unwrap_or_default();
    error::unknown_address(&full, controller)
}
