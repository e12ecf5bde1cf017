//! Lists in pieces, settings, and who changed what.

use std::net::{IpAddr, Ipv4Addr};

use jiff::SignedDuration;

use super::people::{add, by, key_pair, look, noon, scan, somebody, update_as, with_key};
use crate::{
    Actor, AuditEntry, AuditFilter, AuditKind, AuditPiece, Beginning, FirstStep, Id, Mail, MailKind, NewPassword, Note,
    Role, Session, SettingEdit, Store, StoredSetting, User, UserFilter, UserOrder, UserSearch, UserSums, VersionedUser,
    Via, audit, outbox, sessions, settings, users,
};

pub(super) async fn hold(empty_store: &impl AsyncFn() -> Store) {
    people_are_found_in_pieces(&empty_store().await).await;
    people_are_sorted(&empty_store().await).await;
    settings_say_who_set_them(&empty_store().await).await;
    every_change_stands_in_the_audit_list(&empty_store().await).await;
    the_audit_list_is_narrowed_by_every_filter(&empty_store().await).await;
}

async fn names(store: &Store, search: UserSearch) -> Vec<String> {
    let counting = search.clone();
    let counted = scan(store, move |rows| rows.users().count(&counting)).await;
    let found = page(store, search).await;
    assert_eq!(usize::try_from(counted), Ok(found.len()), "whole lists are asked for here");
    found.into_iter().map(|found| found.user.first_name).collect()
}

async fn page(store: &Store, search: UserSearch) -> Vec<VersionedUser> {
    scan(store, move |rows| rows.users().page(&search)).await
}

fn all() -> UserSearch {
    UserSearch { limit: 10, ..UserSearch::default() }
}

async fn people_are_found_in_pieces(store: &Store) {
    for number in 0..6 {
        let mut new_user = somebody(number, if number < 2 { Role::Curator } else { Role::Viewer });
        new_user.user.is_active = number != 4;
        new_user.user.is_account_locked = number == 5;
        add(store, &if number == 3 { with_key(new_user) } else { new_user }).await;
    }
    let sums = UserSums { count: 6, active_count: 5, api_count: 1 };
    assert_eq!(scan(store, |rows| rows.users().sums()).await, sums);
    let piece = UserSearch { offset: 2, limit: 3, ..all() };
    let counting = piece.clone();
    assert_eq!(scan(store, move |rows| rows.users().count(&counting)).await, 6);
    let piece = page(store, piece).await;
    assert_eq!(piece[0].version, 1);
    let first_names: Vec<&str> = piece.iter().map(|found| found.user.first_name.as_str()).collect();
    assert_eq!(first_names, ["Zoë2", "Zoë3", "Zoë4"]);
    let text = |text: &str| UserSearch { text: Some(text.to_owned()), ..all() };
    assert_eq!(names(store, text("OË3")).await, ["Zoë3"], "a part of the name in any case");
    assert_eq!(names(store, text("zoë1 öhl")).await, ["Zoë1"], "both names");
    assert_eq!(names(store, text("ë.2@exam")).await, ["Zoë2"], "the address");
    assert_eq!(names(store, text("%")).await, [""; 0], "no pattern");
    let viewers = UserFilter { role: Some(Role::Viewer), ..UserFilter::default() };
    assert_eq!(names(store, UserSearch { filter: viewers, ..text("zoë") }).await.len(), 4);
    assert_eq!(names(store, UserSearch { is_api_enabled: Some(true), ..all() }).await, ["Zoë3"]);
    assert_eq!(names(store, UserSearch { is_account_locked: Some(true), ..all() }).await, ["Zoë5"]);
    let inactive = UserFilter { is_active: Some(false), ..UserFilter::default() };
    assert_eq!(names(store, UserSearch { filter: inactive, ..all() }).await, ["Zoë4"]);
    let whole = UserFilter {
        email: Some("ZOË.1@example.test".to_owned()),
        first_name: Some("zoë1".to_owned()),
        last_name: Some("ÖHLUND1".to_owned()),
        created_from: Some(noon()),
        created_to: Some(noon()),
        ..UserFilter::default()
    };
    assert_eq!(names(store, UserSearch { filter: whole, ..all() }).await, ["Zoë1"]);
}

async fn people_are_sorted(store: &Store) {
    for (number, role, first_name, email, seen_after) in [
        (1, Role::Member, "cora", "x@example.test", Some(5)),
        (2, Role::Curator, "Ada", "z@example.test", None),
        (3, Role::NoAccess, "Bea", "Y@example.test", Some(9)),
    ] {
        let mut new_user = somebody(number, role);
        first_name.clone_into(&mut new_user.user.first_name);
        email.clone_into(&mut new_user.user.email);
        new_user.user.last_login_at = seen_after.map(|seconds| noon() + SignedDuration::from_secs(seconds));
        new_user.user.created_at = noon() + SignedDuration::from_secs(i64::from(number));
        new_user.user.is_active = number != 2;
        new_user.user.is_account_locked = number == 1;
        add(store, &new_user).await;
    }
    for (order, expected) in [
        (UserOrder::Name, ["Ada", "Bea", "cora"]),
        (UserOrder::Email, ["cora", "Bea", "Ada"]),
        (UserOrder::Role, ["Bea", "cora", "Ada"]),
        (UserOrder::LastLogin, ["Ada", "cora", "Bea"]),
        (UserOrder::Created, ["cora", "Ada", "Bea"]),
        (UserOrder::Status, ["Bea", "cora", "Ada"]),
    ] {
        assert_eq!(names(store, UserSearch { order, ..all() }).await, expected, "{order:?}");
        let mut turned = expected;
        turned.reverse();
        assert_eq!(names(store, UserSearch { order, is_descending: true, ..all() }).await, turned, "{order:?}");
    }
}

async fn settings_say_who_set_them(store: &Store) {
    let ada = somebody(1, Role::Curator);
    add(store, &ada).await;
    assert_eq!(stored_settings(store).await, []);
    let by = Actor { user_id: Some(ada.user.id), ..by() };
    let edit = |name, value: &str| SettingEdit { name, value: value.to_owned(), initial: "60".to_owned() };
    let set = async |edits: Vec<SettingEdit>| {
        store.write(move |tx| settings::change(tx, &edits, by)).await.expect("the store works");
    };
    set(vec![edit("life", "60"), edit("limit", "5")]).await;
    let stored = stored_settings(store).await;
    assert_eq!(stored.len(), 1, "what held already is not set");
    let limit = &stored[0];
    assert_eq!((limit.name.as_str(), limit.value.as_str(), limit.set_at), ("limit", "5", noon()));
    assert_eq!(limit.set_by, "Zoë1 Öhlund1");
    set(vec![edit("limit", "60")]).await;
    assert_eq!(stored_settings(store).await[0].value, "60");
}

async fn stored_settings(store: &Store) -> Vec<StoredSetting> {
    look(store, |rows| rows.settings().list()).await
}

async fn piece(store: &Store, filter: AuditFilter) -> AuditPiece {
    scan(store, move |rows| rows.audit().piece(&filter)).await
}

async fn entries(store: &Store, filter: AuditFilter) -> Vec<AuditEntry> {
    piece(store, AuditFilter { limit: 100, ..filter }).await.entries
}

async fn note(store: &Store, note: Note, by: Actor) {
    store.write(move |tx| audit::append(tx, &note, by)).await.expect("the store works");
}

/// An entry in one line.
fn line(entry: &AuditEntry) -> String {
    let AuditEntry { who, via, kind, subject, field, from, to, .. } = entry;
    let line = format!("{who}|{}|{}|{subject}|{field}|{from}|{to}", via.name(), kind.name());
    line.trim_end_matches('|').to_owned()
}

/// Signs somebody in three times, out once, and ends the rest.
async fn sign_in_and_out(store: &Store, id: Id, itself: Actor) {
    for number in [1, 2, 3] {
        let session = Session {
            hash: [number; 32],
            user_id: id,
            made_at: noon(),
            seen_at: noon(),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            agent: String::new(),
        };
        let begun = store.write(move |tx| sessions::begin(tx, &session, Beginning::SignIn, noon())).await;
        begun.expect("the store works");
    }
    store.write(move |tx| sessions::end(tx, &[1; 32], itself)).await.expect("the store works");
    store.write(move |tx| sessions::end_all(tx, id, None, itself)).await.expect("the store works");
}

async fn every_change_stands_in_the_audit_list(store: &Store) {
    let (ada, bea) = (somebody(1, Role::Curator), with_key(somebody(2, Role::Viewer)));
    add(store, &ada).await;
    let address = Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));
    let by = Actor { user_id: Some(ada.user.id), via: Via::Api, address, at: noon() };
    let id = bea.user.id;
    let itself = Actor { user_id: Some(id), ..by };
    store.write(move |tx| users::create(tx, &bea, None, by)).await.expect("somebody new");
    let edit = |user| User {
        last_name: "Stone".to_owned(),
        role: Role::Member,
        is_api_enabled: false,
        is_account_locked: true,
        ..user
    };
    update_as(store, id, edit, by).await.expect("a good update");
    let edit = |user| User { is_api_enabled: true, is_account_locked: false, ..user };
    update_as(store, id, edit, by).await.expect("a good update");
    let pair = key_pair("another");
    store.write(move |tx| users::roll_keys(tx, id, &pair, itself)).await.expect("somebody with a pair");
    for by in [by, itself] {
        let password = NewPassword { hash: "$argon2id$secret".to_owned(), first_step: FirstStep::None };
        store.write(move |tx| users::set_password(tx, id, &password, by)).await.expect("somebody known");
    }
    sign_in_and_out(store, id, itself).await;
    let mail = Mail { id, user_id: id, kind: MailKind::PasswordReset, created_at: noon() };
    store.write(move |tx| outbox::queue(tx, &mail, by)).await.expect("the store works");
    let refused = Note { subject: "eve@example.test".to_owned(), ..Note::of(AuditKind::SignInRefused) };
    note(store, refused, Actor { user_id: None, via: Via::Ui, ..by }).await;
    for _ in ["once", "again"] {
        store.write(move |tx| users::deactivate(tx, id, by)).await.expect("somebody known");
    }
    store.write(move |tx| users::remove(tx, id, by)).await.expect("somebody known");
    let mut lines: Vec<String> = entries(store, AuditFilter::default()).await.iter().map(line).collect();
    lines.reverse();
    let expected = "\
        |server|user_created|Zoë1 Öhlund1|role||Curator
        Zoë1 Öhlund1|api|user_created|Zoë2 Öhlund2|role||Viewer
        Zoë1 Öhlund1|api|role_changed|Zoë2 Stone|role|Viewer|Member
        Zoë1 Öhlund1|api|api_access_taken|Zoë2 Stone|is_api_enabled|true|false
        Zoë1 Öhlund1|api|locked|Zoë2 Stone|is_account_locked|false|true
        Zoë1 Öhlund1|api|user_changed|Zoë2 Stone|last_name|Öhlund2|Stone
        Zoë1 Öhlund1|api|api_access_given|Zoë2 Stone|is_api_enabled|false|true
        Zoë1 Öhlund1|api|unlocked|Zoë2 Stone|is_account_locked|true|false
        Zoë2 Stone|api|keys_rolled|Zoë2 Stone
        Zoë1 Öhlund1|api|password_reset|Zoë2 Stone
        Zoë2 Stone|api|password_changed|Zoë2 Stone
        Zoë2 Stone|ui|signed_in|Zoë2 Stone
        Zoë2 Stone|ui|signed_in|Zoë2 Stone
        Zoë2 Stone|ui|signed_in|Zoë2 Stone
        Zoë2 Stone|api|signed_out|Zoë2 Stone
        Zoë2 Stone|api|sessions_ended|Zoë2 Stone||2
        Zoë1 Öhlund1|api|password_mail_queued|Zoë2 Stone
        |ui|sign_in_refused|eve@example.test
        Zoë1 Öhlund1|api|deactivated|Zoë2 Stone|is_active|true|false
        Zoë1 Öhlund1|api|user_deleted|Zoë2 Stone|email|Zoë.2@example.test";
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(lines, expected);
}

async fn the_audit_list_is_narrowed_by_every_filter(store: &Store) {
    let ada = somebody(1, Role::Curator);
    add(store, &ada).await;
    for number in 0..5 {
        let by = Actor {
            user_id: (number == 3).then_some(ada.user.id),
            via: Via::Ui,
            address: Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, number))),
            at: noon() + SignedDuration::from_secs(i64::from(number)),
        };
        let refused = Note { subject: format!("Žofie{number}"), ..Note::of(AuditKind::SignInRefused) };
        note(store, refused, by).await;
    }
    let subjects =
        async |filter| -> Vec<String> { entries(store, filter).await.into_iter().map(|entry| entry.subject).collect() };
    let nothing = AuditFilter::default;
    let search = |text: &str| AuditFilter { search: Some(text.to_owned()), ..nothing() };
    assert_eq!(subjects(search("ŽOFIE4")).await, ["Žofie4"]);
    assert_eq!(subjects(search("192.0.2.2")).await, ["Žofie2"]);
    assert_eq!(subjects(AuditFilter { kind: Some(AuditKind::UserCreated), ..nothing() }).await, ["Zoë1 Öhlund1"]);
    assert_eq!(subjects(AuditFilter { who_id: Some(ada.user.id), ..nothing() }).await, ["Žofie3"]);
    assert_eq!(subjects(AuditFilter { subject_id: Some(ada.user.id), ..nothing() }).await, ["Zoë1 Öhlund1"]);
    let from = Some(noon() + SignedDuration::from_secs(3));
    assert_eq!(subjects(AuditFilter { from, ..nothing() }).await, ["Žofie4", "Žofie3"], "latest first");
    let piece = piece(store, AuditFilter { from, offset: 1, limit: 1, ..nothing() }).await;
    assert_eq!((piece.entries.len(), piece.total, piece.count, piece.since), (1, 2, 6, Some(noon())));
}
