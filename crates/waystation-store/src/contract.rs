//! What every backend must do. A backend's own tests call [`holds`] with a way to make an empty store.
//!
//! A broken promise panics, as a failed assertion does: this module is for tests only.

mod accounts;
mod lists;
mod people;
mod units;

use jiff::{SignedDuration, Timestamp};

use crate::users::{
    self, CreateUserError, DeactivateUserError, IntroduceUserError, Introduction, NoKeyPair, RemoveUserError, Update,
    UpdateUserError,
};
use crate::{
    Fact, Id, IdGenerator, Mail, MailKind, NewUser, Permissions, Role, Seed, SeedOutcome, Store, User, UserFilter,
    outbox, seed,
};
use people::{Step, access, account, add, api_client, deactivate, find, mails, noon, noted, remove, scan};
pub use people::{by, create, somebody, update, with_key};

/// Checks all promises, each on an empty store of its own.
pub async fn holds(empty_store: impl AsyncFn() -> Store) {
    what_was_created_is_found(&empty_store().await).await;
    addresses_are_unique_in_any_case(&empty_store().await).await;
    lists_are_narrowed_by_every_filter(&empty_store().await).await;
    creation_times_are_inclusive_and_finer_ones_are_rounded_inwards(&empty_store().await).await;
    an_update_replaces_what_can_be_changed(&empty_store().await).await;
    a_refused_update_changes_nothing(&empty_store().await).await;
    a_key_pair_comes_and_goes_with_api_access(&empty_store().await).await;
    access_follows_every_change_at_once(&empty_store().await).await;
    the_last_acting_curator_stays(&empty_store().await).await;
    a_removed_user_is_gone_with_everything(&empty_store().await).await;
    mails_wait_in_order(&empty_store().await).await;
    seeding_happens_once(&empty_store().await).await;
    units::hold(&empty_store).await;
    accounts::hold(&empty_store).await;
    lists::hold(&empty_store).await;
}

async fn what_was_created_is_found(store: &Store) {
    let somebody = NewUser { password_hash: Some("$argon2id$".to_owned()), ..with_key(somebody(1, Role::Artisan)) };
    assert_eq!(find(store, somebody.user.id).await, None, "before");
    add(store, &somebody).await;
    assert_eq!(find(store, somebody.user.id).await.as_ref(), Some(&somebody.user));
    let account = account(store, somebody.user.id).await.expect("somebody known");
    assert_eq!(account.password_hash.as_deref(), Some("$argon2id$"));
    assert_eq!((account.key_made_at, account.password_set_at), (Some(noon()), Some(noon())));
    let client = api_client(store, format!("key of {}", somebody.user.id)).await.expect("the key was stored");
    assert_eq!((client.user_id, client.sealed_secret), (somebody.user.id, vec![0, 1, 255]));
    assert!(client.access.is_open);
    let other_case = format!("KEY of {}", somebody.user.id);
    assert!(api_client(store, other_case).await.is_none(), "letter case of keys counts");
}

async fn addresses_are_unique_in_any_case(store: &Store) {
    let first = somebody(1, Role::Viewer);
    add(store, &first).await;
    let mut second = somebody(2, Role::Viewer);
    second.user.email = first.user.email.to_uppercase();
    let refused = create(store, &second).await;
    assert!(matches!(refused, Err(CreateUserError::EmailTaken)));
    assert_eq!(find(store, second.user.id).await, None);
    second.user.email = format!("free.{}", first.user.email);
    add(store, &second).await;
    let taken = first.user.email.to_uppercase();
    let refused = update(store, second.user.id, move |user| User { email: taken.clone(), ..user }).await;
    assert!(matches!(refused, Err(UpdateUserError::EmailTaken)));
    let (id, taken) = (second.user.id, first.user.email.to_uppercase());
    let names = Introduction { id, first_name: "A".to_owned(), last_name: "B".to_owned(), email: taken.clone() };
    let refused = store.write(move |tx| users::introduce(tx, &names, by())).await;
    assert!(matches!(refused, Err(IntroduceUserError::EmailTaken)));
    let own = update(store, first.user.id, move |user| User { email: taken.clone(), ..user }).await;
    assert!(own.is_ok(), "one's own address in another case");
}

async fn names(store: &Store, filter: UserFilter) -> Vec<String> {
    let users = scan(store, move |rows| rows.users().list(&filter)).await;
    users.into_iter().map(|user| user.first_name).collect()
}

async fn lists_are_narrowed_by_every_filter(store: &Store) {
    for number in (0..6).rev() {
        let mut new_user = somebody(number, if number % 2 == 0 { Role::Viewer } else { Role::Curator });
        new_user.user.is_active = number != 4;
        new_user.user.last_name = String::from("Ström");
        add(store, &new_user).await;
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

async fn creation_times_are_inclusive_and_finer_ones_are_rounded_inwards(store: &Store) {
    add(store, &somebody(1, Role::Viewer)).await;
    let shifted = |ns: i64| noon() + SignedDuration::from_nanos(ns);
    for (from, to, expected) in [(0, 0, 1), (-1, 1, 1), (1, 1_000_000, 0), (-1_000_000, -1, 0), (-1_000_000, 0, 1)] {
        let filter =
            UserFilter { created_from: Some(shifted(from)), created_to: Some(shifted(to)), ..UserFilter::default() };
        assert_eq!(names(store, filter).await.len(), expected, "from {from} to {to} ns around the creation");
    }
}

async fn an_update_replaces_what_can_be_changed(store: &Store) {
    let old = somebody(1, Role::Viewer).user;
    add(store, &somebody(1, Role::Viewer)).await;
    let edit = |user: User| User {
        first_name: "Ada".to_owned(),
        last_name: "Stone".to_owned(),
        email: "ada@example.test".to_owned(),
        role: Role::Evaluated,
        default_worker_tag: String::new(),
        permissions: Permissions { schedules_jobs: true, shares_dcm_for_execution: true, ..user.permissions },
        default_credential_id: String::new(),
        is_account_locked: true,
        is_active: false,
        is_validated: false,
        time_zone: String::new(),
        language: "de-de".to_owned(),
        ..user
    };
    let changes_too_much = move |user: User| User {
        id: Id::from_parts(9, [9; 5], 9),
        created_at: Timestamp::UNIX_EPOCH,
        last_login_at: None,
        ..edit(user)
    };
    let stored = update(store, old.id, changes_too_much).await.expect("a good update");
    assert_eq!(stored, edit(old.clone()), "id, date of creation and last sign-in stay");
    assert_eq!(find(store, old.id).await, Some(stored));
    assert_eq!(names(store, UserFilter { first_name: Some("ada".to_owned()), ..UserFilter::default() }).await, ["Ada"]);
}

async fn a_refused_update_changes_nothing(store: &Store) {
    let nobody = somebody(1, Role::Viewer).user.id;
    assert!(matches!(update(store, nobody, |user| user).await, Err(UpdateUserError::UnknownUser)));
    assert!(matches!(deactivate(store, nobody).await, Err(DeactivateUserError::UnknownUser)));
    assert!(matches!(remove(store, nobody).await, Err(RemoveUserError::UnknownUser)));
    let (first, second) = (somebody(2, Role::Viewer), with_key(somebody(3, Role::Viewer)));
    add(store, &first).await;
    add(store, &second).await;
    let taken = first.user.email;
    let edit = move |user: User| User { email: taken.clone(), is_api_enabled: false, ..user };
    assert!(update(store, second.user.id, edit).await.is_err());
    assert_eq!(find(store, second.user.id).await.as_ref(), Some(&second.user));
    assert!(access(store, second.user.id).await.expect("known").is_open);
}

async fn a_key_pair_comes_and_goes_with_api_access(store: &Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    add(store, &somebody).await;
    let known = async |key: String| api_client(store, key).await.is_some();
    let (own, spare) = (format!("key of {id}"), format!("spare of {id}"));
    update(store, id, |user| user).await.expect("a good update");
    assert!(known(own.clone()).await && !known(spare.clone()).await, "access stays on, the pair stays");
    update(store, id, |user| User { is_api_enabled: false, ..user }).await.expect("a good update");
    assert!(!known(own.clone()).await && !known(spare.clone()).await);
    let no_key = || Err(NoKeyPair("no randomness".into()));
    let on = |user: User| User { is_api_enabled: true, ..user };
    let refused = store.write(move |tx| users::update(tx, &Update { id, edit: &on, new_key: &no_key }, by())).await;
    assert!(matches!(refused, Err(UpdateUserError::NoKeyPair(_))));
    update(store, id, on).await.expect("a good update");
    assert!(!known(own).await && known(spare).await, "switched on again there is another pair");
}

async fn access_follows_every_change_at_once(store: &Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    assert_eq!(access(store, id).await, None);
    add(store, &somebody).await;
    let mut before = access(store, id).await.expect("known");
    // What is done, whether tokens die, whether access is open afterwards.
    let steps: [(Step, bool, bool); 9] = [
        (|user| User { first_name: "Other".to_owned(), ..user }, false, true),
        (|user| User { role: Role::Curator, ..user }, false, true),
        (|user| User { role: Role::NoAccess, ..user }, true, true),
        (|user| User { is_account_locked: true, ..user }, true, false),
        (|user| User { is_account_locked: false, ..user }, false, true),
        (|user| User { is_active: false, ..user }, true, false),
        (|user| User { is_active: true, ..user }, false, true),
        (|user| User { is_api_enabled: false, ..user }, true, false),
        (|user| User { is_api_enabled: true, ..user }, true, true),
    ];
    // Somebody else must be able to govern while this one goes through it.
    add(store, &people::somebody(2, Role::Curator)).await;
    for (number, (step, ends_tokens, is_open)) in steps.into_iter().enumerate() {
        let user = update(store, id, step).await.expect("a good update");
        let after = access(store, id).await.expect("known");
        assert_eq!(after.key_generation > before.key_generation, ends_tokens, "tokens after step {number}");
        assert_eq!(after.is_open, is_open, "access after step {number}");
        assert_eq!(after.role, user.role, "role after step {number}");
        before = after;
    }
    deactivate(store, id).await.expect("somebody active");
    let after = access(store, id).await.expect("known");
    assert!(!after.is_open && after.key_generation > before.key_generation);
    deactivate(store, id).await.expect("doing it again is not an error");
    assert_eq!(access(store, id).await, Some(after), "and changes nothing");
    remove(store, id).await.expect("somebody known");
    assert_eq!(access(store, id).await, None);
}

async fn the_last_acting_curator_stays(store: &Store) {
    let (first, second) = (somebody(1, Role::Curator), somebody(2, Role::Curator));
    add(store, &first).await;
    let id = first.user.id;
    let steps: [Step; 3] = [
        |user| User { role: Role::Artisan, ..user },
        |user| User { is_active: false, ..user },
        |user| User { is_account_locked: true, ..user },
    ];
    for step in steps {
        assert!(matches!(update(store, id, step).await, Err(UpdateUserError::LastCurator)));
    }
    assert!(matches!(deactivate(store, id).await, Err(DeactivateUserError::LastCurator)));
    assert!(matches!(remove(store, id).await, Err(RemoveUserError::LastCurator)));
    assert_eq!(find(store, id).await.as_ref(), Some(&first.user));
    add(store, &second).await;
    deactivate(store, id).await.expect("there is another one");
    assert!(matches!(remove(store, second.user.id).await, Err(RemoveUserError::LastCurator)));
    remove(store, id).await.expect("an inactive Curator governs nothing");
}

async fn a_removed_user_is_gone_with_everything(store: &Store) {
    let somebody = with_key(somebody(1, Role::Artisan));
    let id = somebody.user.id;
    let mail =
        Mail { id: IdGenerator::new([1; 5], 0).next(noon()), user_id: id, kind: MailKind::Welcome, created_at: noon() };
    let new = somebody.clone();
    let added = store.write(move |tx| users::create(tx, &new, Some(&mail), by())).await;
    added.expect("somebody new");
    remove(store, id).await.expect("somebody known");
    assert_eq!(find(store, id).await, None);
    assert!(api_client(store, format!("key of {id}")).await.is_none());
    assert_eq!(mails(store).await, []);
    assert!(account(store, id).await.is_none());
    add(store, &somebody).await;
}

async fn mails_wait_in_order(store: &Store) {
    let somebody = somebody(1, Role::Artisan);
    let ids = IdGenerator::new([1; 5], 0);
    let mail = |seconds: i64, kind: MailKind| {
        let created_at = noon() + SignedDuration::from_secs(seconds);
        Mail { id: ids.next(created_at), user_id: somebody.user.id, kind, created_at }
    };
    let (first, second) = (mail(0, MailKind::Welcome), mail(5, MailKind::PasswordReset));
    let waiting = vec![first.clone(), second.clone()];
    let added = store.write(move |tx| users::create(tx, &somebody, Some(&first), by())).await;
    added.expect("somebody new");
    store.write(move |tx| outbox::queue(tx, &second, by())).await.expect("the store works");
    assert_eq!(mails(store).await, waiting);
}

async fn seeding_happens_once(store: &Store) {
    let fact = |name: &str, value: &str| Fact { name: name.to_owned(), value: value.to_owned() };
    let known = somebody(1, Role::Curator);
    add(store, &known).await;
    let mut same_address = somebody(2, Role::Viewer);
    same_address.user.email = known.user.email.to_uppercase();
    let seed =
        Seed { facts: vec![fact("a", "1"), fact("b", "2")], users: vec![same_address, somebody(3, Role::Viewer)] };
    assert_eq!(noted(store, "a").await, None);
    assert_eq!(plant(store, seed).await, SeedOutcome::Added(1));
    assert_eq!(noted(store, "a").await.as_deref(), Some("1"));
    let again = Seed { facts: vec![fact("c", "3"), fact("b", "4")], users: vec![somebody(4, Role::Viewer)] };
    assert_eq!(plant(store, again).await, SeedOutcome::Already);
    assert_eq!(noted(store, "c").await, None, "all or nothing");
    assert_eq!(names(store, UserFilter::default()).await, ["Zoë1", "Zoë3"]);
}

async fn plant(store: &Store, seed: Seed) -> SeedOutcome {
    store.write(move |tx| seed::plant(tx, &seed)).await.expect("the store works")
}
