//! Commands as people have them, and back.

use exchange::{HttpVersion, SendOptions};
use insta::assert_snapshot;
use model::{Auth, Body, FormPart, FormValue, Inheritable, Request};
use proptest::prelude::*;

use super::{Command, CommandBody, is_command, read, words, write};

/// A command read and told line by line: the only place that knows the shapes.
fn told(command: &str) -> String {
    match read(command) {
        Err(problem) => format!("refused {}: {}", problem.code, problem.message),
        Ok(curl) => {
            let mut lines = lines(&curl.request);
            lines.extend(curl.problems.iter().map(|problem| format!("! {}: {}", problem.code, problem.message)));
            lines.join("\n")
        }
    }
}

fn lines(request: &Request) -> Vec<String> {
    let mut lines = vec![format!("{} {}", request.method, request.url)];
    lines.extend(request.headers.iter().map(|row| format!("{}: {}", row.name, row.value).trim_end().to_owned()));
    match &request.auth {
        Auth::None => {}
        Auth::Basic(basic) => lines.push(format!("basic {} {}", basic.username, basic.password)),
        Auth::Bearer { token } => lines.push(format!("bearer {token}")),
        other => lines.push(other.label().to_owned()),
    }
    let settings = &request.settings;
    if let Inheritable::Value(timeout_ms) = settings.timeout_ms {
        lines.push(format!("timeout {timeout_ms} ms"));
    }
    if settings.follows_redirects == Inheritable::Value(true) {
        lines.push("follows".to_owned());
    }
    let behavior = &request.behavior;
    lines.extend(behavior.protocol_version.clone());
    lines.extend(behavior.verifies_certificates.map(|verifies| format!("verifies {verifies}")));
    lines.extend(behavior.disabled_system_headers.iter().map(|name| format!("without {name}")));
    match &request.body {
        Body::None => {}
        Body::Raw { language, text } => lines.push(format!("{language} {text}")),
        Body::FormUrlEncoded(rows) => lines.extend(rows.iter().map(|row| format!("row {}={}", row.name, row.value))),
        Body::Multipart(parts) => lines.extend(parts.iter().map(part)),
        Body::File(choices) => {
            lines.extend(choices.iter().map(|choice| format!("file {} {}", choice.path, choice.content_type)));
        }
    }
    lines
}

fn part(part: &FormPart) -> String {
    let kind = part.content_type.as_deref().unwrap_or("-");
    match &part.value {
        FormValue::Text(text) => format!("part {}={text} {kind}", part.name),
        FormValue::Files(paths) => format!("part {}=@{} {kind}", part.name, paths.join(",")),
    }
}

#[test]
fn a_command_of_a_browser_is_read() {
    let command = "curl 'https://api.example/v1/items?view=full' \\\n  -X 'PUT' \\\n  -H 'accept: */*' \\\n  \
        -H 'content-type: application/json' \\\n  -H 'Authorization: Bearer abc' \\\n  -b 'a=1; b=2' \\\n  \
        --data-raw $'{\"it\\'s\":\"\\u00fc\\\\n\"}' \\\n  --compressed --insecure";
    assert_snapshot!(told(command), @r#"
    PUT https://api.example/v1/items?view=full
    accept: */*
    content-type: application/json
    Cookie: a=1; b=2
    bearer abc
    verifies false
    json {"it's":"ü\n"}
    "#);
}

#[test]
fn a_command_for_the_windows_prompt_is_read() {
    let command = "curl ^\"https://api.example/v1?q=a^%^20b^&c=1^\" ^\r\n  -H ^\"x-quote: say ^\\^\"hi^\\^\"^\" ^\r\n  \
        --data-raw ^\"^{^\\^\"a^\\^\":1^}^\"";
    assert_snapshot!(told(command), @r#"
    POST https://api.example/v1?q=a%20b&c=1
    x-quote: say "hi"
    Content-Type: application/x-www-form-urlencoded
    text {"a":1}
    "#);
    let older = "curl \"http://h/a\" ^\n  -H \"Accept: a b\" ^\n  -d \"\"";
    assert_snapshot!(told(older), @r#"
    POST http://h/a
    Accept: a b
    Content-Type: application/x-www-form-urlencoded
    text
    "#);
}

#[test]
fn a_command_from_documentation_is_read() {
    let command = "$ curl -sSL -u \"$CLIENT_ID:${CLIENT_SECRET}\" -d grant_type=client_credentials \
        -d 'scope=a b' --max-time 2.5 localhost:8080/token | jq .access_token";
    assert_snapshot!(told(command), @r"
    POST http://localhost:8080/token
    Content-Type: application/x-www-form-urlencoded
    basic {{process.env.CLIENT_ID}} {{process.env.CLIENT_SECRET}}
    timeout 2500 ms
    follows
    text grant_type=client_credentials&scope=a b
    ! curl_ignored: `| jq .access_token` is no part of the cURL command
    ");
}

#[test]
fn rows_are_made_only_of_what_encodes_to_the_same_bytes() {
    assert_snapshot!(told("curl h -d 'a=1&b=x+y' -d c=%C3%BC"), @r"
    POST http://h
    row a=1
    row b=x y
    row c=ü
    ");
    assert_snapshot!(told("curl h -d a=%c3%bc"), @r"
    POST http://h
    Content-Type: application/x-www-form-urlencoded
    text a=%c3%bc
    ");
    assert_snapshot!(told("curl h -H 'Content-Type:' -d x"), @r"
    POST http://h
    without content-type
    text x
    ");
}

#[test]
fn data_goes_where_the_options_say() {
    assert_snapshot!(told("curl -G 'http://h/s?x=1#f' --data-urlencode 'q=a b&c' --data-urlencode '=é'"), @"GET http://h/s?x=1&q=a%20b%26c&%C3%A9#f");
    assert_snapshot!(told("curl h --json '{\"a\":' --json '1}'"), @r#"
    POST http://h
    Content-Type: application/json
    Accept: application/json
    json {"a":1}
    "#);
    assert_snapshot!(told("curl h -d @body.txt"), @r"
    POST http://h
    file body.txt application/x-www-form-urlencoded
    ");
    assert_snapshot!(told("curl -T report.pdf -H 'Content-Type: application/pdf' h"), @r"
    PUT http://h
    Content-Type: application/pdf
    file report.pdf application/pdf
    ");
    let form = "curl h -F a=1 -F 'note=\"x; \\\"y\\\"\";type=text/plain' -F 'f=@\"my file.txt\";type=text/csv;filename=z' --form-string 'raw=@x;type=y'";
    assert_snapshot!(told(form), @r#"
    POST http://h
    part a=1 -
    part note=x; "y" text/plain
    part f=@my file.txt text/csv
    part raw=@x;type=y -
    ! curl_ignored: `;filename=` of the form field `f` has no counterpart
    "#);
}

#[test]
fn letters_may_stand_together_and_values_may_touch() {
    assert_snapshot!(told("curl.exe -kXDELETE -HX-A:1 -eold -Aagent --http2 --url http://h/a -r0-9"), @r"
    DELETE http://h/a
    X-A: 1
    Referer: old
    User-Agent: agent
    Range: bytes=0-9
    http2
    verifies false
    ");
    assert_snapshot!(told("curl -I h -H 'Empty;' -H 'Accept:'"), @r"
    HEAD http://h
    Empty:
    without accept
    ");
    assert_snapshot!(told("curl -XPOST -H 'Authorization: Basic dTpwOng=' -- -odd"), @r"
    POST http://-odd
    basic u p:x
    ");
}

#[test]
fn nothing_is_lost_silently() {
    assert_snapshot!(told("curl h -x http://proxy:1 --digest --frobnicate -b jar.txt second -H nonsense --max-redirs many -y"), @r"
    GET http://h
    ! curl_ignored: `--proxy` has no counterpart in a request
    ! curl_ignored: `--digest` has no counterpart in a request
    ! curl_option: cURL has no option `--frobnicate`
    ! curl_ignored: cookies from the file `jar.txt` are not read
    ! curl_ignored: `second` is a second address
    ! curl_ignored: `nonsense` is no header
    ! curl_ignored: `many` is no number of redirects
    ! curl_ignored: `--speed-time` stands there without its value
    ");
}

#[test]
fn what_is_no_command_is_refused() {
    assert_snapshot!(told("wget h"), @"refused not_curl: this is no cURL command");
    assert_snapshot!(told("curl -s -d 'a"), @"refused curl_quote: the command ends inside a quote that began with `'`");
    assert_snapshot!(told("curl -s"), @"refused curl_no_url: the command has no address");
    for (text, wanted) in
        [("curl x", true), ("  $ curl\\\n x", false), ("curl", false), ("curly x", false), ("> curl x", true)]
    {
        assert_eq!(is_command(text), wanted, "{text}");
    }
}

fn command() -> Command {
    Command { method: "GET".to_owned(), url: "http://h/a".to_owned(), ..Command::default() }
}

#[test]
fn a_plain_request_is_a_short_command() {
    assert_snapshot!(write(&command()), @r"
    curl http://h/a \
      -L
    ");
}

#[test]
fn every_choice_is_written() {
    let part = |name: &str, value: FormValue, kind: Option<&str>| FormPart {
        name: name.to_owned(),
        value,
        content_type: kind.map(str::to_owned),
        description: None,
        is_enabled: true,
    };
    let form = Command {
        method: "PATCH".to_owned(),
        url: "https://h/a/../b?x={1}".to_owned(),
        headers: vec![("X-It".to_owned(), "it's".to_owned()), ("Empty".to_owned(), String::new())],
        without: vec!["Accept".to_owned()],
        user: Some(("u".to_owned(), "p w".to_owned())),
        body: CommandBody::Form(vec![
            part("t", FormValue::Text("@no".to_owned()), None),
            part("j", FormValue::Text("{\"a\"}".to_owned()), Some("application/json")),
            part("f", FormValue::Files(vec!["a b.txt".to_owned()]), None),
        ]),
        options: SendOptions {
            http_version: HttpVersion::Http1,
            verifies_certificates: false,
            max_redirects: 3,
            forwards_authorization: true,
            keeps_method_on_redirect: true,
            timeout_ms: Some(1500),
            ..SendOptions::default()
        },
        is_compressed: true,
    };
    assert_snapshot!(write(&form), @r#"
    curl -X PATCH \
      -g \
      --path-as-is \
      'https://h/a/../b?x={1}' \
      -H 'X-It: it'\''s' \
      -H 'Empty;' \
      -H Accept: \
      -u 'u:p w' \
      --form-string t=@no \
      -F 'j="{\"a\"}";type=application/json' \
      -F 'f=@"a b.txt"' \
      --compressed \
      --location-trusted \
      --post301 --post302 --post303 \
      -k \
      --http1.1 \
      --max-redirs 3 \
      --max-time 1.500
    "#);
    let binary = Command { method: "POST".to_owned(), body: CommandBody::Bytes(vec![0, 255, b'a']), ..command() };
    assert_snapshot!(write(&binary), @r"
    printf '\000\377\141' | curl http://h/a \
      --data-binary @- \
      -L
    ");
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(body in "[^\0]{0,60}", value in "[ -~]{0,20}", path in "[!-~&&[^#?]]{0,20}") {
        let headers = vec![
            ("Content-Type".to_owned(), "text/plain".to_owned()),
            ("X-Value".to_owned(), format!("v{}", value.trim())),
        ];
        let url = format!("http://h/{path}");
        let body_bytes = CommandBody::Bytes(body.clone().into_bytes());
        let text = write(&Command { method: "PUT".to_owned(), url: url.clone(), headers, body: body_bytes, ..command() });
        let curl = read(&text).unwrap();
        prop_assert_eq!(curl.problems, Vec::new());
        prop_assert_eq!(&curl.request.method, "PUT");
        prop_assert_eq!(&curl.request.url, &url);
        prop_assert_eq!(&curl.request.headers[1].value, &format!("v{}", value.trim()));
        prop_assert_eq!(curl.request.body, Body::Raw { language: "text".to_owned(), text: body });
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = read(&format!("curl {text}"));
        let _ = words::split(&text);
    }

    #[test]
    fn no_command_makes_it_panic(text in "curl( (-[a-zA-Z#]{1,3}|--[a-z]{2,6}|['\"^$\\\\@=;:x]{1,5}|\\$'[\\\\xu07n']{0,6}'))*") {
        let _ = read(&text);
    }
}
