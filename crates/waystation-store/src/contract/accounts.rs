//! What lets people in: versions, passwords, key pairs, sessions.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Step, access, account, by, create, find, key_pair, noon, somebody, unchanged, with_key};
use crate::{
    AccountName, Beginning, ChangeUserError, FirstStep, Id, NewPassword, Role, RollKeysError, Session, Store, User,
    UserEdit,
};

pub(super) async fn hold(empty_store: &impl AsyncFn() -> Arc<dyn Store>) {
    an_account_is_found_by_its_address_in_any_case(&*empty_store().await).await;
    an_edit_of_another_version_is_refused(&*empty_store().await).await;
    another_password_ends_all_sessions(&*empty_store().await).await;
    another_key_pair_ends_the_old_one_and_its_tokens(&*empty_store().await).await;
    sessions_come_and_go(&*empty_store().await).await;
    sessions_end_with_what_lets_their_owner_in(&*empty_store().await).await;
}

async fn an_account_is_found_by_its_address_in_any_case(store: &dyn Store) {
    let mut somebody = with_key(somebody(1, Role::Artisan));
    somebody.first_step = FirstStep::Introduction;
    create(store, &somebody).await;
    let by_email = AccountName::Email(somebody.user.email.to_uppercase());
    let found = store.account(by_email).await.expect("the store works").expect("somebody known");
    assert!(found.user == somebody.user && found.api_key == somebody.api_key);
    assert_eq!((found.first_step, found.password_set_at, found.last_token_at), (FirstStep::Introduction, None, None));
    let nobody = AccountName::Email("nobody@example.test".to_owned());
    assert!(store.account(nobody).await.expect("the store works").is_none());
    store.note_token(somebody.user.id, noon()).await.expect("the store works");
    assert_eq!(account(store, somebody.user.id).await.expect("known").last_token_at, Some(noon()));
}

async fn an_edit_of_another_version_is_refused(store: &dyn Store) {
    let somebody = somebody(1, Role::Viewer);
    create(store, &somebody).await;
    let id = somebody.user.id;
    let version = account(store, id).await.expect("known").version;
    let edit =
        |name: &str| UserEdit { if_version: Some(version), first_name: name.to_owned(), ..unchanged(&somebody.user) };
    store.change_user(id, edit("First"), by()).await.expect("the version that was edited");
    assert!(account(store, id).await.expect("known").version > version);
    assert!(matches!(store.change_user(id, edit("Second"), by()).await, Err(ChangeUserError::Changed)));
    assert_eq!(find(store, id).await.expect("known").first_name, "First");
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

async fn begin(store: &dyn Store, session: &Session, why: Beginning) {
    store.begin_session(session.clone(), why, Timestamp::UNIX_EPOCH).await.expect("the store works");
}

async fn numbers(store: &dyn Store, user_id: Id) -> Vec<u8> {
    store.sessions(user_id).await.expect("the store works").iter().map(|session| session.hash[0]).collect()
}

async fn another_password_ends_all_sessions(store: &dyn Store) {
    let somebody = somebody(1, Role::Viewer);
    create(store, &somebody).await;
    let id = somebody.user.id;
    begin(store, &session(&somebody.user, 1, noon()), Beginning::SignIn).await;
    let password = NewPassword { hash: "$argon2id$other".to_owned(), first_step: FirstStep::Password };
    store.set_password(id, password.clone(), by()).await.expect("somebody known");
    let after = account(store, id).await.expect("known");
    assert_eq!(after.password_hash.as_deref(), Some("$argon2id$other"));
    assert_eq!((after.first_step, after.password_set_at), (FirstStep::Password, Some(noon())));
    assert_eq!(numbers(store, id).await, [0; 0]);
    store.remove_user(id, by()).await.expect("somebody known");
    assert!(matches!(store.set_password(id, password, by()).await, Err(ChangeUserError::UnknownUser)));
}

async fn another_key_pair_ends_the_old_one_and_its_tokens(store: &dyn Store) {
    let (owner, other) = (with_key(somebody(1, Role::Artisan)), somebody(2, Role::Artisan));
    create(store, &owner).await;
    create(store, &other).await;
    let id = owner.user.id;
    let before = access(store, id).await.expect("known");
    store.note_token(id, noon()).await.expect("the store works");
    store.roll_keys(id, key_pair("another"), by()).await.expect("somebody with a pair");
    let known = async |key: String| store.api_client(key).await.expect("the store works").is_some();
    assert!(known("another".to_owned()).await && !known(format!("key of {id}")).await);
    assert!(access(store, id).await.expect("known").key_generation > before.key_generation);
    assert_eq!(account(store, id).await.expect("known").last_token_at, None, "none for this pair");
    let refused = store.roll_keys(other.user.id, key_pair("new"), by()).await;
    assert!(matches!(refused, Err(RollKeysError::ApiAccessOff)));
    store.remove_user(id, by()).await.expect("somebody known");
    assert!(matches!(store.roll_keys(id, key_pair("new"), by()).await, Err(RollKeysError::UnknownUser)));
}

async fn sessions_come_and_go(store: &dyn Store) {
    let somebody = somebody(1, Role::Viewer);
    create(store, &somebody).await;
    let id = somebody.user.id;
    let later = |seconds: i64| noon() + SignedDuration::from_secs(seconds);
    begin(store, &session(&somebody.user, 1, later(60)), Beginning::SignIn).await;
    assert_eq!(find(store, id).await.expect("known").last_login_at, Some(later(60)));
    begin(store, &session(&somebody.user, 2, later(120)), Beginning::Renewal).await;
    assert_eq!(find(store, id).await.expect("known").last_login_at, Some(later(60)), "nobody signed in");
    assert_eq!(numbers(store, id).await, [2, 1], "latest first");
    store.note_session([1; 32], later(90)).await.expect("the store works");
    store.note_session([1; 32], later(80)).await.expect("the store works");
    let found = store.session([1; 32]).await.expect("the store works").expect("a session");
    assert_eq!((found.session.seen_at, found.user.id, found.first_step), (later(90), id, FirstStep::None));
    store.end_session([1; 32], by()).await.expect("the store works");
    store.end_session([9; 32], by()).await.expect("one that is not there is no error");
    assert!(store.session([1; 32]).await.expect("the store works").is_none());
    for number in 3..6 {
        begin(store, &session(&somebody.user, number, later(130)), Beginning::SignIn).await;
    }
    store.end_sessions(id, Some([4; 32]), by()).await.expect("the store works");
    assert_eq!(numbers(store, id).await, [4]);
    store.begin_session(session(&somebody.user, 6, later(999)), Beginning::SignIn, later(131)).await.expect("it works");
    assert_eq!(numbers(store, id).await, [6], "old ones are forgotten");
}

async fn sessions_end_with_what_lets_their_owner_in(store: &dyn Store) {
    create(store, &somebody(9, Role::Curator)).await;
    let steps: [Step; 2] =
        [|edit| UserEdit { is_active: false, ..edit }, |edit| UserEdit { is_account_locked: true, ..edit }];
    for (number, step) in (1..).zip(steps) {
        let somebody = somebody(u32::from(number), Role::Curator);
        create(store, &somebody).await;
        begin(store, &session(&somebody.user, number, noon()), Beginning::SignIn).await;
        store.change_user(somebody.user.id, step(unchanged(&somebody.user)), by()).await.expect("a good edit");
        assert!(store.session([number; 32]).await.expect("the store works").is_none(), "step {number}");
        assert_eq!(numbers(store, somebody.user.id).await, [0; 0]);
    }
    for number in [3, 4] {
        let somebody = somebody(u32::from(number), Role::Viewer);
        create(store, &somebody).await;
        begin(store, &session(&somebody.user, number, noon()), Beginning::SignIn).await;
        if number == 3 {
            store.deactivate_user(somebody.user.id, by()).await.expect("somebody active");
        } else {
            store.remove_user(somebody.user.id, by()).await.expect("somebody known");
        }
        assert!(store.session([number; 32]).await.expect("the store works").is_none(), "{number}");
    }
}
