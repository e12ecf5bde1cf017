//! The verbs of the store, each sent where it belongs: to the writer, to a pooled connection, or answered from memory.

use std::path::Path;
use std::sync::Arc;

use waystation_store::{
    Access, Answer, ApiClient, ChangeUserError, CreateUserError, Deactivated, Id, Mail, NewUser, RemoveUserError, Seed,
    Seeded, Store, StoreError, User, UserEdit, UserFilter,
};

use crate::access_cache::AccessCache;
use crate::migrations::{self, OpenError};
use crate::reading::Readers;
use crate::users;
use crate::writing::Writer;

/// A SQLite database as a [`Store`]. Dropping it waits for the changes that were handed over.
pub struct SqliteStore {
    writer: Writer,
    readers: Arc<Readers>,
    cache: Arc<AccessCache>,
}

impl SqliteStore {
    /// Opens or creates the database file `path`, and migrates it. The folder must exist.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let connection = migrations::open_for_writing(path)?;
        let cache = Arc::new(AccessCache::default());
        let writer = Writer::start(connection, Arc::clone(&cache)).map_err(|error| OpenError::Database {
            path: path.to_owned(),
            source: rusqlite::Error::ToSqlConversionFailure(error.into()),
        })?;
        Ok(Self { writer, readers: Arc::new(Readers::new(path.to_owned())), cache })
    }

    /// A long read, away from the threads that answer requests.
    async fn read_aside<T: Send + 'static>(
        &self,
        doing: &'static str,
        read: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = Arc::clone(&self.readers);
        // The only way to lose the task is the end of the runtime.
        tokio::task::spawn_blocking(move || readers.read(doing, read)).await.map_err(|_| StoreError::Closed)?
    }
}

impl Store for SqliteStore {
    fn create_user(&self, new_user: NewUser, mail: Option<Mail>) -> Answer<'_, (), CreateUserError> {
        Box::pin(self.writer.change("adding a user", move |change| users::create(change, &new_user, mail.as_ref())))
    }

    fn user(&self, id: Id) -> Answer<'_, Option<User>> {
        Box::pin(async move { self.readers.read("reading a user", |connection| users::find(connection, id)) })
    }

    fn users(&self, filter: UserFilter) -> Answer<'_, Vec<User>> {
        Box::pin(self.read_aside("listing users", move |connection| users::list(connection, &filter)))
    }

    fn change_user(&self, id: Id, edit: UserEdit) -> Answer<'_, User, ChangeUserError> {
        Box::pin(self.writer.change("changing a user", move |change| users::edit(change, id, edit)))
    }

    fn remove_user(&self, id: Id) -> Answer<'_, (), RemoveUserError> {
        Box::pin(self.writer.change("removing a user", move |change| users::remove(change, id)))
    }

    fn deactivate_user(&self, id: Id) -> Answer<'_, Deactivated, ChangeUserError> {
        Box::pin(self.writer.change("switching a user off", move |change| users::deactivate(change, id)))
    }

    fn access(&self, id: Id) -> Answer<'_, Option<Access>> {
        Box::pin(async move {
            let (known, epoch) = self.cache.look_up(id);
            if known.is_some() {
                return Ok(known);
            }
            let access = self.readers.read("reading access", |connection| users::access(connection, id))?;
            if let Some(access) = access {
                self.cache.remember(id, access, epoch);
            }
            Ok(access)
        })
    }

    fn api_client(&self, key: String) -> Answer<'_, Option<ApiClient>> {
        Box::pin(
            async move { self.readers.read("reading an API key", |connection| users::api_client(connection, &key)) },
        )
    }

    fn queue_mail(&self, mail: Mail) -> Answer<'_, ()> {
        Box::pin(self.writer.change("queueing a mail", move |change| users::queue(change.connection, &mail)))
    }

    fn outbox(&self) -> Answer<'_, Vec<Mail>> {
        Box::pin(self.read_aside("reading the outbox", users::outbox))
    }

    fn password_hash(&self, id: Id) -> Answer<'_, Option<String>> {
        Box::pin(
            async move { self.readers.read("reading a password", |connection| users::password_hash(connection, id)) },
        )
    }

    fn fact(&self, name: String) -> Answer<'_, Option<String>> {
        Box::pin(async move { self.readers.read("reading a fact", |connection| users::fact(connection, &name)) })
    }

    fn seed(&self, seed: Seed) -> Answer<'_, Seeded> {
        Box::pin(self.writer.change("putting in the first data", move |change| users::seed(change, &seed)))
    }
}

#[cfg(test)]
mod tests;
