//! One Send: prepare, get a token, sign, send, once more after a 401, remember.

use exchange::{CookieJar, Exchange, ResolvedAuth, ResolvedOAuth2, ResolvedRequest};
use model::Problem;
use tokio_util::sync::CancellationToken;
use wire::{Answer, Sending};

use crate::authorization::need::TokenNeed;
use crate::authorization::tokens::CurrentToken;
use crate::error::Error;
use crate::send::Requests;
use crate::send::mask::Mask;
use crate::send::observer::{Earlier, Role, Watch};
use crate::send::owner::Owner;
use crate::send::prepare::{Prepared, SendPlan};
use crate::send::retry::Gate;

/// What became of a send.
#[derive(Debug)]
pub struct Sent {
    /// The exchange whose answer was shown.
    pub exchange: Exchange,
    /// Exchanges before it: token requests, and the 401 that a new token mended.
    pub earlier: Vec<Exchange>,
    /// Masks the secrets of this send.
    pub mask: Mask,
    /// Whether an answer changed the cookies that are kept.
    pub has_changed_cookies: bool,
    /// Warnings.
    pub problems: Vec<Problem>,
    /// Its entry in the history.
    pub history_id: i64,
}

impl Requests<'_> {
    /// Sends a request. The body goes to `answer` while it arrives; a network failure is part of the exchange, not an error.
    pub async fn send(
        self,
        plan: &SendPlan,
        answer: &mut dyn Answer,
        cancel: &CancellationToken,
    ) -> Result<Sent, Error> {
        self.send_watched(plan, answer, &mut |_| {}, cancel).await
    }

    /// As [`Requests::send`]; `watch` is told of each exchange as it ends, also of those before a send that then fails.
    pub async fn send_watched<'w>(
        self,
        plan: &SendPlan,
        answer: &mut dyn Answer,
        watch: &'w mut Watch<'w>,
        cancel: &CancellationToken,
    ) -> Result<Sent, Error> {
        let prepared = self.prepare(plan)?;
        let Prepared { mut request, saved, owner, problems } = prepared;
        let mut earlier = Earlier::new(watch);
        let uses_cookies = request.options.uses_cookies;
        let mut jar = if uses_cookies { self.load_cookies()? } else { CookieJar::default() };
        let oauth = match &request.auth {
            ResolvedAuth::OAuth2(oauth) => Some((**oauth).clone()),
            _ => None,
        };
        let exchange = match oauth {
            None => {
                auth::sign(&mut request);
                self.send_once(&request, &mut jar, answer, cancel).await
            }
            Some(oauth) => {
                let may_fetch = plan.fetches_tokens && oauth.fetches_automatically;
                let mut sending = OAuthSend { request: &mut request, oauth: &oauth, owner: &owner, may_fetch };
                self.send_with_token(&mut sending, &mut jar, answer, (&mut earlier, cancel)).await?
            }
        };
        let has_changed_cookies = uses_cookies && self.keep_cookies(&mut jar)?;
        let mask = self.mask_of(&request);
        earlier.tell(&exchange, &mask, Role::Answer);
        let mut sent = Sent { exchange, earlier: earlier.kept, mask, has_changed_cookies, problems, history_id: 0 };
        sent.history_id = self.engine.history().record(&sent, &saved, &owner)?;
        Ok(sent)
    }

    /// Masks what a request holds, and what is always masked.
    fn mask_of(self, request: &ResolvedRequest) -> Mask {
        let mut secrets = request.secrets.clone();
        secrets.extend(self.engine.network().own_secrets.iter().cloned());
        Mask::new(&secrets)
    }

    pub(crate) async fn send_once(
        self,
        request: &ResolvedRequest,
        jar: &mut CookieJar,
        answer: &mut dyn Answer,
        cancel: &CancellationToken,
    ) -> Exchange {
        let now_ms = (self.engine.outside.now_ms)();
        self.engine.network().wire.send(request, Sending { jar, answer, started_at_ms: now_ms, cancel }).await
    }

    /// Sends with the current token; after a 401 once more with a new one, unless that token was fetched just before.
    async fn send_with_token(
        self,
        sending: &mut OAuthSend<'_>,
        jar: &mut CookieJar,
        answer: &mut dyn Answer,
        (earlier, cancel): (&mut Earlier<'_>, &CancellationToken),
    ) -> Result<Exchange, Error> {
        let need = TokenNeed {
            oauth: sending.oauth,
            owner: sending.owner,
            options: &sending.request.options,
            may_fetch: sending.may_fetch,
        };
        let current = self.engine.tokens().current_token(&need, earlier, cancel).await?;
        let can_retry = sending.may_fetch && current.as_ref().is_some_and(CurrentToken::can_be_replaced);
        let mut request = sending.request.clone();
        sign(&mut request, sending.oauth, current.as_ref());
        let mut gate = Gate::new(answer, can_retry);
        let exchange = self.send_once(&request, jar, &mut gate, cancel).await;
        let is_held = gate.is_held;
        let Some(refused) = current.filter(|_| is_held && exchange.failure.is_none()) else {
            *sending.request = request;
            return Ok(exchange);
        };
        sending.request.secrets.clone_from(&request.secrets);
        earlier.tell(&exchange, &self.mask_of(&request), Role::Refused);
        earlier.kept.push(exchange);
        let need = TokenNeed {
            oauth: sending.oauth,
            owner: sending.owner,
            options: &request.options,
            may_fetch: sending.may_fetch,
        };
        let renewed = self.engine.tokens().renewed_token(&need, &refused, earlier, cancel).await?;
        let mut request = sending.request.clone();
        sign(&mut request, sending.oauth, Some(&renewed));
        let exchange = self.send_once(&request, jar, answer, cancel).await;
        *sending.request = request;
        Ok(exchange)
    }

    fn load_cookies(self) -> Result<CookieJar, Error> {
        let workspace = self.engine.workspace.to_string_lossy();
        Ok(CookieJar::from(self.engine.store.cookies().load(&workspace, (self.engine.outside.now_ms)())?))
    }

    /// Keeps what the answers changed, and answers whether there was anything.
    fn keep_cookies(self, jar: &mut CookieJar) -> Result<bool, Error> {
        let changes = jar.take_changes();
        if changes.is_empty() {
            return Ok(false);
        }
        let workspace = self.engine.workspace.to_string_lossy();
        self.engine.store.cookies().apply(&workspace, &changes, (self.engine.outside.now_ms)())?;
        Ok(true)
    }
}

/// A request that needs an OAuth 2.0 token.
struct OAuthSend<'a> {
    request: &'a mut ResolvedRequest,
    oauth: &'a ResolvedOAuth2,
    owner: &'a Owner,
    may_fetch: bool,
}

fn sign(request: &mut ResolvedRequest, oauth: &ResolvedOAuth2, token: Option<&CurrentToken>) {
    if let Some(token) = token {
        auth::sign_with_token(request, &oauth.placement, &token.value);
    }
}
