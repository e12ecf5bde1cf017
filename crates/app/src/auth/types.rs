//! The Authorization tab and `Manage Access Tokens`.
//!
//! The block itself is part of the draft (`request.auth`, `content.defaults.auth`). A secret typed into it is put into the
//! secret store when the draft arrives, and comes back as its reference `{{vault:NAME}}`.

use model::{Auth, Problem};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::exchanges::ExchangeView;

/// `GET /api/auth`: which authorization applies at an item as edited, and its tokens.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct AuthView {
    /// The item's own block.
    pub(crate) own: Auth,
    /// The block that applies; the parent's when `own` inherits.
    pub(crate) effective: Auth,
    /// Whose block that is.
    pub(crate) source: AuthSource,
    /// The token that a send would use now, expired or not; absent when there is none, or the type has no tokens.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_token: Option<TokenView>,
    /// `Available Tokens`: every token, newest first.
    pub(crate) tokens: Vec<TokenView>,
    /// Where `Get New Access Token` would ask, placeholders replaced; absent without an address.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token_url: Option<String>,
}

/// Whose authorization applies.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct AuthSource {
    /// What it is.
    pub(crate) kind: AuthSourceKind,
    /// Its path inside the collection; empty for the collection.
    pub(crate) path: String,
    /// The name a person sees.
    pub(crate) name: String,
}

/// What an authorization can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuthSourceKind {
    /// The collection.
    Collection,
    /// A folder.
    Folder,
    /// The request itself.
    Request,
}

/// A token as it stands in a list. Times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct TokenView {
    /// Its id, never used again.
    pub(crate) id: String,
    /// Token Name.
    pub(crate) name: String,
    /// Name of the collection that fetched it, at that time.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) collection: Option<String>,
    /// Environment it was fetched in.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) environment: Option<String>,
    /// `token_type` of the answer.
    pub(crate) token_type: String,
    /// `scope` of the answer, or as asked for.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scope: Option<String>,
    /// When it came.
    pub(crate) received_at_ms: i64,
    /// When it ends; absent when the answer did not say.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires_at_ms: Option<i64>,
    /// Whether it had ended when this was asked.
    pub(crate) is_expired: bool,
}

/// `GET /api/tokens/{id}`: `Token Details`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct TokenDetails {
    /// As in the list.
    pub(crate) token: TokenView,
    /// The access token itself.
    pub(crate) access_token: String,
    /// Further members of the answer.
    pub(crate) members: Vec<TokenMember>,
    /// Where it came from; absent when that is not known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token_url: Option<String>,
    /// Which client asked for it; absent when that is not known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client_id: Option<String>,
}

/// A further member of a token endpoint's answer.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct TokenMember {
    /// Its name, such as `expires_in`.
    pub(crate) name: String,
    /// Its value; a text as it is, anything else as JSON.
    pub(crate) value: String,
}

/// Answer of `POST /api/tokens/new` (its command is an `ItemName`): waits until the endpoint answered. Ending the request
/// cancels it. A block that is incomplete or a server that refuses is an outcome with a problem, not an error.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct TokenOutcome {
    /// The token, when one came. It is stored; `POST /api/tokens/use` makes it the current one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<TokenView>,
    /// Why none came.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<Problem>,
    /// The whole exchange with the endpoint, secrets masked; absent when nothing was sent.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exchange: Option<ExchangeView>,
    /// What the endpoint answered, secrets masked, at most 64 KiB.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
}

/// `POST /api/tokens/use`: the current token of the block that applies at an item. Answers with [`AuthView`].
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct UseToken {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Path inside it; empty for the collection itself.
    #[serde(default)]
    pub(crate) path: String,
    /// Id of the token; absent goes back to the newest one of the block.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) token: Option<String>,
}

/// `POST /api/tokens/delete`. Nothing is revoked at the server.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DeleteTokens {
    /// Which ones.
    pub(crate) which: TokenSet,
}

/// A set of tokens.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenSet {
    /// Those of these ids.
    Ids(Vec<String>),
    /// Those that have ended.
    Expired,
    /// All.
    All,
}

/// Answer of `POST /api/tokens/delete`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DeletedTokens {
    /// How many.
    pub(crate) deleted: usize,
    /// Names the deletion for `POST /api/tokens/restore` (`{undo}`), as long as the program runs.
    pub(crate) undo: String,
}

/// `POST /api/tokens/restore`: brings back what a deletion took.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RestoreTokens {
    /// As [`DeletedTokens`] named it.
    pub(crate) undo: String,
}

/// `POST /api/secrets/reveal`: a secret of a collection, by the name behind `vault:`.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct RevealSecret {
    /// Id of the collection.
    pub(crate) collection: String,
    /// Name in the secret store.
    pub(crate) name: String,
}

/// Answer of `POST /api/secrets/reveal`.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct RevealedSecret {
    /// The value; absent when this machine has none of that name.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
}
