use std::path::PathBuf;

use insta::assert_snapshot;

use super::announcement::{Announcement, Credentials};

/// What is printed when the credentials file holds `json`.
fn announced(json: &str) -> String {
    let announcement = Announcement {
        address: "127.0.0.1:8080".to_owned(),
        credentials: Credentials::of_json(json.as_bytes()),
        credentials_file: PathBuf::from("./data/credentials.json"),
        postrider: PathBuf::from("target/release/postrider"),
        programs: PathBuf::from("/src/postrider/target/release"),
        app: "http://127.0.0.1:40001/#session=s".to_owned(),
    };
    announcement.to_string()
}

#[test]
fn announcement_names_addresses_credentials_and_the_next_command() {
    let text = announced(r#"{"key": "k-1", "secret": "s-1", "email": "a@example.com", "password": "p-1"}"#);
    assert_snapshot!(text.trim(), @r#"
    Waystation and Postrider are running. Stop them with Ctrl+C.

      Server address     http://127.0.0.1:8080/
      Server UI          http://127.0.0.1:8080/gallery
      Documentation URL  http://127.0.0.1:8080/webapi//swagger/docs/3
      Token URL          http://127.0.0.1:8080/webapi/oauth2/token
      API key            k-1
      API secret         s-1
      Sign-in            a@example.com
      First password     p-1
      Kept in            ./data/credentials.json

    On the command line, in another terminal:

      target/release/postrider import http://127.0.0.1:8080/webapi//swagger/docs/3

    To type only `postrider` from then on:

      export PATH="/src/postrider/target/release:$PATH"

    In the browser, open Postrider at this address:

      http://127.0.0.1:40001/#session=s
    "#);
}

#[test]
fn announcement_says_why_credentials_are_not_known() {
    let text = announced(r#"{"key": "k-1"}"#);
    assert_snapshot!(text.lines().find(|line| line.contains("API key")).unwrap_or_default(), @"  API key, secret    not known from ./data/credentials.json: the file has no `secret`");
}
