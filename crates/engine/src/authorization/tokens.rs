//! Access tokens: which one a send uses, fetching one, listing, deleting.

mod fetch;

use auth::{AccessToken, Freshness, config_key, freshness};
use exchange::{Exchange, ResolvedAuth, ResolvedOAuth2, ResolvedRequest, Secret};
use model::Request;
use resolve::{Lineage, Subject};
use serde_json::{Map, Value};
use store::{StoredToken, Token, TokenContent, TokenFacts};
use tokio_util::sync::CancellationToken;

use self::fetch::{Asks, Fetched};
use crate::authorization::Tokens;
use crate::authorization::need::TokenNeed;
use crate::collection::find::{FindError, find_item, lineage_at, nearest};
use crate::error::Error;
use crate::send::mask::Mask;
use crate::send::observer::Earlier;
use crate::send::options::OptionChanges;
use crate::send::owner::Owner;
use crate::send::situation::{ForThisSend, Resolving, SecretValues, Situation};
use crate::workspace::Opened;

/// A token as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its id, never used again.
    pub id: String,
    /// Token Name.
    pub name: String,
    /// Name of the collection that fetched it.
    pub collection: Option<String>,
    /// Environment it was fetched in.
    pub environment: Option<String>,
    /// `token_type` of the answer.
    pub token_type: String,
    /// `scope` of the answer, or as asked for.
    pub scope: Option<String>,
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

/// What an attempt to get a token brought.
#[derive(Debug)]
pub struct TokenAttempt {
    /// The token as it stands in a list with further members of the answer, or why none came.
    pub outcome: Result<(TokenRow, Map<String, Value>), Error>,
    /// The exchange with the token endpoint; `None` when nothing could be sent.
    pub exchange: Option<Exchange>,
    /// Masks its secrets.
    pub mask: Mask,
    /// The endpoint's answer, masked.
    pub body: String,
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
    /// What renews it.
    refresh_token: Option<Secret>,
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
                auth_path: None,
            },
            refresh_token: content.refresh_token,
            is_new: false,
        }
    }
}

impl Tokens<'_> {
    /// The token to send with: fresh, fetched if missing or due, or the one that is there when nothing may be fetched.
    ///
    /// `None` when there is none and none may be fetched: the request goes out without.
    pub(crate) async fn current_token(
        self,
        need: &TokenNeed<'_>,
        earlier: &mut Earlier<'_>,
        cancel: &CancellationToken,
    ) -> Result<Option<CurrentToken>, Error> {
        let Some(found) = self.stored_token(need)? else {
            if !need.may_fetch {
                return Ok(None);
            }
            return self.fetch_unless_fresh(need, None, earlier, cancel).await.map(Some);
        };
        let now_ms = (self.engine.outside.now_ms)();
        let state = freshness(found.facts.received_at_ms, found.facts.expires_at_ms, now_ms);
        // A token that was chosen may have come from another configuration, which then renews it.
        let own_key = config_key(need.oauth, need.owner.environment.as_deref().unwrap_or(""));
        let is_own = !need.oauth.token_url.is_empty() && found.facts.config_key == own_key;
        let fallback = is_own.then_some(need.oauth);
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
        self,
        need: &TokenNeed<'_>,
        refused: &CurrentToken,
        earlier: &mut Earlier<'_>,
        cancel: &CancellationToken,
    ) -> Result<CurrentToken, Error> {
        let configuration = refused.configuration.clone().unwrap_or_else(|| need.oauth.clone());
        let of_refused = TokenNeed { oauth: &configuration, owner: &refused.owner, ..*need };
        let renewed = self.fetch_unless_fresh(&of_refused, Some(refused), earlier, cancel).await?;
        self.follow_choice(need.owner, &refused.id, &renewed.id)?;
        Ok(renewed)
    }

    /// The token that was chosen; else the stored one of this configuration, or for a block in which only a name was
    /// chosen the newest of that name.
    pub(crate) fn stored_token(self, need: &TokenNeed) -> Result<Option<Token>, Error> {
        let tokens = self.engine.store.tokens();
        if let Some(chosen) = self.chosen_token(need.owner)? {
            return Ok(Some(chosen));
        }
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
        self,
        need: &TokenNeed<'_>,
        refused: Option<&CurrentToken>,
        earlier: &mut Earlier<'_>,
        cancel: &CancellationToken,
    ) -> Result<CurrentToken, Error> {
        let oauth = need.oauth;
        let key = match refused {
            Some(refused) => refused.config_key.clone(),
            None => config_key(oauth, need.owner.environment.as_deref().unwrap_or("")),
        };
        let _lock = self.lock_fetching(&key, cancel).await?;
        if let Some(token) = self.engine.store.tokens().newest_for(&key)? {
            let now_ms = (self.engine.outside.now_ms)();
            let is_fresh = freshness(token.facts.received_at_ms, token.facts.expires_at_ms, now_ms) == Freshness::Fresh;
            if is_fresh && refused.is_none_or(|refused| refused.id != token.id) {
                return Ok(CurrentToken { is_new: true, ..CurrentToken::from_stored(token, Some(oauth)) });
            }
        }
        let refreshed = match refused.and_then(|refused| refused.refresh_token.as_ref()) {
            Some(refresh_token) if oauth.refresh.is_wanted => {
                self.refresh(need, refresh_token, earlier, cancel).await?
            }
            _ => None,
        };
        let token = match refreshed {
            Some(token) => token,
            None => self.fetch(Asks::New, oauth, need.options, cancel).await.told(earlier)?,
        };
        let id = self.keep_token(&token, oauth, need.owner, &key)?;
        Ok(CurrentToken {
            value: token.value,
            id,
            configuration: Some(oauth.clone()),
            config_key: key,
            owner: need.owner.clone(),
            refresh_token: token.refresh_token,
            is_new: true,
        })
    }

    fn keep_token(
        self,
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
            refresh_token: token.refresh_token.clone(),
        };
        Ok(self.engine.store.tokens().add(&facts, &content)?)
    }

    /// Gets a new token with the authorization of a collection, folder or request.
    pub async fn get_new(
        self,
        opened: &mut Opened,
        plan: &TokenPlan,
        cancel: &CancellationToken,
    ) -> Result<FetchedToken, Error> {
        let item = match &plan.item {
            Some(name) => Some(find_item(&opened.collection, name)?.path().to_owned()),
            None => None,
        };
        let attempt = self.try_new(opened, item.as_deref(), plan, cancel).await?;
        let TokenAttempt { outcome, exchange, mask, .. } = attempt;
        let (row, details) = match outcome {
            Ok(token) => token,
            Err(Error::Token { error, .. }) => {
                return Err(Error::Token { error, exchange: exchange.map(|exchange| Box::new((exchange, mask))) });
            }
            Err(error) => return Err(error),
        };
        let exchange = exchange.expect("a token comes by an exchange");
        Ok(FetchedToken { row, details, exchange, mask })
    }

    /// As [`Tokens::get_new`], for the item at exactly this path; tells the exchange with the endpoint whatever came of it.
    ///
    /// What keeps the request from being sent at all (no OAuth 2.0, an unknown variable) is an error.
    pub async fn try_new(
        self,
        opened: &mut Opened,
        item_path: Option<&str>,
        plan: &TokenPlan,
        cancel: &CancellationToken,
    ) -> Result<TokenAttempt, Error> {
        self.engine.id_of(opened)?;
        let lineage = lineage_at(&opened.collection, item_path.unwrap_or_default())?;
        let given = ForThisSend { environment: plan.environment.as_deref(), variables: &plan.variables };
        let owner = Owner { auth_path: None, ..self.engine.requests().owner(opened, &lineage, given.environment)? };
        let mut request = self.token_authorization(opened, &lineage, given)?;
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
        let Fetched { outcome, exchange, mask, body } = self.fetch(Asks::New, &oauth, &request.options, cancel).await;
        let outcome = match outcome {
            Ok(token) => {
                let key = config_key(&oauth, key_owner.environment.as_deref().unwrap_or(""));
                let id = self.keep_token(&token, &oauth, &key_owner, &key)?;
                let facts = token_facts(&token, &oauth, &key_owner, &key);
                Ok((row(StoredToken { id, facts }, (self.engine.outside.now_ms)()), token.details))
            }
            Err(failure) => Err(failure.into_error(None)),
        };
        let body = mask.text(&String::from_utf8_lossy(&body));
        Ok(TokenAttempt { outcome, exchange, mask, body })
    }

    /// The authorization of an item, or of the collection, resolved for a token request.
    pub(crate) fn token_authorization(
        self,
        opened: &Opened,
        lineage: &Lineage<'_>,
        given: ForThisSend<'_>,
    ) -> Result<ResolvedRequest, Error> {
        let requests = self.engine.requests();
        // The rest of the request and what it inherits take no part: an unknown variable there must not stop a token.
        let situation = Situation { parents: Vec::new(), ..requests.situation(opened, lineage, given)? };
        let request = authorization_alone(lineage);
        let resolving = Resolving { request: &request, body: None, keeps_unknown: false, secrets: SecretValues::Real };
        let resolution = requests.resolve_to_send(&situation, resolving);
        resolution.request.ok_or(Error::Unresolved(resolution.problems))
    }
}

/// A request of nothing but the authorization that gets a token at an item, and the settings of that item.
fn authorization_alone(lineage: &Lineage<'_>) -> Request {
    let alone = Request {
        method: "GET".to_owned(),
        url: "http://localhost/".to_owned(),
        auth: lineage.fetching_auth().clone(),
        ..Request::default()
    };
    match lineage.subject {
        Subject::Collection(collection) => {
            let settings = collection.defaults.settings.clone();
            Request { path: "opencollection.yml".to_owned(), settings, ..alone }
        }
        Subject::Folder(folder) => Request { path: format!("{}/folder.yml", folder.path), ..alone },
        Subject::Request(Request { path, settings, behavior, .. }) => {
            Request { path: path.clone(), settings: settings.clone(), behavior: behavior.clone(), ..alone }
        }
    }
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

/// A token as lists show it.
pub(crate) fn row(token: StoredToken, now_ms: i64) -> TokenRow {
    let StoredToken { id, facts } = token;
    TokenRow {
        id,
        is_expired: facts.is_expired(now_ms),
        name: facts.name,
        collection: facts.collection_name,
        environment: facts.environment,
        token_type: facts.token_type,
        scope: facts.scope,
        received_at_ms: facts.received_at_ms,
        expires_at_ms: facts.expires_at_ms,
    }
}
