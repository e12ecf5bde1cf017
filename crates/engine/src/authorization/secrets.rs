//! Secrets of a collection, by name.

use exchange::Secret;
use store::SecretAddress;

use crate::collection::find::{FindError, nearest};
use crate::error::Error;
use crate::workspace::{Engine, Opened};

impl Engine {
    /// Keeps a secret for a collection, in place of one of that name.
    pub fn set_secret(&self, opened: &mut Opened, name: &str, secret: &Secret) -> Result<(), Error> {
        let collection_id = self.id_of(opened)?;
        Ok(self.store.secrets().set(SecretAddress { collection_id: &collection_id, name }, secret)?)
    }

    /// The value of a collection's secret on this machine.
    pub fn secret(&self, opened: &Opened, name: &str) -> Result<Option<Secret>, Error> {
        match &opened.id {
            Some(collection_id) => Ok(self.store.secrets().get(SecretAddress { collection_id, name })?),
            None => Ok(None),
        }
    }

    /// The names of a collection's secrets.
    pub fn secret_names(&self, opened: &Opened) -> Result<Vec<String>, Error> {
        match &opened.id {
            Some(id) => Ok(self.store.secrets().list(id)?),
            None => Ok(Vec::new()),
        }
    }

    /// Deletes a secret of a collection.
    pub fn delete_secret(&self, opened: &Opened, name: &str) -> Result<(), Error> {
        let is_deleted = match &opened.id {
            Some(collection_id) => self.store.secrets().delete(SecretAddress { collection_id, name })?,
            None => false,
        };
        if is_deleted {
            return Ok(());
        }
        let nearest = nearest(name, self.secret_names(opened)?.into_iter());
        Err(FindError::Nothing { what: "secret", name: name.to_owned(), nearest }.into())
    }
}
