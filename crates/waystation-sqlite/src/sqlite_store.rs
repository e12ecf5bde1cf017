//! The verbs of the store, each sent where it belongs: to the writer, to a pooled connection, or answered from memory.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use waystation_store::{
    Access, Account, AccountName, Actor, Answer, ApiClient, ApiKey, AuditFilter, AuditPiece, Beginning,
    ChangeUserError, CreateUserError, Deactivated, FoundUser, Id, Mail, NewPassword, NewUser, Note, RemoveUserError,
    RollKeysError, Seed, Seeded, Session, SessionHash, SettingEdit, SignedIn, Store, StoreError, StoredSetting, User,
    UserEdit, UserFilter, UserSearch, UserSums,
};

use crate::access_cache::AccessCache;
use crate::migrations::{self, OpenError};
use crate::reading::Readers;
use crate::rows::failed;
use crate::writing::Writer;
use crate::{audit, search, sessions, settings, users};

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

    /// A read of a few microseconds, on the thread that asks.
    fn look<'a, T: Send + 'a>(
        &'a self,
        doing: &'static str,
        read: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'a,
    ) -> Answer<'a, T> {
        Box::pin(async move { self.readers.read(doing, read) })
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
    fn create_user(&self, new_user: NewUser, mail: Option<Mail>, by: Actor) -> Answer<'_, (), CreateUserError> {
        Box::pin(self.writer.change("adding a user", move |change| users::create(change, &new_user, mail.as_ref(), by)))
    }

    fn user(&self, id: Id) -> Answer<'_, Option<User>> {
        self.look("reading a user", move |connection| users::find(connection, id))
    }

    fn users(&self, filter: UserFilter) -> Answer<'_, Vec<User>> {
        Box::pin(self.read_aside("listing users", move |connection| users::list(connection, &filter)))
    }

    fn find_users(&self, search: UserSearch) -> Answer<'_, Vec<FoundUser>> {
        Box::pin(self.read_aside("finding users", move |connection| search::find(connection, &search)))
    }

    fn count_users(&self, search: UserSearch) -> Answer<'_, u64> {
        Box::pin(self.read_aside("counting users", move |connection| search::count(connection, &search)))
    }

    fn sum_users(&self) -> Answer<'_, UserSums> {
        Box::pin(self.read_aside("counting all users", search::sums))
    }

    fn account(&self, name: AccountName) -> Answer<'_, Option<Account>> {
        self.look("reading an account", move |connection| users::account(connection, &name))
    }

    fn change_user(&self, id: Id, edit: UserEdit, by: Actor) -> Answer<'_, User, ChangeUserError> {
        Box::pin(self.writer.change("changing a user", move |change| users::edit(change, id, edit, by)))
    }

    fn remove_user(&self, id: Id, by: Actor) -> Answer<'_, (), RemoveUserError> {
        Box::pin(self.writer.change("removing a user", move |change| users::remove(change, id, by)))
    }

    fn deactivate_user(&self, id: Id, by: Actor) -> Answer<'_, Deactivated, ChangeUserError> {
        Box::pin(self.writer.change("switching a user off", move |change| users::deactivate(change, id, by)))
    }

    fn set_password(&self, id: Id, password: NewPassword, by: Actor) -> Answer<'_, (), ChangeUserError> {
        Box::pin(self.writer.change("setting a password", move |change| users::set_password(change, id, &password, by)))
    }

    fn roll_keys(&self, id: Id, pair: ApiKey, by: Actor) -> Answer<'_, (), RollKeysError> {
        Box::pin(self.writer.change("replacing a key pair", move |change| users::roll_keys(change, id, &pair, by)))
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
        self.look("reading an API key", move |connection| users::api_client(connection, &key))
    }

    fn note_token(&self, id: Id, at: Timestamp) -> Answer<'_, ()> {
        Box::pin(self.writer.change("noting a token", move |change| users::note_token(change, id, at)))
    }

    fn begin_session(&self, session: Session, why: Beginning, forgotten_before: Timestamp) -> Answer<'_, ()> {
        Box::pin(
            self.writer
                .change("beginning a session", move |change| sessions::begin(change, &session, why, forgotten_before)),
        )
    }

    fn session(&self, hash: SessionHash) -> Answer<'_, Option<SignedIn>> {
        self.look("reading a session", move |connection| sessions::find(connection, &hash))
    }

    fn sessions(&self, user_id: Id) -> Answer<'_, Vec<Session>> {
        self.look("listing sessions", move |connection| sessions::list(connection, user_id))
    }

    fn note_session(&self, hash: SessionHash, seen_at: Timestamp) -> Answer<'_, ()> {
        Box::pin(self.writer.change("noting a session", move |change| sessions::note_seen(change, &hash, seen_at)))
    }

    fn end_session(&self, hash: SessionHash, by: Actor) -> Answer<'_, ()> {
        Box::pin(self.writer.change("ending a session", move |change| sessions::end(change, &hash, by)))
    }

    fn end_sessions(&self, user_id: Id, except: Option<SessionHash>, by: Actor) -> Answer<'_, ()> {
        Box::pin(self.writer.change("ending sessions", move |change| sessions::end_all(change, user_id, except, by)))
    }

    fn settings(&self) -> Answer<'_, Vec<StoredSetting>> {
        self.look("reading the settings", settings::list)
    }

    fn change_settings(&self, edits: Vec<SettingEdit>, by: Actor) -> Answer<'_, ()> {
        Box::pin(self.writer.change("changing settings", move |change| settings::change(change, edits, by)))
    }

    fn note(&self, note: Note, by: Actor) -> Answer<'_, ()> {
        Box::pin(self.writer.change("writing to the audit list", move |change| {
            audit::note(change.connection, &note, by).map_err(|error| failed("writing to the audit list", error))
        }))
    }

    fn audit(&self, filter: AuditFilter) -> Answer<'_, AuditPiece> {
        Box::pin(self.read_aside("reading the audit list", move |connection| audit::piece(connection, &filter)))
    }

    fn queue_mail(&self, mail: Mail, by: Actor) -> Answer<'_, ()> {
        Box::pin(self.writer.change("queueing a mail", move |change| users::queue(change, &mail, by)))
    }

    fn outbox(&self) -> Answer<'_, Vec<Mail>> {
        Box::pin(self.read_aside("reading the outbox", users::outbox))
    }

    fn fact(&self, name: String) -> Answer<'_, Option<String>> {
        self.look("reading a fact", move |connection| users::fact(connection, &name))
    }

    fn seed(&self, seed: Seed) -> Answer<'_, Seeded> {
        Box::pin(self.writer.change("putting in the first data", move |change| users::seed(change, &seed)))
    }
}

#[cfg(test)]
mod tests;
