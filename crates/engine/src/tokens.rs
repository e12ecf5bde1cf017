//! Access tokens: which one a send uses, fetching one, listing, deleting.

use auth::{AccessToken, Freshness, config_key, freshness};
use exchange::{CookieJar, Exchange, ResolvedAuth, ResolvedOAuth2, Secret, SendOptions};
use model::{Auth, Behavior, Settings};
use serde_json::{Map, Value};
use store::{HeldLock, Token, TokenContent, TokenFacts};
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::find::{FindError, FoundItem, find_item, nearest};
use crate::mask::Mask;
use crate::prepare::{AuthPlace, OptionChanges, Owner};
use crate::workspace::{Engine, Opened};

/// A token as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Token Name.
    pub name: String,
    /// Name of the collection that fetched it.
    pub collection: Option<String>,
    /// Environment it was fetched in.
    pub environment: Option<String>,
    /// `token_type` of the answer.
    pub token_type: String,
    /// When it came, milliseconds since 1970 UTC.
    pub received_at_ms: i64,
    /// When it ends.
    pub expires_at_ms: Option<i64>,
    /// Whether it has ended.
    pub is_expired: bool,
}

/// Where a new token is to come from.
#[derive(Debug, Clone, Default)]
pub struct TokenPlan {
    /// A request or folder of the collection; absent means the collection itself.
    pub item: Option<String>,
    /// Environment instead of the one in use.
    pub environment: Option<String>,
    /// Variables for this token request.
    pub variables: Vec<(String, String)>,
    /// TLS rules and time limits.
    pub options: OptionChanges,
}

/// What `token new` brought.
#[derive(Debug)]
pub struct FetchedToken {
    /// The token, as it stands in a list.
    pub row: TokenRow,
    /// Further members of the answer.
    pub details: Map<String, Value>,
    /// The exchange with the token endpoint.
    pub exchange: Exchange,
    /// Masks its secrets.
    pub mask: Mask,
}

/// Who needs a token, and what may be done for it.
pub(crate) struct TokenNeed<'a> {
    pub(crate) oauth: &'a ResolvedOAuth2,
    pub(crate) owner: &'a Owner,
    /// TLS rules and time limits of the request that needs it.
    pub(crate) options: &'a SendOptions,
    pub(crate) may_fetch: bool,
}

/// The token that a send uses.
#[derive(Debug, Clone)]
pub(crate) struct CurrentToken {
    pub(crate) value: Secret,
    /// Its id in the store.
    id: String,
    /// What can fetch another one.
    configuration: Option<ResolvedOAuth2>,
    config_key: String,
    owner: Owner,
    is_new: bool,
}

impl CurrentToken {
    /// Whether another one can be fetched in its place: it was not fetched a moment ago, and what fetched it is known.
    pub(crate) fn can_be_replaced(&self) -> bool {
        !self.is_new && self.configuration.is_some()
    }

    fn from_stored(token: Token, fallback: Option<&ResolvedOAuth2>) -> Self {
        let Token { id, facts, content } = token;
        Self {
            value: content.access_token,
            id,
            configuration: fallback.cloned().or(content.configuration),
            config_key: facts.config_key,
            owner: Owner {
                collection_id: facts.collection_id,
                collection_name: facts.collection_name,
                environment: facts.environment,
            },
            is_new: false,
        }
    }
}

impl Engine {
    /// The token to send with: fresh, fetched if missing or due, or the one that is there when nothing may be fetched.
    ///
    /// `None` when there is none and none may be fetched: the request goes out without.
    pub(crate) async fn current_token(
        &self,
        need: &TokenNeed<'_>,
        earlier: &mut Vec<Exchange>,
        cancel: &CancellationToken,
    ) -> Result<Option<CurrentToken>, Error> {
        let Some(found) = self.stored_token(need)? else {
            if !need.may_fetch {
                return Ok(None);
            }
            return self.fetch_unless_fresh(need, None, earlier, cancel).await.map(Some);
        };
        let now_ms = (self.outside.now_ms)();
        let state = freshness(found.facts.received_at_ms, found.facts.expires_at_ms, now_ms);
        let fallback = (!need.oauth.token_url.is_empty()).then_some(need.oauth);
        let current = CurrentToken::from_stored(found, fallback);
        if state == Freshness::Fresh || !need.may_fetch {
            return Ok(Some(current));
        }
        match &current.configuration {
            Some(_) => self.renewed_token(need, &current, earlier, cancel).await.map(Some),
            None => Ok(Some(current)),
        }
    }

    /// A token in place of `refused`, which has run out or was answered with 401.
    pub(crate) async fn renewed_token(
        &self,
        need: &TokenNeed<'_>,
        refused: &CurrentToken,
        earlier: &mut Vec<Exchange>,
        cancel: &CancellationToken,
    ) -> Result<CurrentToken, Error> {
        let configuration = refused.configuration.clone().unwrap_or_else(|| need.oauth.clone());
        let need = TokenNeed { oauth: &configuration, owner: &refused.owner, ..*need };
        self.fetch_unless_fresh(&need, Some(refused), earlier, cancel).await
    }

    /// The stored token of this configuration; for a block in which only a name was chosen, the newest of that name.
    fn stored_token(&self, need: &TokenNeed) -> Result<Option<Token>, Error> {
        let tokens = self.store.tokens();
        if !need.oauth.token_url.is_empty() {
            let key = config_key(need.oauth, need.owner.environment.as_deref().unwrap_or(""));
            return Ok(tokens.newest_for(&key)?);
        }
        let name = &need.oauth.token_name;
        if name.is_empty() {
            return Err(Error::Token { error: auth::TokenError::Incomplete("an Access Token URL"), exchange: None });
        }
        let own = match &need.owner.collection_id {
            Some(id) => tokens.newest_named(name, Some(id))?,
            None => None,
        };
        let found = match own {
            Some(token) => Some(token),
            None => tokens.newest_named(name, None)?,
        };
        let Some(token) = found else {
            let nearest = nearest(name, tokens.list()?.into_iter().map(|token| token.facts.name));
            return Err(FindError::Nothing { what: "token", name: name.clone(), nearest }.into());
        };
        Ok(Some(token))
    }

    /// Fetches a token under the lock of its configuration. Who had to wait takes what the other one fetched meanwhile.
    async fn fetch_unless_fresh(
        &self,
        need: &TokenNeed<'_>,
        refused: Option<&CurrentToken>,
        earlier: &mut Vec<Exchange>,
        cancel: &CancellationToken,
    ) -> Result<CurrentToken, Error> {
        let oauth = need.oauth;
        let key = match refused {
            Some(refused) => refused.config_key.clone(),
            None => config_key(oauth, need.owner.environment.as_deref().unwrap_or("")),
        };
        let _lock = self.lock_fetching(&key, cancel).await?;
        if let Some(token) = self.store.tokens().newest_for(&key)? {
            let now_ms = (self.outside.now_ms)();
            let is_fresh = freshness(token.facts.received_at_ms, token.facts.expires_at_ms, now_ms) == Freshness::Fresh;
            if is_fresh && refused.is_none_or(|refused| refused.id != token.id) {
                return Ok(CurrentToken { is_new: true, ..CurrentToken::from_stored(token, Some(oauth)) });
            }
        }
        let fetched = self.fetch(oauth, need.options, cancel).await;
        let (token, exchange, _) = fetched.map_err(FetchFailure::into_error)?;
        earlier.push(exchange);
        let id = self.keep_token(&token, oauth, need.owner, &key)?;
        Ok(CurrentToken {
            value: token.value,
            id,
            configuration: Some(oauth.clone()),
            config_key: key,
            owner: need.owner.clone(),
            is_new: true,
        })
    }

    async fn lock_fetching(&self, key: &str, cancel: &CancellationToken) -> Result<HeldLock, Error> {
        let lock = self.store.fetch_lock(key);
        if let Some(held) = lock.try_lock()? {
            return Ok(held);
        }
        let waiting = tokio::task::spawn_blocking(move || lock.lock());
        tokio::select! {
            () = cancel.cancelled() => Err(Error::Cancelled),
            held = waiting => Ok(held.expect("waiting for a lock does not panic")?),
        }
    }

    /// Sends the token request and reads its answer.
    async fn fetch(
        &self,
        oauth: &ResolvedOAuth2,
        options: &SendOptions,
        cancel: &CancellationToken,
    ) -> Result<(AccessToken, Exchange, Mask), FetchFailure> {
        let request = auth::token_request(oauth, options).map_err(|error| FetchFailure::Token(error, None))?;
        let mut secrets = request.secrets.clone();
        secrets.extend(self.own_secrets.iter().cloned());
        let mut body = Vec::new();
        let exchange = self.send_once(&request, &mut CookieJar::default(), &mut body, cancel).await;
        if let Some(failure) = exchange.failure {
            return Err(FetchFailure::Network(oauth.token_url.clone(), failure));
        }
        let received_at_ms = (self.outside.now_ms)();
        let status = exchange.received().map_or(0, |received| received.status);
        match auth::read_token(status, &body, received_at_ms) {
            Ok(token) => {
                secrets.push(token.value.clone());
                Ok((token, exchange, Mask::new(&secrets)))
            }
            Err(error) => Err(FetchFailure::Token(error, Some(Box::new((exchange, Mask::new(&secrets)))))),
        }
    }

    fn keep_token(
        &self,
        token: &AccessToken,
        oauth: &ResolvedOAuth2,
        owner: &Owner,
        key: &str,
    ) -> Result<String, Error> {
        let facts = token_facts(token, oauth, owner, key);
        let content = TokenContent {
            access_token: token.value.clone(),
            extra: Secret::new(Value::Object(token.details.clone()).to_string()),
            configuration: Some(oauth.clone()),
        };
        Ok(self.store.tokens().add(&facts, &content)?)
    }

    /// Gets a new token with the authorization of a collection, folder or request.
    pub async fn new_token(
        &self,
        opened: &mut Opened,
        plan: &TokenPlan,
        cancel: &CancellationToken,
    ) -> Result<FetchedToken, Error> {
        self.id_of(opened)?;
        let owner = self.owner(opened, plan.environment.as_deref())?;
        let place = auth_place(opened, plan.item.as_deref())?;
        let mut request = self.resolved_authorization(opened, &place, &owner, &plan.variables)?;
        plan.options.apply(&mut request.options);
        let ResolvedAuth::OAuth2(oauth) = &request.auth else {
            let message = "its authorization is not OAuth 2.0, so there is no token to get";
            return Err(Error::usage(message, "Set it with `postrider auth set COLLECTION oauth2 …`."));
        };
        let mut oauth = (**oauth).clone();
        let mut key_owner = owner.clone();
        if oauth.token_url.is_empty() {
            // Only a token was chosen here: what fetched it can fetch another.
            let need = TokenNeed { oauth: &oauth, owner: &owner, options: &request.options, may_fetch: true };
            if let Some(token) = self.stored_token(&need)? {
                let known = CurrentToken::from_stored(token, None);
                if let Some(configuration) = known.configuration {
                    oauth = configuration;
                    key_owner = known.owner;
                }
            }
        }
        let fetched = self.fetch(&oauth, &request.options, cancel).await;
        let (token, exchange, mask) = fetched.map_err(FetchFailure::into_error)?;
        let key = config_key(&oauth, key_owner.environment.as_deref().unwrap_or(""));
        self.keep_token(&token, &oauth, &key_owner, &key)?;
        let facts = token_facts(&token, &oauth, &key_owner, &key);
        Ok(FetchedToken { row: row(facts, (self.outside.now_ms)()), details: token.details, exchange, mask })
    }

    /// Every token, newest first.
    pub fn tokens(&self) -> Result<Vec<TokenRow>, Error> {
        let now_ms = (self.outside.now_ms)();
        Ok(self.store.tokens().list()?.into_iter().map(|token| row(token.facts, now_ms)).collect())
    }

    /// Deletes the tokens of a name and says how many.
    pub fn delete_tokens_named(&self, name: &str) -> Result<usize, Error> {
        let deleted = self.store.tokens().delete_named(name, None)?;
        if deleted == 0 {
            let nearest = nearest(name, self.tokens()?.into_iter().map(|token| token.name));
            return Err(FindError::Nothing { what: "token", name: name.to_owned(), nearest }.into());
        }
        Ok(deleted)
    }

    /// Deletes the expired tokens and says how many.
    pub fn delete_expired_tokens(&self) -> Result<usize, Error> {
        Ok(self.store.tokens().delete_expired((self.outside.now_ms)())?)
    }

    /// Deletes every token and says how many.
    pub fn delete_all_tokens(&self) -> Result<usize, Error> {
        Ok(self.store.tokens().delete_all()?)
    }
}

/// Why no token came.
enum FetchFailure {
    Token(auth::TokenError, Option<Box<(Exchange, Mask)>>),
    Network(String, exchange::Failure),
}

impl FetchFailure {
    fn into_error(self) -> Error {
        match self {
            Self::Network(_, failure) if failure.kind == exchange::FailureKind::Cancelled => Error::Cancelled,
            Self::Network(url, failure) => Error::Network { doing: format!("getting a token from {url}"), failure },
            Self::Token(error, exchange) => Error::Token { error, exchange },
        }
    }
}

/// The authorization that applies at an item, or at the collection itself.
fn auth_place<'a>(opened: &'a Opened, item: Option<&str>) -> Result<AuthPlace<'a>, Error> {
    let root = &opened.collection.defaults;
    let Some(name) = item else {
        return Ok(AuthPlace {
            auth: root.auth.clone(),
            variables: &[],
            folders: Vec::new(),
            file: "opencollection.yml".to_owned(),
            settings: root.settings.clone(),
            behavior: Behavior::default(),
        });
    };
    let (own, folders, variables, file, settings, behavior) = match find_item(&opened.collection, name)? {
        FoundItem::Request(found) => {
            let request = found.request;
            let own = request.auth.clone();
            (
                own,
                found.folders,
                &request.variables[..],
                request.path.clone(),
                request.settings.clone(),
                request.behavior.clone(),
            )
        }
        FoundItem::Folder(folder, mut around) => {
            around.push(folder);
            (
                Auth::Inherit,
                around,
                &[][..],
                format!("{}/folder.yml", folder.path),
                Settings::default(),
                Behavior::default(),
            )
        }
    };
    let parents: Vec<_> = std::iter::once(root).chain(folders.iter().map(|folder| &folder.defaults)).collect();
    let auth = resolve::inherited_auth(&own, &parents).0;
    let auth = resolve::fetching_block(auth, &parents).unwrap_or(auth).clone();
    Ok(AuthPlace { auth, variables, folders, file, settings, behavior })
}

fn token_facts(token: &AccessToken, oauth: &ResolvedOAuth2, owner: &Owner, key: &str) -> TokenFacts {
    let fallback = || owner.collection_name.clone().unwrap_or_else(|| "token".to_owned());
    let name = if oauth.token_name.is_empty() { fallback() } else { oauth.token_name.clone() };
    let scope = token.details.get("scope").and_then(Value::as_str).map(str::to_owned);
    TokenFacts {
        name,
        collection_id: owner.collection_id.clone(),
        collection_name: owner.collection_name.clone(),
        environment: owner.environment.clone(),
        config_key: key.to_owned(),
        token_type: token.token_type.clone(),
        scope: scope.or_else(|| (!oauth.scope.is_empty()).then(|| oauth.scope.clone())),
        received_at_ms: token.received_at_ms,
        expires_at_ms: token.expires_at_ms,
    }
}

fn row(facts: TokenFacts, now_ms: i64) -> TokenRow {
    TokenRow {
        is_expired: facts.is_expired(now_ms),
        name: facts.name,
        collection: facts.collection_name,
        environment: facts.environment,
        token_type: facts.token_type,
        received_at_ms: facts.received_at_ms,
        expires_at_ms: facts.expires_at_ms,
    }
}
