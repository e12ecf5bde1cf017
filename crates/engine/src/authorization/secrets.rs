//! Secrets of a collection, by name.

use exchange::Secret;
use store::SecretAddress;

use crate::authorization::Secrets;
use crate::collection::find::{FindError, nearest};
use crate::error::Error;
use crate::workspace::Opened;

impl Secrets<'_> {
    /// Keeps a secret for a collection, in place of one of that name.
    pub fn set(self, opened: &mut Opened, name: &str, secret: &Secret) -> Result<(), Error> {
        let collection_id = self.engine.id_of(opened)?;
        Ok(self.engine.store.secrets().set(SecretAddress { collection_id: &collection_id, name }, secret)?)
    }

    /// The value of a collection's secret on this machine.
    pub fn get(self, opened: &Opened, name: &str) -> Result<Option<Secret>, Error> {
        match &opened.id {
            Some(collection_id) => Ok(self.engine.store.secrets().get(SecretAddress { collection_id, name })?),
            None => Ok(None),
        }
    }

    /// The names of a collection's secrets.
    pub fn names(self, opened: &Opened) -> Result<Vec<String>, Error> {
        match &opened.id {
            Some(id) => Ok(self.engine.store.secrets().list(id)?),
            None => Ok(Vec::new()),
        }
    }

    /// Deletes a secret of a collection.
    pub fn delete(self, opened: &Opened, name: &str) -> Result<(), Error> {
        let is_deleted = match &opened.id {
            Some(collection_id) => self.engine.store.secrets().delete(SecretAddress { collection_id, name })?,
            None => false,
        };
        if is_deleted {
            return Ok(());
        }
        let nearest = nearest(name, self.names(opened)?.into_iter());
        Err(FindError::Nothing { what: "secret", name: name.to_owned(), nearest }.into())
    }
}
