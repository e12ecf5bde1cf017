//! Stored tokens: listing, looking into, choosing, deleting and bringing back.

use exchange::{ResolvedAuth, Secret};
use serde_json::{Map, Value};
use store::{StoredToken, Token, TokenChoice};

use crate::authorization::tokens::{TokenNeed, TokenRow, row};
use crate::collection::find::{FindError, nearest};
use crate::error::Error;
use crate::send::prepare::Owner;
use crate::workspace::{Engine, Opened};

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

impl Engine {
    /// Every token, newest first.
    pub fn tokens(&self) -> Result<Vec<TokenRow>, Error> {
        let now_ms = (self.outside.now_ms)();
        Ok(self.store.tokens().list()?.into_iter().map(|token| row(token, now_ms)).collect())
    }

    /// The token of this id, opened.
    pub fn token(&self, id: &str) -> Result<TokenContents, Error> {
        let Some(Token { id, facts, content }) = self.store.tokens().get(id)? else {
            return Err(FindError::Nothing { what: "token", name: id.to_owned(), nearest: Vec::new() }.into());
        };
        let details = serde_json::from_str(content.extra.expose()).unwrap_or_default();
        let fetched_by = content.configuration.map(|oauth| (oauth.token_url, oauth.client_id));
        let row = row(StoredToken { id, facts }, (self.outside.now_ms)());
        Ok(TokenContents { row, access_token: content.access_token, details, fetched_by })
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

    /// Deletes the tokens of these ids and hands them out. An id that names none is passed over.
    pub fn take_tokens(&self, ids: &[String]) -> Result<DeletedTokens, Error> {
        let tokens = self.store.tokens();
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
    pub fn restore_tokens(&self, deleted: &DeletedTokens) -> Result<(), Error> {
        deleted.0.iter().try_for_each(|token| Ok(self.store.tokens().put_back(token)?))
    }

    /// Makes a token the current one of the authorization block at `auth_path` (empty for the collection), or goes back to
    /// the newest one of the block.
    pub fn choose_token(&self, opened: &mut Opened, auth_path: &str, id: Option<&str>) -> Result<(), Error> {
        let choice = match id {
            Some(id) => {
                self.token(id)?;
                Some(TokenChoice::Id(id.to_owned()))
            }
            None => None,
        };
        let collection_id = self.id_of(opened)?;
        Ok(self.store.remembered().choose_token(&collection_id, auth_path, choice.as_ref())?)
    }

    /// The token that was chosen where the owner's authorization stands, if it is still there.
    pub(crate) fn chosen_token(&self, owner: &Owner) -> Result<Option<Token>, Error> {
        let (Some(id), Some(path)) = (&owner.collection_id, &owner.auth_path) else { return Ok(None) };
        Ok(match self.store.remembered().chosen_token(id, path)? {
            Some(TokenChoice::Id(token_id)) => self.store.tokens().get(&token_id)?,
            Some(TokenChoice::Name(name)) => self.store.tokens().newest_named(&name, None)?,
            None => None,
        })
    }

    /// After a renewal: who had chosen the old token wants the new one.
    pub(crate) fn follow_choice(&self, owner: &Owner, old_id: &str, new_id: &str) -> Result<(), Error> {
        let (Some(id), Some(path)) = (&owner.collection_id, &owner.auth_path) else { return Ok(()) };
        let remembered = self.store.remembered();
        if remembered.chosen_token(id, path)? == Some(TokenChoice::Id(old_id.to_owned())) {
            remembered.choose_token(id, path, Some(&TokenChoice::Id(new_id.to_owned())))?;
        }
        Ok(())
    }

    /// The token that a send from this item would use now, and the address that would give another. Whatever keeps that
    /// from being known (no OAuth 2.0, an unknown variable, no token) gives `None`.
    pub fn current_token_of(
        &self,
        opened: &Opened,
        item_path: Option<&str>,
        auth_path: &str,
    ) -> Result<(Option<TokenRow>, Option<String>), Error> {
        let mut owner = self.owner(opened, None)?;
        owner.auth_path = Some(auth_path.to_owned());
        let resolved = self.token_authorization(opened, item_path, &owner, &[]);
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
        let now_ms = (self.outside.now_ms)();
        Ok((token.map(|Token { id, facts, .. }| row(StoredToken { id, facts }, now_ms)), token_url))
    }
}
