//! Whom the promises are about, and how they are kept, changed and found again.

use jiff::Timestamp;

use crate::users::{
    self, CreateUserError, DeactivateUserError, Deactivation, RemoveUserError, Update, UpdateUserError,
};
use crate::{
    Access, Account, AccountName, Actor, ApiClient, ApiKey, FirstStep, Id, IdGenerator, Mail, NewUser, Permissions,
    Role, Store, StoreError, Transaction, User, Via,
};

/// The time all these tests play at.
pub(crate) fn noon() -> Timestamp {
    Timestamp::from_millisecond(1_700_000_000_589).expect("a time of this century")
}

/// Somebody without access, numbered so that nobody is like another.
pub fn somebody(number: u32, role: Role) -> NewUser {
    let ids = IdGenerator::new([7; 5], number);
    NewUser {
        user: User {
            id: ids.next(noon()),
            first_name: format!("Zoë{number}"),
            last_name: format!("Öhlund{number}"),
            email: format!("Zoë.{number}@example.test"),
            role,
            default_worker_tag: "tag".to_owned(),
            permissions: Permissions { prioritizes_jobs: true, manages_dcm: true, ..Permissions::default() },
            is_api_enabled: false,
            default_credential_id: "c".to_owned(),
            is_account_locked: false,
            is_active: true,
            is_validated: true,
            last_login_at: Some(noon()),
            time_zone: "Europe/Oslo".to_owned(),
            language: "en-us".to_owned(),
            created_at: noon(),
        },
        api_key: None,
        password_hash: None,
        entered_at: noon(),
        first_step: FirstStep::None,
    }
}

/// The server itself, at the time all these tests play at.
pub fn by() -> Actor {
    Actor { user_id: None, via: Via::Server, address: None, at: noon() }
}

/// The same with a key pair.
pub fn with_key(mut new_user: NewUser) -> NewUser {
    new_user.user.is_api_enabled = true;
    new_user.api_key = Some(key_pair(&format!("key of {}", new_user.user.id)));
    new_user
}

pub(crate) fn key_pair(key: &str) -> ApiKey {
    ApiKey { key: key.to_owned(), sealed_secret: vec![0, 1, 255] }
}

/// Reads rows of a store that works.
pub(crate) async fn look<T: Send + 'static>(
    store: &Store,
    unit: impl FnOnce(&dyn Transaction) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(unit).await.expect("the store works")
}

/// Reads lists of a store that works.
pub(crate) async fn scan<T: Send + 'static>(
    store: &Store,
    unit: impl FnOnce(&dyn Transaction) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.scan(unit).await.expect("the store works")
}

/// Adds somebody.
pub async fn create(store: &Store, new: &NewUser) -> Result<(), CreateUserError> {
    let new = new.clone();
    store.write(move |tx| users::create(tx, &new, None, by())).await
}

/// Adds somebody new.
pub(crate) async fn add(store: &Store, new: &NewUser) {
    create(store, new).await.expect("somebody new");
}

/// Updates a record with a function of it. A new key pair is called `spare of ID`.
pub async fn update(
    store: &Store,
    id: Id,
    edit: impl Fn(User) -> User + Send + 'static,
) -> Result<User, UpdateUserError> {
    update_as(store, id, edit, by()).await
}

pub(crate) async fn update_as(
    store: &Store,
    id: Id,
    edit: impl Fn(User) -> User + Send + 'static,
    by: Actor,
) -> Result<User, UpdateUserError> {
    let new_key = move || Ok(key_pair(&format!("spare of {id}")));
    store.write(move |tx| users::update(tx, &Update { id, edit: &edit, new_key: &new_key }, by)).await
}

pub(crate) async fn find(store: &Store, id: Id) -> Option<User> {
    look(store, move |rows| rows.users().find(id)).await
}

pub(crate) async fn account(store: &Store, id: Id) -> Option<Account> {
    look(store, move |rows| rows.users().account(&AccountName::Id(id))).await
}

pub(crate) async fn access(store: &Store, id: Id) -> Option<Access> {
    store.access(id).await.expect("the store works")
}

pub(crate) async fn api_client(store: &Store, key: String) -> Option<ApiClient> {
    look(store, move |rows| rows.users().api_client(&key)).await
}

pub(crate) async fn mails(store: &Store) -> Vec<Mail> {
    scan(store, |rows| rows.outbox().list()).await
}

pub(crate) async fn deactivate(store: &Store, id: Id) -> Result<Deactivation, DeactivateUserError> {
    store.write(move |tx| users::deactivate(tx, id, by())).await
}

pub(crate) async fn remove(store: &Store, id: Id) -> Result<(), RemoveUserError> {
    store.write(move |tx| users::remove(tx, id, by())).await
}

/// One change of a user's record.
pub(crate) type Step = fn(User) -> User;

pub(crate) async fn noted(store: &Store, name: &'static str) -> Option<String> {
    look(store, |rows| rows.facts().value(name)).await
}
