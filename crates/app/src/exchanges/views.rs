//! Exchanges as the page gets them, secrets masked.

use engine::Mask;
use exchange::{Connection, Exchange, Hop, Origin, Received, Timings};

use super::{
    ConnectionView, CookieView, ExchangeState, ExchangeView, HeaderField, HopView, PeerCertificate,
    RefusedCertificates, RowOrigin, SentRow, TimingsView, TrustedBefore,
};
use crate::bodies::{BodyLanguage, language};
use crate::error::failure_problem;

impl From<Origin> for RowOrigin {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Typed => Self::Typed,
            Origin::Auth => Self::Auth,
            Origin::Generated => Self::Generated,
            Origin::Cookie => Self::Cookie,
        }
    }
}

/// An exchange that is over, masked; its id is empty.
pub(crate) fn exchange(exchange: &Exchange, mask: &Mask) -> ExchangeView {
    let state = match &exchange.failure {
        None => ExchangeState::Done,
        Some(failure) if failure.kind == exchange::FailureKind::Cancelled => ExchangeState::Cancelled,
        Some(_) => ExchangeState::Failed,
    };
    let problem = exchange.failure.as_ref().map(|failure| failure_problem(failure, mask.text(&failure.message)));
    let first = exchange.hops.first();
    let mut view = ExchangeView {
        state,
        method: first.map(|hop| hop.method.clone()).unwrap_or_default(),
        url: first.map(|hop| mask.text(&hop.url)).unwrap_or_default(),
        started_at_ms: exchange.started_at_ms,
        duration_us: exchange.duration_us,
        problems: problem.into_iter().collect(),
        hops: exchange.hops.iter().map(|each| hop(each, mask)).collect(),
        refused_certificates: exchange
            .failure
            .as_ref()
            .and_then(|failure| failure.refused_certificates.as_deref())
            .map(refused_certificates),
        ..blank()
    };
    if let Some(received) = exchange.received() {
        show_answer(&mut view, received);
    }
    view
}

pub(super) fn show_answer(view: &mut ExchangeView, received: &Received) {
    view.status = Some(received.status);
    view.reason.clone_from(&received.reason);
    view.headers = fields(&received.headers);
    view.cookies = cookies(&received.headers);
    view.body_bytes = received.body_bytes;
    view.body_wire_bytes = received.body_wire_bytes;
    view.head_bytes = received.head.len() as u64;
    received.header("content-type").unwrap_or_default().clone_into(&mut view.content_type);
    view.language = language(&view.content_type, b"");
}

/// Fields that set cookies, in their parts. Which of them are kept is the jar's business.
fn cookies(headers: &[(String, String)]) -> Vec<CookieView> {
    let fields = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    fields
        .map(|(_, field)| {
            let mut parts = field.split(';').map(str::trim);
            let pair = parts.next().unwrap_or_default();
            // Without `=` it is a value without a name, RFC 6265bis §5.6.
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            let attributes = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
            CookieView { name: name.trim().to_owned(), value: value.trim().to_owned(), attributes }
        })
        .collect()
}

pub(crate) fn blank() -> ExchangeView {
    ExchangeView {
        id: String::new(),
        state: ExchangeState::Running,
        method: String::new(),
        url: String::new(),
        started_at_ms: 0,
        duration_us: 0,
        status: None,
        reason: String::new(),
        headers: Vec::new(),
        cookies: Vec::new(),
        body_bytes: 0,
        body_wire_bytes: 0,
        head_bytes: 0,
        language: BodyLanguage::Text,
        content_type: String::new(),
        problems: Vec::new(),
        hops: Vec::new(),
        refused_certificates: None,
        earlier: Vec::new(),
    }
}

fn hop(hop: &Hop, mask: &Mask) -> HopView {
    let rows = hop.asked.iter().map(|row| SentRow {
        name: row.name.clone(),
        value: mask.header(&row.name, &row.value),
        origin: row.origin.into(),
    });
    HopView {
        method: hop.method.clone(),
        url: mask.text(&hop.url),
        rows: rows.collect(),
        sent_head: mask.head(&hop.sent.head),
        sent_head_bytes: hop.sent.head.len() as u64,
        sent_body_bytes: hop.sent.body_bytes,
        status: hop.received.as_ref().map(|received| received.status),
        version: hop.received.as_ref().map(|received| received.version.clone()),
        received_head: hop.received.as_ref().map(|received| mask.head(&received.head)),
        timings: timings(&hop.timings),
        connection: hop.connection.as_ref().map(connection),
    }
}

/// Phases as the page gets them.
pub(crate) fn timings(timings: &Timings) -> TimingsView {
    TimingsView {
        dns_us: timings.dns_us,
        connect_us: timings.connect_us,
        tls_us: timings.tls_us,
        first_byte_us: timings.first_byte_us,
        download_us: timings.download_us,
        total_us: timings.total_us,
    }
}

/// A connection as the page gets it.
pub(crate) fn connection(connection: &Connection) -> ConnectionView {
    ConnectionView {
        local: connection.local.clone(),
        remote: connection.remote.clone(),
        is_reused: connection.is_reused,
        proxy: connection.proxy.clone(),
        is_verified: connection.tls.as_ref().map(|tls| tls.is_verified),
        is_chosen: connection.tls.as_ref().is_some_and(|tls| tls.is_chosen),
        tls_version: connection.tls.as_ref().map(|tls| tls.version.clone()),
        tls_cipher: connection.tls.as_ref().map(|tls| tls.cipher.clone()),
        certificates: connection.tls.iter().flat_map(|tls| &tls.certificates).map(certificate).collect(),
    }
}

pub(super) fn refused_certificates(refused: &exchange::RefusedCertificates) -> RefusedCertificates {
    RefusedCertificates {
        host: refused.host.clone(),
        port: refused.port,
        certificates: refused.certificates.iter().map(certificate).collect(),
        lacks_authority: refused.lacks_authority,
        can_be_trusted: refused.can_be_trusted,
        trusted_before: refused.trusted_before.as_ref().map(|before| TrustedBefore {
            sha256: before.sha256.clone(),
            valid_from_ms: before.valid_from_ms,
            valid_until_ms: before.valid_until_ms,
            trusted_at_ms: before.trusted_at_ms,
        }),
    }
}

/// A certificate as the page gets it.
fn certificate(certificate: &exchange::PeerCertificate) -> PeerCertificate {
    let exchange::PeerCertificate {
        name,
        names,
        issuer,
        is_self_issued,
        valid_from_ms,
        valid_until_ms,
        fits_host,
        sha256,
    } = certificate.clone();
    PeerCertificate { name, names, issuer, is_self_issued, valid_from_ms, valid_until_ms, fits_host, sha256 }
}

/// Header fields as the page gets them.
pub(crate) fn fields(headers: &[(String, String)]) -> Vec<HeaderField> {
    headers.iter().map(|(name, value)| HeaderField { name: name.clone(), value: value.clone() }).collect()
}
