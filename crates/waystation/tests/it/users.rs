//! The operations on users.

use insta::{assert_json_snapshot, assert_snapshot};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::site::Site;

fn names(response: &crate::site::Response) -> Vec<String> {
    assert_eq!(response.status, 200, "{}", response.body);
    let users = response.json();
    users.as_array().unwrap().iter().map(|user| user["firstName"].as_str().unwrap().to_owned()).collect()
}

fn new_user(site: &Site) -> Value {
    let response =
        site.send("POST /v3/users", &json!({"firstName": "Ada", "lastName": "Stone", "email": "ada@example.test"}));
    assert_eq!(response.status, 201, "{}", response.body);
    response.json()
}

/// Sends the record of a user back with some members changed; `null` takes a member away.
fn put(site: &Site, user: &Value, changes: &Value) -> crate::site::Response {
    let mut body = user.clone();
    for (name, value) in changes.as_object().unwrap() {
        if value == "(missing)" {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    site.send(&format!("PUT /v3/users/{}", user["id"].as_str().unwrap()), &body)
}

fn complaints(response: &crate::site::Response) -> String {
    assert_eq!(response.status, 400, "{}", response.body);
    response.json()["modelState"].to_string()
}

#[test]
fn the_list_is_reduced_unless_the_full_view_is_asked_for() {
    let site = Site::started();
    let everybody = site.call("GET /v3/users").json();
    assert_eq!(everybody.as_array().unwrap().len(), 65);
    assert_json_snapshot!(everybody[1], @r#"
    {
      "id": "5cb50cbc73616d706c000001",
      "firstName": "Zoë",
      "lastName": "van den Berg",
      "email": "zoe.vandenberg@example.com",
      "isActive": true,
      "role": "Viewer",
      "dateCreated": "2019-04-15T22:59:08.11Z"
    }
    "#);
    for view in ["Full", "full", "FULL"] {
        assert_eq!(site.call(&format!("GET /v3/users?view={view}")).json()[1]["timeZone"], "Europe/Amsterdam");
    }
    assert!(site.call("GET /v3/users?view=Default").json()[1].get("timeZone").is_none());
}

#[test]
fn each_filter_narrows_the_list_and_all_must_hold() {
    let site = Site::started();
    let count = |query: &str| names(&site.call(&format!("GET /v3/users?{query}"))).len();
    assert_eq!(count("active=TRUE") + count("active=false"), 65);
    assert!(count("active=false") > 3);
    for role in ["NoAccess", "Viewer", "Member", "Artisan", "curator", "Evaluated"] {
        assert!(count(&format!("role={role}")) >= 3, "{role}");
    }
    assert!(count("role=Viewer&active=true") < count("role=Viewer"));
    assert_eq!(names(&site.call("GET /v3/users?email=ZOE.vandenberg@EXAMPLE.com")), ["Zoë"]);
    assert_eq!(names(&site.call("GET /v3/users?firstName=ZO%C3%8B")), ["Zoë"]);
    assert_eq!(names(&site.call("GET /v3/users?LASTNAME=van+den+berg")), ["Zoë"]);
    assert_eq!(count("email=example.com"), 0, "whole values");
    assert_eq!(count("firstName=Zo%C3%AB&lastName=Okafor"), 0);
}

#[test]
fn creation_times_are_inclusive_and_read_in_many_spellings() {
    let site = Site::started();
    let count = |query: &str| names(&site.call(&format!("GET /v3/users?{query}"))).len();
    let zoe = "2019-04-15T22:59:08.11Z";
    assert_eq!(count(&format!("createdAfter={zoe}&createdBefore={zoe}")), 1);
    assert_eq!(count("createdAfter=2019-04-15T22:59:08.111Z"), 63);
    assert_eq!(count("createdBefore=2019-04-16"), 2);
    assert_eq!(count("createdBefore=2019-04-15T22:59:09"), 2, "no offset is UTC");
    assert_eq!(count("createdBefore=2019-04-16T00:59:09%2B02:00"), 2);
    assert_eq!(count("createdBefore=2019-04-16T00:59:09+02:00"), 2, "an offset that was not encoded");
    assert_eq!(count("createdAfter=2031-01-01"), 0);
}

#[test]
fn placeholders_that_an_importer_left_are_told_by_parameter() {
    let site = Site::started();
    let query = "view=%3Cstring%3E&active=%3Cboolean%3E&role=%3Cstring%3E&createdAfter=%3CdateTime%3E";
    assert_json_snapshot!(site.call(&format!("GET /v3/users?{query}")).json(), @r#"
    {
      "message": "The request is invalid.",
      "modelState": {
        "view": [
          "The value of view is not one of Default, Full."
        ],
        "active": [
          "The value of active is not true or false."
        ],
        "role": [
          "The value of role is not one of NoAccess, Viewer, Member, Artisan, Curator, Evaluated."
        ],
        "createdAfter": [
          "The value of createdAfter is not a date and time of ISO 8601."
        ]
      }
    }
    "#);
}

#[test]
fn a_new_user_has_the_defaults_and_a_welcome_waits() {
    let site = Site::started();
    site.wait(SignedDuration::from_secs(1));
    let mut user = new_user(&site);
    assert_eq!(user["id"].as_str().unwrap().len(), 24);
    user["id"] = json!("ID");
    assert_snapshot!(user, @r#"{"id":"ID","firstName":"Ada","lastName":"Stone","email":"ada@example.test","role":"Evaluated","defaultWorkerTag":"","canScheduleJobs":false,"canPrioritizeJobs":false,"canAssignJobs":false,"canCreateCollections":false,"isApiEnabled":false,"defaultCredentialId":"","isAccountLocked":false,"isActive":true,"lastLoginDateTime":null,"isValidated":false,"sharedCredentialIds":[],"dataConnectionIds":[],"timeZone":"","language":"en-us","canCreateAndUpdateDcm":false,"canShareForExecutionDcm":false,"canShareForCollaborationDcm":false,"canManageGenericVaultsDcm":false}"#);
    let outbox = site.runtime.block_on(site.store.scan(|rows| rows.outbox().list())).unwrap();
    assert_eq!(outbox.len(), 1);
    assert_eq!(names(&site.call("GET /v3/users?createdAfter=2026-09-09T08:00:00.123Z")), ["First", "Ada"]);
}

#[test]
fn a_user_can_be_made_from_a_form_and_from_json_without_a_type() {
    let site = Site::started();
    let form = "firstName=Ada&lastName=O%27Neil+Stone&email=ada%40example.test&isApiEnabled=True&role=viewer&timeZone=&canAssignJobs=";
    let response = site.call(&format!("POST /v3/users\nContent-Type: application/x-www-form-urlencoded\n\n{form}"));
    let user = response.json();
    assert_eq!(
        (response.status, &user["lastName"], &user["isApiEnabled"], &user["role"]),
        (201, &json!("O'Neil Stone"), &json!(true), &json!("Viewer"))
    );
    let body = " {\"FIRSTNAME\":\"B\",\"lastname\":\"C\",\"EMail\":\"b@example.test\",\"unknown\":[{}],\"canAssignJobs\":\"true\"}";
    let response = site.call(&format!("POST /v3/users\n\n{body}"));
    assert_eq!((response.status, &response.json()["canAssignJobs"]), (201, &json!(true)), "{}", response.body);
}

#[test]
fn a_form_that_is_not_utf_8_is_refused_and_nothing_garbled_is_kept() {
    let site = Site::started();
    let form = "Content-Type: application/x-www-form-urlencoded\n\nfirstName=Zo%EB&lastName=B&email=zoe%40example.test";
    let response = site.call(&format!("POST /v3/users\n{form}"));
    assert_eq!(complaints(&response), r#"{"userContract":["The request body is not UTF-8."]}"#);
    assert_eq!(site.call("GET /v3/users?email=zoe@example.test").shown(&[]), "200\n[]");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_body() {
    let site = Site::started();
    let json = r#"{"firstName":"A","lastName":"B","email":"EMAIL"}"#;
    let form = "firstName=A&lastName=B&email=EMAIL";
    for (media, body) in [("", json), ("application/json", json), ("application/x-www-form-urlencoded", form)] {
        let body = body.replace("EMAIL", &format!("{}@example.test", media.len()));
        let response = site.call(&format!("POST /v3/users\nContent-Type: {media}\n\n\u{feff}{body}"));
        assert_eq!((response.status, &response.json()["firstName"]), (201, &json!("A")), "{media}: {}", response.body);
    }
}

#[test]
fn the_end_of_the_calendar_may_be_asked_for() {
    let site = Site::started();
    let everybody = site.call("GET /v3/users").body;
    let query = "createdAfter=0001-01-01T00:00:00Z&createdBefore=9999-12-31T23:59:59Z";
    assert_eq!(site.call(&format!("GET /v3/users?{query}")).body, everybody);
    assert_eq!(site.call("GET /v3/users?createdAfter=9999-12-31T23:59:59Z").shown(&[]), "200\n[]");
}

#[test]
fn a_new_user_is_refused_with_every_reason_at_once() {
    let site = Site::started();
    let refused = |body: Value| complaints(&site.send("POST /v3/users", &body));
    assert_snapshot!(refused(json!({})), @r#"{"userContract.firstName":["The firstName field is required."],"userContract.lastName":["The lastName field is required."],"userContract.email":["The email field is required."]}"#);
    assert_snapshot!(refused(json!({"firstName": "", "lastName": "ü".repeat(256), "email": {}, "isActive": "<boolean>"})), @r#"{"userContract.firstName":["The firstName field must have 1 to 255 characters."],"userContract.lastName":["The lastName field must have 1 to 255 characters."],"userContract.email":["The value of email is not text."],"userContract.isActive":["The value of isActive is not true or false."]}"#);
    assert_snapshot!(refused(json!({"firstName": "A", "lastName": "B", "email": "nobody", "role": "King", "timeZone": "Mars/Base", "defaultCredentialId": "64b0f0c2d3e4f5a6b7c8d9e0"})), @r#"{"userContract.email":["The email field is not an e-mail address."],"userContract.timeZone":["The value of timeZone is not a time zone of the IANA list."],"userContract.defaultCredentialId":["There is no credential with this id."],"userContract.role":["The value of role is not one of NoAccess, Viewer, Member, Artisan, Curator, Evaluated."]}"#);
    assert_snapshot!(refused(json!({"firstName": "A", "lastName": "B", "email": "ZOE.VANDENBERG@example.com"})), @r#"{"userContract.email":["The email address belongs to another user."]}"#);
    for email in ["@b", "a@", "a b@c.d", "a@b@c", "a@b\n", "", " a@b"] {
        refused(json!({"firstName": "A", "lastName": "B", "email": email}));
    }
    let longest = json!({"firstName": "ü".repeat(255), "lastName": "B", "email": "a@b"});
    assert_eq!(site.send("POST /v3/users", &longest).status, 201, "characters are counted, not bytes");
}

#[test]
fn the_very_response_of_get_can_be_put_back() {
    let site = Site::started();
    let everybody = site.call("GET /v3/users?view=Full").json();
    for user in everybody.as_array().unwrap() {
        let line = format!("/v3/users/{}", user["id"].as_str().unwrap());
        let before = site.call(&format!("GET {line}"));
        let after = site.call(&format!("PUT {line}\nContent-Type: application/json\n\n{}", before.body));
        assert_eq!((after.status, &after.body), (200, &before.body));
    }
    assert_eq!(site.call("GET /v3/users?view=Full").json(), everybody, "nothing has changed");
}

#[test]
fn a_changed_first_name_is_there_in_the_next_get() {
    let site = Site::started();
    let user = new_user(&site);
    site.wait(SignedDuration::from_mins(1));
    let response =
        put(&site, &user, &json!({"firstName": "Änne 🚂", "role": "MEMBER", "language": "DE-de", "isValidated": true}));
    assert_eq!(response.status, 200, "{}", response.body);
    let changed = site.call(&format!("GET /v3/users/{}", user["id"].as_str().unwrap()));
    assert_eq!(changed.body, response.body);
    let changed = changed.json();
    assert_eq!(
        (&changed["firstName"], &changed["role"], &changed["language"], &changed["isValidated"]),
        (&json!("Änne 🚂"), &json!("Member"), &json!("de-de"), &json!(true))
    );
}

#[test]
fn put_ignores_what_is_read_only_and_what_it_does_not_know() {
    let site = Site::started();
    let user = new_user(&site);
    let other = site.id_of("Zoë");
    let ignored = json!({
        "id": other, "lastLoginDateTime": "2020-01-01T00:00:00Z", "sharedCredentialIds": ["a"], "dataConnectionIds": 7,
        "dateCreated": 1, "nonsense": {"a": [null]},
    });
    let response = put(&site, &user, &ignored);
    assert_eq!((response.status, response.json()), (200, user.clone()), "the path wins over the id in the body");
    assert_eq!(put(&site, &user, &json!({"id": "(missing)", "lastLoginDateTime": "(missing)"})).status, 200);
}

#[test]
fn null_for_a_required_text_is_empty_and_the_switches_of_connections_may_be_missing() {
    let site = Site::started();
    let user = new_user(&site);
    put(&site, &user, &json!({"canManageGenericVaultsDcm": true, "defaultWorkerTag": "x"}));
    let changes = json!({
        "defaultWorkerTag": null, "timeZone": null, "language": null, "defaultCredentialId": null,
        "canCreateAndUpdateDcm": "(missing)", "canShareForExecutionDcm": null,
        "canShareForCollaborationDcm": "(missing)", "canManageGenericVaultsDcm": "(missing)",
    });
    let response = put(&site, &user, &changes);
    assert_eq!(response.status, 200, "{}", response.body);
    let stored = response.json();
    assert_eq!((&stored["defaultWorkerTag"], &stored["language"]), (&json!(""), &json!("")));
    assert_eq!(stored["canManageGenericVaultsDcm"], true, "left out means unchanged");
}

#[test]
fn put_wants_every_required_member() {
    let site = Site::started();
    let user = new_user(&site);
    let response = site.send(&format!("PUT /v3/users/{}", user["id"].as_str().unwrap()), &json!({}));
    let complaints = response.json()["modelState"].as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(response.status, 400);
    assert_snapshot!(complaints, @"updateContract.email updateContract.role updateContract.defaultWorkerTag updateContract.canScheduleJobs updateContract.canPrioritizeJobs updateContract.canAssignJobs updateContract.canCreateCollections updateContract.isApiEnabled updateContract.defaultCredentialId updateContract.isAccountLocked updateContract.isActive updateContract.isValidated updateContract.timeZone updateContract.language");
    for missing in ["firstName", "lastName"] {
        assert_eq!(put(&site, &user, &json!({missing: "(missing)"})).status, 400, "{missing}");
        assert_eq!(put(&site, &user, &json!({missing: ""})).status, 400, "{missing} empty");
    }
    assert_eq!(put(&site, &user, &json!({"isActive": null})).status, 400, "null is not a switch");
    assert_eq!(site.call(&format!("GET /v3/users/{}", user["id"].as_str().unwrap())).json(), user, "nothing changed");
}

#[test]
fn put_refuses_bad_values() {
    let site = Site::started();
    let user = new_user(&site);
    let refused = |changes: Value| complaints(&put(&site, &user, &changes));
    assert_snapshot!(refused(json!({"email": "nobody", "timeZone": "Nowhere", "language": "tlh"})), @r#"{"updateContract.email":["The email field is not an e-mail address."],"updateContract.timeZone":["The value of timeZone is not a time zone of the IANA list."],"updateContract.language":["The value of language is not one of de-de, en-us, es-es, fr-fr, it-it, ja-jp, pt-br, zh-cn."]}"#);
    assert_snapshot!(refused(json!({"role": "King", "firstName": "a".repeat(256)})), @r#"{"updateContract.firstName":["The firstName field must have 0 to 255 characters."],"updateContract.role":["The value of role is not one of NoAccess, Viewer, Member, Artisan, Curator, Evaluated."]}"#);
    assert_snapshot!(refused(json!({"email": "Amara.Okafor@example.com"})), @r#"{"updateContract.email":["The email address belongs to another user."]}"#);
    assert_eq!(put(&site, &user, &json!({"email": "ADA@example.test", "timeZone": "Europe/Kiev"})).status, 200);
}

#[test]
fn json_sent_as_a_form_is_400_and_changes_nothing() {
    let site = Site::started();
    let user = new_user(&site);
    let line = format!("/v3/users/{}", user["id"].as_str().unwrap());
    let response = site.call(&format!("PUT {line}\nContent-Type: application/x-www-form-urlencoded\n\n{user}"));
    assert!(complaints(&response).contains("updateContract.email"));
    assert_eq!(site.call(&format!("GET {line}")).json(), user);
}

#[test]
fn a_whole_record_can_be_put_as_a_form() {
    let site = Site::started();
    let user = new_user(&site);
    let line = format!("/v3/users/{}", user["id"].as_str().unwrap());
    let mut form: Vec<String> = Vec::new();
    for (name, value) in user.as_object().unwrap() {
        match value {
            Value::Array(_) => form.push(format!("{name}[0]=a&{name}[]=b")),
            Value::Null => form.push(format!("{name}=")),
            Value::String(text) => form.push(format!("{name}={}", text.replace('@', "%40"))),
            other => form.push(format!("{name}={other}")),
        }
    }
    let body = form.join("&").replace("firstName=Ada", "firstName=Adele");
    let response = site.call(&format!("PUT {line}\nContent-Type: application/x-www-form-urlencoded\n\n{body}"));
    assert_eq!((response.status, &response.json()["firstName"]), (200, &json!("Adele")), "{}", response.body);
}

#[test]
fn unknown_users_are_404_everywhere() {
    let site = Site::started();
    let nobody = "64b0f0c2d3e4f5a6b7c8d9e0";
    for id in [nobody, "nonsense"] {
        for line in ["GET ", "DELETE ", "GET assets", "POST deactivate", "POST passwordReset"] {
            let (method, action) = line.split_once(' ').unwrap();
            let response = site.call(&format!("{method} /v3/users/{id}/{action}"));
            assert_eq!(response.shown(&[]), "404\n{\"message\":\"There is no user with this id.\"}", "{line}");
        }
        let mut body = new_user(&site);
        let known = body["id"].take();
        assert_eq!(site.send(&format!("PUT /v3/users/{id}"), &body).status, 404);
        assert_eq!(site.call(&format!("DELETE /v3/users/{}", known.as_str().unwrap())).status, 200);
    }
}

#[test]
fn a_deleted_user_is_gone_and_the_address_is_free() {
    let site = Site::started();
    let user = new_user(&site);
    let line = format!("/v3/users/{}", user["id"].as_str().unwrap());
    let response = site.call(&format!("DELETE {line}"));
    assert_eq!(response.shown(&["content-type"]), "200\ncontent-type: (absent)");
    assert_eq!(site.call(&format!("GET {line}")).status, 404);
    assert_eq!(site.call(&format!("DELETE {line}")).status, 404);
    new_user(&site);
}

#[test]
fn nobody_removes_or_switches_off_themselves() {
    let site = Site::started();
    let id = site.id_of("First");
    assert_snapshot!(site.call(&format!("DELETE /v3/users/{id}")).shown(&[]), @r#"
    400
    {"message":"You cannot remove your own account."}
    "#);
    assert_snapshot!(site.call(&format!("POST /v3/users/{id}/deactivate")).shown(&[]), @r#"
    400
    {"message":"You cannot switch off your own account."}
    "#);
}

#[test]
fn the_last_active_curator_stays() {
    let site = Site::started();
    let own_id = site.id_of("First");
    for curator in site.call("GET /v3/users?role=Curator").json().as_array().unwrap() {
        let id = curator["id"].as_str().unwrap();
        if id != own_id {
            assert_eq!(site.call(&format!("POST /v3/users/{id}/deactivate")).status, 200);
        }
    }
    let own = site.call(&format!("GET /v3/users/{own_id}")).json();
    for changes in [json!({"role": "Artisan"}), json!({"isActive": false}), json!({"isAccountLocked": true})] {
        let refused = complaints(&put(&site, &own, &changes));
        assert_eq!(refused, r#"{"updateContract":["The server must keep at least one active Curator."]}"#);
    }
    assert_eq!(put(&site, &own, &json!({"lastName": "Other"})).status, 200);
}

#[test]
fn deactivating_gives_the_groups_left_and_may_be_repeated() {
    let site = Site::started();
    let id = site.id_of("Zoë");
    for _ in 0..2 {
        assert_eq!(site.call(&format!("POST /v3/users/{id}/deactivate")).shown(&[]), "200\n[]");
    }
    assert_eq!(site.call(&format!("GET /v3/users/{id}")).json()["isActive"], false);
}

#[test]
fn a_password_reset_puts_one_mail_into_the_outbox() {
    let site = Site::started();
    let id = site.id_of("Zoë");
    assert_eq!(site.call(&format!("POST /v3/users/{id}/passwordReset")).shown(&[]), "200");
    let outbox = site.runtime.block_on(site.store.scan(|rows| rows.outbox().list())).unwrap();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].user_id.to_string(), id);
    site.call(&format!("POST /v3/users/{id}/deactivate"));
    assert_snapshot!(site.call(&format!("POST /v3/users/{id}/passwordReset")).shown(&[]), @r#"
    400
    {"message":"The user is inactive."}
    "#);
}

#[test]
fn assets_are_three_lists_whichever_kind_is_asked_for() {
    let site = Site::started();
    let id = site.id_of("Zoë");
    for query in ["", "?assetType=All", "?assetType=workflows", "?assetType="] {
        let response = site.call(&format!("GET /v3/users/{id}/assets{query}"));
        assert_eq!(response.shown(&[]), "200\n{\"workflows\":[],\"schedules\":[],\"collections\":[]}", "{query}");
    }
    assert_eq!(site.call(&format!("GET /v3/users/{id}/assets?assetType=Wagons")).status, 400);
}

#[test]
fn transferring_assets_checks_everybody_in_order() {
    let site = Site::started();
    let (owner, artisan, viewer) = (site.id_of("Łukasz"), site.id_of("Amara"), site.id_of("Zoë"));
    let transfer = |from: &str, to: &str, what: bool| {
        let body =
            json!({"ownerId": to, "transferWorkflows": what, "transferSchedules": false, "transferCollections": what});
        site.send(&format!("PUT /v3/users/{from}/assetTransfer"), &body).shown(&[])
    };
    assert_eq!(transfer(&owner, &artisan, true), "200\n[]");
    assert_eq!(transfer("64b0f0c2d3e4f5a6b7c8d9e0", &artisan, true), "404\n\"There is no user with this id.\"");
    assert_eq!(transfer(&owner, "nonsense", true), "404\n\"There is no user with the id in ownerId.\"");
    assert_eq!(transfer(&owner, &viewer, true), "403\n\"The receiving user must be an Artisan or a Curator.\"");
    assert_eq!(transfer(&artisan, &owner, true), transfer(&owner, &viewer, true), "Evaluated is Viewer here");
    assert_eq!(transfer(&artisan, &artisan, true), "400\n\"The receiving user is the owner already.\"");
    assert_eq!(transfer(&owner, &artisan, false), "400\n\"Choose workflows, schedules or collections to transfer.\"");
}
