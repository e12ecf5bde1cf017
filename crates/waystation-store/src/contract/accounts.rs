//! What lets people in: versions, passwords, key pairs, sessions.

use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Timestamp};

use super::people::{
    Step, access, account, add, api_client, by, deactivate, find, key_pair, look, noon, remove, somebody,
};
use super::people::{update, with_key};
use crate::users::{
    self, ProfileUpdate, ReactivateUserError, RollKeysError, SetPasswordError, Update, UpdateProfileError,
    UpdateVersionError,
};
use crate::{
    AccountName, ApiKey, Beginning, FirstStep, Id, NewPassword, Role, Session, SessionHash, SessionWithOwner, Store,
    User, sessions,
};

pub(super) async fn hold(empty_store: &impl AsyncFn() -> Store) {
    an_account_is_found_by_its_address_in_any_case(&empty_store().await).await;
    an_update_of_another_version_is_refused(&empty_store().await).await;
    a_profile_is_updated_in_parts(&empty_store().await).await;
    somebody_switched_off_can_be_switched_on(&empty_store().await).await;
    another_password_ends_all_sessions(&empty_store().await).await;
    another_key_pair_ends_the_old_one_and_its_tokens(&empty_store().await).await;
    sessions_come_and_go(&empty_store().await).await;
    sessions_end_with_what_lets_their_owner_in(&empty_store().await).await;
}

async fn an_account_is_found_by_its_address_in_any_case(store: &Store) {
    let mut somebody = with_key(somebody(1, Role::Artisan));
    somebody.first_step = FirstStep::Introduction;
    add(store, &somebody).await;
    let by_email = AccountName::Email(somebody.user.email.to_uppercase());
    let found = look(store, move |rows| rows.users().account(&by_email)).await.expect("somebody known");
    assert!(found.user == somebody.user && found.api_key == somebody.api_key);
    assert_eq!((found.first_step, found.password_set_at, found.last_token_at), (FirstStep::Introduction, None, None));
    let nobody = AccountName::Email("nobody@example.test".to_owned());
    assert!(look(store, move |rows| rows.users().account(&nobody)).await.is_none());
    note_token(store, somebody.user.id).await;
    assert_eq!(account(store, somebody.user.id).await.expect("known").last_token_at, Some(noon()));
}

async fn note_token(store: &Store, id: Id) {
    store.write(move |tx| tx.users_mut().note_token(id, noon())).await.expect("the store works");
}

async fn an_update_of_another_version_is_refused(store: &Store) {
    let somebody = somebody(1, Role::Viewer);
    add(store, &somebody).await;
    let id = somebody.user.id;
    let version = account(store, id).await.expect("known").version;
    let rename = async |name: &'static str| {
        let edit = |user| User { first_name: name.to_owned(), ..user };
        let new_key = || Ok(key_pair("spare"));
        let update = move |tx: &mut dyn crate::Transaction| {
            users::update_version(tx, version, &Update { id, edit: &edit, new_key: &new_key }, by())
        };
        store.write(update).await
    };
    rename("First").await.expect("the version that was edited");
    assert!(account(store, id).await.expect("known").version > version);
    assert!(matches!(rename("Second").await, Err(UpdateVersionError::Changed)));
    assert_eq!(find(store, id).await.expect("known").first_name, "First");
}

async fn a_profile_is_updated_in_parts(store: &Store) {
    let somebody = somebody(1, Role::Viewer);
    add(store, &somebody).await;
    let id = somebody.user.id;
    let set = async |edited_version: u64, language: &str| {
        let language = Some(language.to_owned());
        let profile =
            ProfileUpdate { id, edited_version, first_name: None, last_name: None, time_zone: None, language };
        store.write(move |tx| users::update_profile(tx, &profile, by())).await
    };
    let stored = set(1, "de-de").await.expect("the version that was edited");
    assert_eq!(stored, User { language: "de-de".to_owned(), ..somebody.user });
    assert_eq!(find(store, id).await, Some(stored));
    assert!(matches!(set(1, "en-us").await, Err(UpdateProfileError::Changed)));
    remove(store, id).await.expect("somebody known");
    assert!(matches!(set(1, "en-us").await, Err(UpdateProfileError::UnknownUser)));
}

async fn somebody_switched_off_can_be_switched_on(store: &Store) {
    let somebody = with_key(somebody(1, Role::Viewer));
    add(store, &somebody).await;
    let id = somebody.user.id;
    deactivate(store, id).await.expect("somebody active");
    for _ in ["once", "again"] {
        store.write(move |tx| users::reactivate(tx, id, by())).await.expect("somebody known");
        assert_eq!(find(store, id).await.as_ref(), Some(&somebody.user));
    }
    remove(store, id).await.expect("somebody known");
    let refused = store.write(move |tx| users::reactivate(tx, id, by())).await;
    assert!(matches!(refused, Err(ReactivateUserError::UnknownUser)));
}

fn session(user: &User, number: u8, made_at: Timestamp) -> Session {
    Session {
        hash: [number; 32],
        user_id: user.id,
        made_at,
        seen_at: made_at,
        address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, number)),
        agent: "Browser".to_owned(),
    }
}

async fn begin(store: &Store, session: &Session, why: Beginning) {
    begin_and_forget(store, session, why, Timestamp::UNIX_EPOCH).await;
}

async fn begin_and_forget(store: &Store, session: &Session, why: Beginning, forgotten_before: Timestamp) {
    let session = session.clone();
    let begun = store.write(move |tx| sessions::begin(tx, &session, why, forgotten_before)).await;
    begun.expect("the store works");
}

async fn signed_in(store: &Store, hash: SessionHash) -> Option<SessionWithOwner> {
    look(store, move |rows| sessions::find(rows, &hash)).await
}

async fn numbers(store: &Store, user_id: Id) -> Vec<u8> {
    let sessions = look(store, move |rows| rows.sessions().list(user_id)).await;
    sessions.iter().map(|session| session.hash[0]).collect()
}

async fn set_password(store: &Store, id: Id) -> Result<(), SetPasswordError> {
    let password = NewPassword { hash: "$argon2id$other".to_owned(), first_step: FirstStep::Password };
    store.write(move |tx| users::set_password(tx, id, &password, by())).await
}

async fn roll_keys(store: &Store, id: Id, pair: ApiKey) -> Result<(), RollKeysError> {
    store.write(move |tx| users::roll_keys(tx, id, &pair, by())).await
}

async fn another_password_ends_all_sessions(store: &Store) {
    let somebody = somebody(1, Role::Viewer);
    add(store, &somebody).await;
    let id = somebody.user.id;
    begin(store, &session(&somebody.user, 1, noon()), Beginning::SignIn).await;
    set_password(store, id).await.expect("somebody known");
    let after = account(store, id).await.expect("known");
    assert_eq!(after.password_hash.as_deref(), Some("$argon2id$other"));
    assert_eq!((after.first_step, after.password_set_at), (FirstStep::Password, Some(noon())));
    assert_eq!(numbers(store, id).await, [0; 0]);
    remove(store, id).await.expect("somebody known");
    assert!(matches!(set_password(store, id).await, Err(SetPasswordError::UnknownUser)));
}

async fn another_key_pair_ends_the_old_one_and_its_tokens(store: &Store) {
    let (owner, other) = (with_key(somebody(1, Role::Artisan)), somebody(2, Role::Artisan));
    add(store, &owner).await;
    add(store, &other).await;
    let id = owner.user.id;
    let before = access(store, id).await.expect("known");
    note_token(store, id).await;
    roll_keys(store, id, key_pair("another")).await.expect("somebody with a pair");
    let known = async |key: String| api_client(store, key).await.is_some();
    assert!(known("another".to_owned()).await && !known(format!("key of {id}")).await);
    assert!(access(store, id).await.expect("known").key_generation > before.key_generation);
    assert_eq!(account(store, id).await.expect("known").last_token_at, None, "none for this pair");
    let refused = roll_keys(store, other.user.id, key_pair("new")).await;
    assert!(matches!(refused, Err(RollKeysError::ApiAccessOff)));
    remove(store, id).await.expect("somebody known");
    assert!(matches!(roll_keys(store, id, key_pair("new")).await, Err(RollKeysError::UnknownUser)));
}

async fn note_use(store: &Store, hash: SessionHash, at: Timestamp) {
    store.write(move |tx| tx.sessions_mut().note_use(&hash, at)).await.expect("the store works");
}

async fn sessions_come_and_go(store: &Store) {
    let somebody = somebody(1, Role::Viewer);
    add(store, &somebody).await;
    let id = somebody.user.id;
    let later = |seconds: i64| noon() + SignedDuration::from_secs(seconds);
    begin(store, &session(&somebody.user, 1, later(60)), Beginning::SignIn).await;
    assert_eq!(find(store, id).await.expect("known").last_login_at, Some(later(60)));
    begin(store, &session(&somebody.user, 2, later(120)), Beginning::Renewal).await;
    assert_eq!(find(store, id).await.expect("known").last_login_at, Some(later(60)), "nobody signed in");
    assert_eq!(numbers(store, id).await, [2, 1], "latest first");
    note_use(store, [1; 32], later(90)).await;
    note_use(store, [1; 32], later(80)).await;
    let found = signed_in(store, [1; 32]).await.expect("a session");
    assert_eq!((found.session.seen_at, found.user.id, found.first_step), (later(90), id, FirstStep::None));
    for hash in [[1; 32], [9; 32]] {
        store.write(move |tx| sessions::end(tx, &hash, by())).await.expect("one that is not there is not an error");
    }
    assert!(signed_in(store, [1; 32]).await.is_none());
    for number in 3..6 {
        begin(store, &session(&somebody.user, number, later(130)), Beginning::SignIn).await;
    }
    store.write(move |tx| sessions::end_all(tx, id, Some(&[4; 32]), by())).await.expect("the store works");
    assert_eq!(numbers(store, id).await, [4]);
    begin_and_forget(store, &session(&somebody.user, 6, later(999)), Beginning::SignIn, later(131)).await;
    assert_eq!(numbers(store, id).await, [6], "old ones are forgotten");
}

async fn sessions_end_with_what_lets_their_owner_in(store: &Store) {
    add(store, &somebody(9, Role::Curator)).await;
    let steps: [Step; 2] = [|user| User { is_active: false, ..user }, |user| User { is_account_locked: true, ..user }];
    for (number, step) in (1..).zip(steps) {
        let somebody = somebody(u32::from(number), Role::Curator);
        add(store, &somebody).await;
        begin(store, &session(&somebody.user, number, noon()), Beginning::SignIn).await;
        update(store, somebody.user.id, step).await.expect("a good update");
        assert!(signed_in(store, [number; 32]).await.is_none(), "step {number}");
        assert_eq!(numbers(store, somebody.user.id).await, [0; 0]);
    }
    for number in [3, 4] {
        let somebody = somebody(u32::from(number), Role::Viewer);
        add(store, &somebody).await;
        begin(store, &session(&somebody.user, number, noon()), Beginning::SignIn).await;
        if number == 3 {
            deactivate(store, somebody.user.id).await.expect("somebody active");
        } else {
            remove(store, somebody.user.id).await.expect("somebody known");
        }
        assert!(signed_in(store, [number; 32]).await.is_none(), "{number}");
    }
}
