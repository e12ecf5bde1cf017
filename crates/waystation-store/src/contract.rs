//! What every backend must do. A backend's own tests call [`holds`] with a way to make an empty store.
//!
//! A broken promise panics, as a failed assertion does: this module is for tests only.

mod accounts;
mod lists;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::edit::PermissionsEdit;
use crate::{
    Access, Account, AccountName, Actor, ApiKey, ChangeUserError, CreateUserError, Fact, FirstStep, Id, IdGenerator,
    Mail, MailKind, NewUser, Permissions, RemoveUserError, Role, Seed, Seeded, Store, User, UserEdit, UserFilter, Via,
};

/// Checks all promises, each on an empty store of its own.
pub async fn holds(empty_store: impl AsyncFn() -> Arc<dyn Store>) {
    what_was_created_is_found(&*empty_store().await).await;
    addresses_are_unique_in_any_case(&*empty_store().await).await;
    lists_are_narrowed_by_every_filter(&*empty_store().await).await;
    creation_times_are_inclusive_and_finer_ones_are_rounded_inwards(&*empty_store().await).await;
    an_edit_replaces_what_can_be_edited(&*empty_store().await).await;
    a_refused_edit_changes_nothing(&*empty_store().await).await;
    a_key_pair_comes_and_goes_with_api_access(&*empty_store().await).await;
    access_follows_every_change_at_once(&*empty_store().await).await;
    the_last_acting_curator_stays(&*empty_store().await).await;
    a_removed_user_is_gone_with_everything(&*empty_store().await).await;
    mails_wait_in_order(&*empty_store().await).await;
    seeding_happens_once(&*empty_store().await).await;
    accounts::hold(&empty_store).await;
    lists::hold(&empty_store).await;
}

/// The time all these tests play at.
fn noon() -> Timestamp {
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

fn key_pair(key: &str) -> ApiKey {
    ApiKey { key: key.to_owned(), sealed_secret: vec![0, 1, 255] }
}

/// The edit that changes nothing.
pub fn unchanged(user: &User) -> UserEdit {
    UserEdit::unchanged(user, key_pair(&format!("spare of {}", user.id)))
}

async fn create(store: &dyn Store, new_user: &NewUser) {
    store.create_user(new_user.clone(), None, by()).await.expect("somebody new");
}

async fn find(store: &dyn Store, id: Id) -> Option<User> {
    store.user(id).await.expect("the store works")
}

async fn account(store: &dyn Store, id: Id) -> Option<Account> {
    store.account(AccountName::Id(id)).await.expect("the store works")
}

async fn access(store: &dyn Store, id: Id) -> Option<Access> {
    store.access(id).await.expect("the store works")
}

async fn what_was_created_is_found(store: &dyn Store) {
    let somebody = NewUser { password_hash: Some("$argon2id$".to_owned()), ..with_key(somebody(1, Role::Artisan)) };
    assert_eq!(find(store, somebody.user.id).await, None, "before");
    create(store, &somebody).await;
    assert_eq!(find(store, somebody.user.id).await.as_ref(), Some(&somebody.user));
    let account = account(store, somebody.user.id).await.expect("somebody known");
    assert_eq!(account.password_hash.as_deref(), Some("$argon2id$"));
    assert_eq!((account.key_made_at, account.password_set_at), (Some(noon()), Some(noon())));
    let client = store.api_client(format!("key of {}", somebody.user.id)).await.expect("the store works");
    let client = client.expect("the key was stored");
    assert_eq!((client.user_id, client.sealed_secret), (somebody.user.id, vec![0, 1, 255]));
    assert!(client.access.is_open);
    let other_case = format!("KEY of {}", somebody.user.id);
    assert!(store.api_client(other_case).await.expect("the store works").is_none(), "letter case of keys counts");
}

async fn addresses_are_unique_in_any_case(store: &dyn Store) {
    let first = somebody(1, Role::Viewer);
    create(store, &first).await;
    let mut second = somebody(2, Role::Viewer);
    second.user.email = first.user.email.to_uppercase();
    let refused = store.create_user(second.clone(), None, by()).await;
    assert!(matches!(refused, Err(CreateUserError::EmailTaken)));
    assert_eq!(find(store, second.user.id).await, None);
    second.user.email = format!("free.{}", first.user.email);
    create(store, &second).await;
    let edit = UserEdit { email: first.user.email.to_uppercase(), ..unchanged(&second.user) };
    assert!(matches!(store.change_user(second.user.id, edit, by()).await, Err(ChangeUserError::EmailTaken)));
    let edit = UserEdit { email: first.user.email.to_uppercase(), ..unchanged(&first.user) };
    assert!(store.change_user(first.user.id, edit, by()).await.is_ok(), "one's own address in another case");
}

async fn names(store: &dyn Store, filter: UserFilter) -> Vec<String> {
    let users = store.users(filter).await.expect("the store works");
    users.into_iter().map(|user| user.first_name).collect()
}

async fn lists_are_narrowed_by_every_filter(store: &dyn Store) {
    for number in (0..6).rev() {
        let mut new_user = somebody(number, if number % 2 == 0 { Role::Viewer } else { Role::Curator });
        new_user.user.is_active = number != 4;
        new_user.user.last_name = String::from("Ström");
        create(store, &new_user).await;
    }
    let everybody = UserFilter::default();
    assert_eq!(names(store, everybody.clone()).await, ["Zoë0", "Zoë1", "Zoë2", "Zoë3", "Zoë4", "Zoë5"], "id order");
    let viewers = UserFilter { role: Some(Role::Viewer), ..everybody.clone() };
    assert_eq!(names(store, viewers.clone()).await, ["Zoë0", "Zoë2", "Zoë4"]);
    assert_eq!(names(store, UserFilter { is_active: Some(true), ..viewers }).await, ["Zoë0", "Zoë2"], "both hold");
    assert_eq!(names(store, UserFilter { is_active: Some(false), ..everybody.clone() }).await, ["Zoë4"]);
    let text = |text: &str| Some(text.to_owned());
    let by_email = UserFilter { email: text("ZOË.3@EXAMPLE.test"), ..everybody.clone() };
    assert_eq!(names(store, by_email).await, ["Zoë3"], "case is ignored beyond ASCII too");
    assert_eq!(names(store, UserFilter { first_name: text("ZOË2"), ..everybody.clone() }).await, ["Zoë2"]);
    assert_eq!(
        names(store, UserFilter { first_name: text("Zoë"), ..everybody.clone() }).await,
        [""; 0],
        "whole values"
    );
    assert_eq!(names(store, UserFilter { last_name: text("STRÖM"), ..everybody }).await.len(), 6);
}

async fn creation_times_are_inclusive_and_finer_ones_are_rounded_inwards(store: &dyn Store) {
    create(store, &somebody(1, Role::Viewer)).await;
    let shifted = |ns: i64| noon() + SignedDuration::from_nanos(ns);
    for (from, to, expected) in [(0, 0, 1), (-1, 1, 1), (1, 1_000_000, 0), (-1_000_000, -1, 0), (-1_000_000, 0, 1)] {
        let filter =
            UserFilter { created_from: Some(shifted(from)), created_to: Some(shifted(to)), ..UserFilter::default() };
        assert_eq!(names(store, filter).await.len(), expected, "from {from} to {to} ns around the creation");
    }
}

async fn an_edit_replaces_what_can_be_edited(store: &dyn Store) {
    let old = somebody(1, Role::Viewer);
    create(store, &old).await;
    let edit = UserEdit {
        if_version: None,
        first_name: "Ada".to_owned(),
        last_name: "Stone".to_owned(),
        email: "ada@example.test".to_owned(),
        role: Role::Evaluated,
        default_worker_tag: String::new(),
        permissions: PermissionsEdit {
            schedules_jobs: true,
            shares_dcm_for_execution: Some(true),
            ..PermissionsEdit::default()
        },
        is_api_enabled: false,
        spare_api_key: key_pair("unused"),
        default_credential_id: String::new(),
        is_account_locked: true,
        is_active: false,
        is_validated: false,
        time_zone: String::new(),
        language: "de-de".to_owned(),
    };
    let stored = store.change_user(old.user.id, edit.clone(), by()).await.expect("a good edit");
    let expected = edit.applied_to(&old.user).user;
    assert_eq!(stored, expected);
    assert_eq!(find(store, old.user.id).await, Some(expected.clone()));
    assert!(expected.permissions.manages_dcm, "a switch without a value keeps its own");
    assert_eq!(expected.created_at, old.user.created_at);
    assert_eq!(names(store, UserFilter { first_name: Some("ada".to_owned()), ..UserFilter::default() }).await, ["Ada"]);
}

async fn a_refused_edit_changes_nothing(store: &dyn Store) {
    let nobody = somebody(1, Role::Viewer).user;
    let refused = store.change_user(nobody.id, unchanged(&nobody), by()).await;
    assert!(matches!(refused, Err(ChangeUserError::UnknownUser)));
    assert!(matches!(store.deactivate_user(nobody.id, by()).await, Err(ChangeUserError::UnknownUser)));
    assert!(matches!(store.remove_user(nobody.id, by()).await, Err(RemoveUserError::UnknownUser)));
    let (first, second) = (somebody(2, Role::Viewer), with_key(somebody(3, Role::Viewer)));
    create(store, &first).await;
    create(store, &second).await;
    let edit = UserEdit { email: first.user.email.clone(), is_api_enabled: false, ..unchanged(&second.user) };
    assert!(store.change_user(second.user.id, edit, by()).await.is_err());
    assert_eq!(find(store, second.user.id).await.as_ref(), Some(&second.user));
    assert!(access(store, second.user.id).await.expect("known").is_open);
}

async fn a_key_pair_comes_and_goes_with_api_access(store: &dyn Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    create(store, &somebody).await;
    let known = async |key: String| store.api_client(key).await.expect("the store works").is_some();
    let (own, spare) = (format!("key of {id}"), format!("spare of {id}"));
    let same = store.change_user(id, unchanged(&somebody.user), by()).await.expect("a good edit");
    assert!(known(own.clone()).await && !known(spare.clone()).await, "access stays on, the pair stays");
    let off =
        store.change_user(id, UserEdit { is_api_enabled: false, ..unchanged(&same) }, by()).await.expect("a good edit");
    assert!(!known(own.clone()).await && !known(spare.clone()).await);
    store.change_user(id, UserEdit { is_api_enabled: true, ..unchanged(&off) }, by()).await.expect("a good edit");
    assert!(!known(own).await && known(spare).await, "switched on again there is another pair");
}

/// One change of a user's record.
type Step = fn(UserEdit) -> UserEdit;

async fn access_follows_every_change_at_once(store: &dyn Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    assert_eq!(access(store, id).await, None);
    create(store, &somebody).await;
    let mut user = somebody.user;
    let mut before = access(store, id).await.expect("known");
    // What is done, whether tokens die, whether access is open afterwards.
    let steps: [(Step, bool, bool); 9] = [
        (|edit| UserEdit { first_name: "Other".to_owned(), ..edit }, false, true),
        (|edit| UserEdit { role: Role::Curator, ..edit }, false, true),
        (|edit| UserEdit { role: Role::NoAccess, ..edit }, true, true),
        (|edit| UserEdit { is_account_locked: true, ..edit }, true, false),
        (|edit| UserEdit { is_account_locked: false, ..edit }, false, true),
        (|edit| UserEdit { is_active: false, ..edit }, true, false),
        (|edit| UserEdit { is_active: true, ..edit }, false, true),
        (|edit| UserEdit { is_api_enabled: false, ..edit }, true, false),
        (|edit| UserEdit { is_api_enabled: true, ..edit }, true, true),
    ];
    // Somebody else must be able to govern while this one goes through it.
    create(store, &self::somebody(2, Role::Curator)).await;
    for (number, (step, ends_tokens, is_open)) in steps.into_iter().enumerate() {
        user = store.change_user(id, step(unchanged(&user)), by()).await.expect("a good edit");
        let after = access(store, id).await.expect("known");
        assert_eq!(after.key_generation > before.key_generation, ends_tokens, "tokens after step {number}");
        assert_eq!(after.is_open, is_open, "access after step {number}");
        assert_eq!(after.role, user.role, "role after step {number}");
        before = after;
    }
    store.deactivate_user(id, by()).await.expect("somebody active");
    let after = access(store, id).await.expect("known");
    assert!(!after.is_open && after.key_generation > before.key_generation);
    store.deactivate_user(id, by()).await.expect("doing it again is no error");
    assert_eq!(access(store, id).await, Some(after), "and changes nothing");
    store.remove_user(id, by()).await.expect("somebody known");
    assert_eq!(access(store, id).await, None);
}

async fn the_last_acting_curator_stays(store: &dyn Store) {
    let (first, second) = (somebody(1, Role::Curator), somebody(2, Role::Curator));
    create(store, &first).await;
    let id = first.user.id;
    let steps: [Step; 3] = [
        |edit| UserEdit { role: Role::Artisan, ..edit },
        |edit| UserEdit { is_active: false, ..edit },
        |edit| UserEdit { is_account_locked: true, ..edit },
    ];
    for step in steps {
        let refused = store.change_user(id, step(unchanged(&first.user)), by()).await;
        assert!(matches!(refused, Err(ChangeUserError::LastCurator)));
    }
    assert!(matches!(store.deactivate_user(id, by()).await, Err(ChangeUserError::LastCurator)));
    assert!(matches!(store.remove_user(id, by()).await, Err(RemoveUserError::LastCurator)));
    assert_eq!(find(store, id).await.as_ref(), Some(&first.user));
    create(store, &second).await;
    store.deactivate_user(id, by()).await.expect("there is another one");
    assert!(matches!(store.remove_user(second.user.id, by()).await, Err(RemoveUserError::LastCurator)));
    store.remove_user(id, by()).await.expect("an inactive Curator governs nothing");
}

async fn a_removed_user_is_gone_with_everything(store: &dyn Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    let mail =
        Mail { id: IdGenerator::new([1; 5], 0).next(noon()), user_id: id, kind: MailKind::Welcome, created_at: noon() };
    store.create_user(somebody.clone(), Some(mail), by()).await.expect("somebody new");
    store.remove_user(id, by()).await.expect("somebody known");
    assert_eq!(find(store, id).await, None);
    assert!(store.api_client(format!("key of {id}")).await.expect("the store works").is_none());
    assert_eq!(store.outbox().await.expect("the store works"), []);
    assert!(account(store, id).await.is_none());
    create(store, &somebody).await;
}

async fn mails_wait_in_order(store: &dyn Store) {
    let somebody = somebody(1, Role::Artisan);
    let ids = IdGenerator::new([1; 5], 0);
    let mail = |seconds: i64, kind: MailKind| {
        let created_at = noon() + SignedDuration::from_secs(seconds);
        Mail { id: ids.next(created_at), user_id: somebody.user.id, kind, created_at }
    };
    let (first, second) = (mail(0, MailKind::Welcome), mail(5, MailKind::PasswordReset));
    store.create_user(somebody.clone(), Some(first.clone()), by()).await.expect("somebody new");
    store.queue_mail(second.clone(), by()).await.expect("the store works");
    assert_eq!(store.outbox().await.expect("the store works"), [first, second]);
}

async fn seeding_happens_once(store: &dyn Store) {
    let fact = |name: &str, value: &str| Fact { name: name.to_owned(), value: value.to_owned() };
    let known = somebody(1, Role::Curator);
    create(store, &known).await;
    let mut same_address = somebody(2, Role::Viewer);
    same_address.user.email = known.user.email.to_uppercase();
    let seed =
        Seed { facts: vec![fact("a", "1"), fact("b", "2")], users: vec![same_address, somebody(3, Role::Viewer)] };
    assert_eq!(store.fact("a".to_owned()).await.expect("the store works"), None);
    assert_eq!(store.seed(seed).await.expect("the store works"), Seeded::Added(1));
    assert_eq!(store.fact("a".to_owned()).await.expect("the store works").as_deref(), Some("1"));
    let again = Seed { facts: vec![fact("c", "3"), fact("b", "4")], users: vec![somebody(4, Role::Viewer)] };
    assert_eq!(store.seed(again).await.expect("the store works"), Seeded::Already);
    assert_eq!(store.fact("c".to_owned()).await.expect("the store works"), None, "all or nothing");
    assert_eq!(names(store, UserFilter::default()).await, ["Zoë1", "Zoë3"]);
}
