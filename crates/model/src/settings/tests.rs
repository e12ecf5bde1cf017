use serde_json::json;

use super::*;

#[test]
fn a_proxy_that_was_stored_before_its_authentication_had_a_switch_keeps_it() {
    let read = |stored| serde_json::from_value::<ProxySetting>(stored).unwrap();
    assert!(read(json!({"username": "ada"})).is_authenticated);
    assert!(!read(json!({"username": ""})).is_authenticated);
    assert!(!read(json!({"username": "ada", "is_authenticated": false})).is_authenticated);
    assert_eq!(read(json!({})), ProxySetting::default());
}
