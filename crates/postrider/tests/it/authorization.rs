//! `postrider auth set`: what its flags leave in the file of the collection.

use crate::program::Home;

#[test]
fn flags_of_the_token_request_and_of_renewal_are_kept() {
    let home = Home::new().with("SECRET", "swordfish");
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: A\n");
    let set = |more: &[&str]| {
        let first = ["auth", "set", "A", "oauth2", "--client-secret-env", "SECRET"];
        home.run(&[&first, more].concat())
    };
    let first =
        ["--token-url", "http://h/t", "--client-id", "x", "--auto-refresh", "false", "--refresh-url", "http://h/r"];
    let further = ["--token-param", "audience=a=b", "--token-query", "tenant=north", "--token-header", "X-Trace=1"];
    let run = set(&[&first[..], &further].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let file = home.folder.read_text("home/workspace/a/opencollection.yml");
    let parameters = "
      accessTokenRequest:
        - name: audience
          value: a=b
          placement: body
        - name: tenant
          value: north
          placement: query
        - name: X-Trace
          value: \"1\"
          placement: header
";
    for part in ["refreshTokenUrl: http://h/r\n", "autoRefreshToken: false\n", parameters] {
        assert!(file.contains(part), "{part}\n{file}");
    }
    let refused = set(&["--token-query", "tenant"]);
    let said = "error: `tenant` is no NAME=VALUE\nhint: Write it as --token-query NAME=VALUE.\n";
    assert_eq!((refused.code, refused.err.as_str()), (2, said));
    let foreign = home.run(&["auth", "set", "A", "bearer", "--refresh-url", "http://h/r"]);
    assert_eq!(foreign.code, 2);
    assert!(foreign.err.starts_with("error: --refresh-url does not belong to this type"), "{}", foreign.err);
}

#[test]
fn a_secret_that_another_item_names_is_not_overwritten() {
    let home = Home::new().with("ONE", "swordfish").with("TWO", "marlin");
    home.folder.write("home/workspace/a/opencollection.yml", "opencollection: 1.0.0\ninfo:\n  name: A\n");
    let request = "info:\n  name: r\n  type: http\nhttp:\n  method: GET\n  url: http://h/{{vault:bearerToken}}\n";
    home.folder.write("home/workspace/a/r.yml", request);
    assert_eq!(home.run(&["secret", "set", "A", "bearerToken", "--value-env", "ONE"]).code, 0);
    let run = home.run(&["auth", "set", "A", "bearer", "--token-env", "TWO"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let file = home.folder.read_text("home/workspace/a/opencollection.yml");
    assert!(file.contains("{{vault:bearerToken 2}}"), "{file}");
}
