use super::{ROUTES, id_in, logged};

#[test]
fn an_id_is_one_segment() {
    assert_eq!(id_in("users/{id}/password", "users/66/password"), Some("66"));
    assert_eq!(id_in("users/{id}", "users/66"), Some("66"));
    assert_eq!(id_in("users", "users"), Some(""));
    for path in ["users/", "users/a/b", "users", "users/66/password/", "user/66"] {
        assert_eq!(id_in("users/{id}", path), None, "{path}");
    }
}

#[test]
fn what_is_logged_names_nobody() {
    assert_eq!(logged("/gallery/api/users/66"), Some("users/{id}"));
    assert_eq!(logged("/gallery/api/no/such"), Some("unknown"));
    assert_eq!(logged("/gallery/admin/users/66"), Some("/gallery"));
    assert_eq!(logged("/gallery"), Some("/gallery"));
    assert_eq!(logged("/gallery2"), None);
}

#[test]
fn every_route_stands_in_the_table_once() {
    for (place, route) in ROUTES.iter().enumerate() {
        let same = |other: &&super::Route| other.path == route.path && other.method == route.method;
        assert!(ROUTES[..place].iter().find(same).is_none(), "{} {}", route.method, route.path);
    }
}
