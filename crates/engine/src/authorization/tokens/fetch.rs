//! One request to a token endpoint: a new token, or a refreshed one; told as it goes.

use auth::AccessToken;
use exchange::{CookieJar, Exchange, ResolvedOAuth2, Secret, SendOptions};
use store::HeldLock;
use tokio_util::sync::CancellationToken;

use crate::authorization::Tokens;
use crate::authorization::need::TokenNeed;
use crate::error::Error;
use crate::send::mask::Mask;
use crate::send::observer::{Earlier, Role};

/// What is asked of the token endpoint.
#[derive(Clone, Copy)]
pub(super) enum Asks<'a> {
    New,
    /// A token in place of one that came with this.
    Refresh(&'a Secret),
}

/// What a fetch brought, and what can be told of it.
pub(super) struct Fetched {
    pub(super) outcome: Result<AccessToken, FetchFailure>,
    pub(super) exchange: Option<Exchange>,
    pub(super) mask: Mask,
    pub(super) body: Vec<u8>,
}

impl Fetched {
    fn nothing_sent(error: auth::TokenError) -> Self {
        Self { outcome: Err(FetchFailure::Token(error)), exchange: None, mask: Mask::default(), body: Vec::new() }
    }

    /// The token, the exchange told to whoever follows the send.
    pub(super) fn told(self, earlier: &mut Earlier<'_>) -> Result<AccessToken, Error> {
        if let Some(exchange) = &self.exchange {
            earlier.tell(exchange, &self.mask, Role::Token);
        }
        let (token, exchange, _) = self.into_result()?;
        earlier.kept.extend(exchange);
        Ok(token)
    }

    fn into_result(self) -> Result<(AccessToken, Option<Exchange>, Mask), Error> {
        match self.outcome {
            Ok(token) => Ok((token, self.exchange, self.mask)),
            Err(failure) => Err(failure.into_error(self.exchange.map(|exchange| Box::new((exchange, self.mask))))),
        }
    }
}

/// Why no token came.
pub(super) enum FetchFailure {
    Token(auth::TokenError),
    Network(String, exchange::Failure),
}

impl FetchFailure {
    pub(super) fn into_error(self, exchange: Option<Box<(Exchange, Mask)>>) -> Error {
        match self {
            Self::Network(_, failure) if failure.kind == exchange::FailureKind::Cancelled => Error::Cancelled,
            Self::Network(url, failure) => Error::Network { doing: format!("getting a token from {url}"), failure },
            Self::Token(error) => Error::Token { error, exchange },
        }
    }
}

impl Tokens<'_> {
    /// Sends the request for a token and reads its answer.
    pub(super) async fn fetch(
        self,
        asks: Asks<'_>,
        oauth: &ResolvedOAuth2,
        options: &SendOptions,
        cancel: &CancellationToken,
    ) -> Fetched {
        let request = match asks {
            Asks::New => auth::token_request(oauth, options),
            Asks::Refresh(refresh_token) => auth::refresh_request(oauth, refresh_token, options),
        };
        let request = match request {
            Ok(request) => request,
            Err(error) => return Fetched::nothing_sent(error),
        };
        let mut secrets = request.secrets.clone();
        secrets.extend(self.engine.network().own_secrets.iter().cloned());
        let mut body = Vec::new();
        let exchange = self.engine.requests().send_once(&request, &mut CookieJar::default(), &mut body, cancel).await;
        let outcome = if let Some(failure) = &exchange.failure {
            Err(FetchFailure::Network(oauth.token_url.clone(), failure.clone()))
        } else {
            let status = exchange.received().map_or(0, |received| received.status);
            auth::read_token(status, &body, (self.engine.outside.now_ms)()).map_err(FetchFailure::Token)
        };
        if let Ok(token) = &outcome {
            secrets.push(token.value.clone());
            secrets.extend([&token.refresh_token, &token.id_token].into_iter().flatten().cloned());
            let further = token.details.iter().filter(|(name, _)| name.ends_with("_token"));
            secrets.extend(further.filter_map(|(_, value)| value.as_str().map(Secret::new)));
        }
        Fetched { outcome, exchange: Some(exchange), mask: Mask::new(&secrets), body }
    }

    /// Renews a token by its refresh token, RFC 6749 §6. `None` when the endpoint does not take it: a new token is asked for then.
    pub(super) async fn refresh(
        self,
        need: &TokenNeed<'_>,
        refresh_token: &Secret,
        earlier: &mut Earlier<'_>,
        cancel: &CancellationToken,
    ) -> Result<Option<AccessToken>, Error> {
        match self.fetch(Asks::Refresh(refresh_token), need.oauth, need.options, cancel).await.told(earlier) {
            // An answer without another one leaves the first in force.
            Ok(token) => Ok(Some(AccessToken {
                refresh_token: token.refresh_token.or_else(|| Some(refresh_token.clone())),
                ..token
            })),
            Err(Error::Token { exchange, .. }) => {
                earlier.kept.extend(exchange.map(|exchange| exchange.0));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    pub(super) async fn lock_fetching(self, key: &str, cancel: &CancellationToken) -> Result<HeldLock, Error> {
        let lock = self.engine.store.fetch_lock(key);
        if let Some(held) = lock.try_lock()? {
            return Ok(held);
        }
        let waiting = tokio::task::spawn_blocking(move || lock.lock());
        tokio::select! {
            () = cancel.cancelled() => Err(Error::Cancelled),
            held = waiting => Ok(held.expect("waiting for a lock does not panic")?),
        }
    }
}
