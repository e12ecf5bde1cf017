//! Makes the connection a request goes over: name, TCP, proxy, TLS.

use std::time::{Duration, Instant};

use exchange::{Address, Connection, Failure, FailureKind, HttpVersion, Scheme, SendOptions, Timings};
use tokio::io::{AsyncRead, AsyncWrite};

use crate::happy::{self, micros_since};
use crate::proxy::{Proxy, ProxyScheme};
use crate::tls::{Alpn, Handshake, TlsConfigs};
use crate::tunnel;

/// What bytes go through, whatever lies beneath.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// A stream to the server, through proxy and TLS.
pub(crate) type Stream = Box<dyn Io>;

/// Where to connect and how.
pub(crate) struct Route<'a> {
    /// The server.
    pub(crate) address: &'a Address,
    /// How the request is sent.
    pub(crate) options: &'a SendOptions,
    /// The proxy between, if any.
    pub(crate) proxy: Option<&'a Proxy>,
}

/// A connection that is ready for its first request.
pub(crate) struct Connected {
    /// The stream.
    pub(crate) stream: Stream,
    /// What is shown of it.
    pub(crate) connection: Connection,
    /// Whether HTTP/2 was agreed on.
    pub(crate) is_http2: bool,
}

impl Route<'_> {
    /// Whether the proxy itself is asked for the resource, RFC 9112 §3.2.2 (absolute-form).
    pub(crate) fn asks_proxy(&self) -> bool {
        self.address.scheme == Scheme::Http
            && self.options.http_version != HttpVersion::Http2
            && self.proxy.is_some_and(|proxy| !proxy.is_socks())
    }

    /// Connects within the time the options allow.
    pub(crate) async fn connect(&self, tls: &TlsConfigs, timings: &mut Timings) -> Result<Connected, Failure> {
        let Some(limit_ms) = self.options.connect_timeout_ms else { return self.connect_all(tls, timings).await };
        match tokio::time::timeout(Duration::from_millis(limit_ms), self.connect_all(tls, timings)).await {
            Ok(connected) => connected,
            Err(_elapsed) => {
                let server = format!("{}:{}", self.address.host, self.address.port_or_default());
                Err(Failure::new(FailureKind::Timeout, format!("no connection to `{server}` within {limit_ms} ms"))
                    .with_hint("Is the server reachable from here? The limit on connecting can be raised."))
            }
        }
    }

    async fn connect_all(&self, tls: &TlsConfigs, timings: &mut Timings) -> Result<Connected, Failure> {
        let (host, port) = (self.address.bare_host(), self.address.port_or_default());
        let mut connection = Connection { proxy: self.proxy.map(ToString::to_string), ..Connection::default() };
        let stream = match self.proxy {
            None => self.tcp(host, port, timings, &mut connection).await?,
            Some(proxy) => self.through_proxy(proxy, tls, timings, &mut connection).await?,
        };
        if self.address.scheme == Scheme::Http {
            let is_http2 = self.options.http_version == HttpVersion::Http2;
            return Ok(Connected { stream, connection, is_http2 });
        }
        let begun = Instant::now();
        let alpn = match self.options.http_version {
            HttpVersion::Auto => Alpn::Both,
            HttpVersion::Http1 => Alpn::Http1,
            HttpVersion::Http2 => Alpn::Http2,
        };
        let handshake = Handshake { host, port, alpn, verifies: self.options.verifies_certificates, is_proxy: false };
        let (stream, session) = tls.handshake(stream, &handshake).await?;
        timings.tls_us = Some(micros_since(begun));
        let is_http2 = session.protocol == "h2";
        if self.options.http_version == HttpVersion::Http2 && !is_http2 {
            return Err(Failure::new(FailureKind::Protocol, format!("`{host}:{port}` does not offer HTTP/2"))
                .with_hint("Choose `Auto` or `HTTP/1.x` as HTTP version."));
        }
        connection.tls = Some(session);
        Ok(Connected { stream, connection, is_http2 })
    }

    async fn tcp(
        &self,
        host: &str,
        port: u16,
        timings: &mut Timings,
        connection: &mut Connection,
    ) -> Result<Stream, Failure> {
        let stream = happy::connect(host, port, timings).await?;
        connection.local = stream.local_addr().map(|address| address.to_string()).unwrap_or_default();
        connection.remote = stream.peer_addr().map(|address| address.to_string()).unwrap_or_default();
        Ok(Box::new(stream))
    }

    async fn through_proxy(
        &self,
        proxy: &Proxy,
        tls: &TlsConfigs,
        timings: &mut Timings,
        connection: &mut Connection,
    ) -> Result<Stream, Failure> {
        let begun = Instant::now();
        let mut stream = self
            .tcp(proxy.bare_host(), proxy.port, timings, connection)
            .await
            .map_err(|failure| tunnel::proxy_unreachable(proxy, &failure))?;
        if proxy.scheme == ProxyScheme::Https {
            let verifies = self.options.verifies_certificates;
            let handshake =
                Handshake { host: proxy.bare_host(), port: proxy.port, alpn: Alpn::Http1, verifies, is_proxy: true };
            stream = tls.handshake(stream, &handshake).await?.0;
        }
        if proxy.is_socks() {
            stream = tunnel::socks(stream, proxy, self.address).await?;
        } else if !self.asks_proxy() {
            stream = tunnel::http(stream, proxy, self.address).await?;
        }
        // The way to the proxy and through it is one connection for the person.
        timings.connect_us = Some(micros_since(begun).saturating_sub(timings.dns_us.unwrap_or(0)));
        Ok(stream)
    }
}
