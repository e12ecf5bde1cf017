//! Connections that wait for their next request.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use exchange::{HttpVersion, Scheme};

use crate::connect::Route;
use crate::http1::Http1;
use crate::http2::Http2;

/// Most connections kept for one place.
const KEPT_MAX: usize = 8;

/// Where a connection leads and what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    scheme: Scheme,
    host: String,
    port: u16,
    proxy: Option<String>,
    verifies_certificates: bool,
    http_version: HttpVersion,
}

impl Key {
    pub(crate) fn of(route: &Route<'_>) -> Self {
        // Every server behind an HTTP proxy shares the connections to it.
        let (host, port) = if route.asks_proxy() {
            (String::new(), 0)
        } else {
            (route.address.host.to_ascii_lowercase(), route.address.port_or_default())
        };
        Self {
            scheme: route.address.scheme,
            host,
            port,
            proxy: route.proxy.map(ToString::to_string),
            verifies_certificates: route.options.verifies_certificates,
            http_version: route.options.http_version,
        }
    }
}

/// A connection of either version.
pub(crate) enum Channel {
    Http1(Http1),
    Http2(Http2),
}

impl Channel {
    async fn is_usable(&mut self) -> bool {
        match self {
            Self::Http1(http1) => http1.is_usable().await,
            Self::Http2(http2) => http2.is_usable().await,
        }
    }

    /// What is shown of the connection.
    pub(crate) fn connection_mut(&mut self) -> &mut exchange::Connection {
        match self {
            Self::Http1(http1) => &mut http1.connection,
            Self::Http2(http2) => &mut http2.connection,
        }
    }
}

/// The connections.
#[derive(Default)]
pub(crate) struct Pool {
    kept: Mutex<HashMap<Key, Vec<Channel>>>,
}

impl Pool {
    /// A connection that served before, if one is still alive; the youngest first.
    pub(crate) async fn take(&self, key: &Key) -> Option<Channel> {
        loop {
            let mut channel = {
                let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.get_mut(key)?.pop()?
            };
            // Lets the runtime look at its sockets first, and the connection's task see what came: a server that has closed
            // in the meantime is noticed before a request goes out that may not be repeated.
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
            if channel.is_usable().await {
                channel.connection_mut().is_reused = true;
                return Some(channel);
            }
        }
    }

    /// Keeps a connection whose exchange is over.
    pub(crate) fn keep(&self, key: Key, channel: Channel) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let channels = kept.entry(key).or_default();
        if channels.len() >= KEPT_MAX {
            channels.remove(0);
        }
        channels.push(channel);
    }
}
