//! Stored tokens: listing, looking into, choosing, deleting and bringing back.

use exchange::{ResolvedAuth, Secret};
use serde_json::{Map, Value};
use store::{StoredToken, Token, TokenChoice};

use crate::authorization::Tokens;
use crate::authorization::need::TokenNeed;
use crate::authorization::tokens::{TokenRow, row};
use crate::collection::find::{FindError, lineage_at, nearest};
use crate::error::Error;
use crate::send::owner::Owner;
use crate::send::situation::ForThisSend;
use crate::workspace::Opened;

/// Everything that is known of a token.
#[derive(Debug)]
pub struct TokenContents {
    /// As it stands in a list.
    pub row: TokenRow,
    /// The access token.
    pub access_token: Secret,
    /// Further members of the answer.
    pub details: Map<String, Value>,
    /// Token endpoint and client id, when it is known what fetched it.
    pub fetched_by: Option<(String, String)>,
}

/// Deleted tokens, to be brought back.
#[derive(Debug, Default)]
pub struct DeletedTokens(Vec<Token>);

impl DeletedTokens {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Tokens<'_> {
    /// Every token, newest first.
    pub fn list(self) -> Result<Vec<TokenRow>, Error> {
        let now_ms = (self.engine.outside.now_ms)();
        Ok(self.engine.store.tokens().list()?.into_iter().map(|token| row(token, now_ms)).collect())
    }

    /// The token of this id, opened.
    pub fn get(self, id: &str) -> Result<TokenContents, Error> {
        let Some(Token { id, facts, content }) = self.engine.store.tokens().get(id)? else {
            return Err(FindError::nothing("token", id).into());
        };
        let details = serde_json::from_str(content.extra.expose()).unwrap_or_default();
        let fetched_by = content.configuration.map(|oauth| (oauth.token_url, oauth.client_id));
        let row = row(StoredToken { id, facts }, (self.engine.outside.now_ms)());
        Ok(TokenContents { row, access_token: content.access_token, details, fetched_by })
    }

    /// Deletes the tokens of a name and says how many.
    pub fn delete_named(self, name: &str) -> Result<usize, Error> {
        let deleted = self.engine.store.tokens().delete_named(name, None)?;
        if deleted == 0 {
            let nearest = nearest(name, self.list()?.into_iter().map(|token| token.name));
            return Err(FindError::Nothing { what: "token", name: name.to_owned(), nearest }.into());
        }
        Ok(deleted)
    }

    /// Deletes the expired tokens and says how many.
    pub fn delete_expired(self) -> Result<usize, Error> {
        Ok(self.engine.store.tokens().delete_expired((self.engine.outside.now_ms)())?)
    }

    /// Deletes every token and says how many.
    pub fn delete_all(self) -> Result<usize, Error> {
        Ok(self.engine.store.tokens().delete_all()?)
    }

    /// Deletes the tokens of these ids and hands them out. An id that names none is passed over.
    pub fn take(self, ids: &[String]) -> Result<DeletedTokens, Error> {
        let tokens = self.engine.store.tokens();
        let mut taken = Vec::new();
        for id in ids {
            // A token that cannot be decrypted any more can be deleted, but not brought back.
            if let Some(token) = tokens.get(id).unwrap_or_default() {
                taken.push(token);
            }
            tokens.delete(id)?;
        }
        Ok(DeletedTokens(taken))
    }

    /// Brings deleted tokens back.
    pub fn restore(self, deleted: &DeletedTokens) -> Result<(), Error> {
        deleted.0.iter().try_for_each(|token| Ok(self.engine.store.tokens().put_back(token)?))
    }

    /// Makes a token the current one of the authorization block at `auth_path` (empty for the collection), or goes back to
    /// the newest one of the block.
    pub fn choose(self, opened: &mut Opened, auth_path: &str, id: Option<&str>) -> Result<(), Error> {
        let choice = match id {
            Some(id) => {
                self.get(id)?;
                Some(TokenChoice::Id(id.to_owned()))
            }
            None => None,
        };
        let collection_id = self.engine.id_of(opened)?;
        Ok(self.engine.store.remembered().choose_token(&collection_id, auth_path, choice.as_ref())?)
    }

    /// The token that was chosen where the owner's authorization stands, if it is still there.
    pub(crate) fn chosen_token(self, owner: &Owner) -> Result<Option<Token>, Error> {
        let (Some(id), Some(path)) = (&owner.collection_id, &owner.auth_path) else { return Ok(None) };
        Ok(match self.engine.store.remembered().chosen_token(id, path)? {
            Some(TokenChoice::Id(token_id)) => self.engine.store.tokens().get(&token_id)?,
            Some(TokenChoice::Name(name)) => self.engine.store.tokens().newest_named(&name, None)?,
            None => None,
        })
    }

    /// After a renewal: who had chosen the old token wants the new one.
    pub(crate) fn follow_choice(self, owner: &Owner, old_id: &str, new_id: &str) -> Result<(), Error> {
        let (Some(id), Some(path)) = (&owner.collection_id, &owner.auth_path) else { return Ok(()) };
        let remembered = self.engine.store.remembered();
        if remembered.chosen_token(id, path)? == Some(TokenChoice::Id(old_id.to_owned())) {
            remembered.choose_token(id, path, Some(&TokenChoice::Id(new_id.to_owned())))?;
        }
        Ok(())
    }

    /// The token that a send from the item at `path` (empty for the collection) would use now, and the address that would give another. Whatever keeps that
    /// from being known (no OAuth 2.0, an unknown variable, no token) gives `None`.
    pub fn current_of(self, opened: &Opened, path: &str) -> Result<(Option<TokenRow>, Option<String>), Error> {
        let lineage = lineage_at(&opened.collection, path)?;
        let owner = self.engine.requests().owner(opened, &lineage, None)?;
        let resolved = self.token_authorization(opened, &lineage, ForThisSend::default());
        let (token, token_url) = match resolved {
            Ok(request) => match &request.auth {
                ResolvedAuth::OAuth2(oauth) => {
                    let need = TokenNeed { oauth, owner: &owner, options: &request.options, may_fetch: false };
                    let found = self.stored_token(&need).unwrap_or_default();
                    (found, (!oauth.token_url.is_empty()).then(|| oauth.token_url.clone()))
                }
                _ => (None, None),
            },
            Err(_) => (self.chosen_token(&owner)?, None),
        };
        let now_ms = (self.engine.outside.now_ms)();
        Ok((token.map(|Token { id, facts, .. }| row(StoredToken { id, facts }, now_ms)), token_url))
    }
}
