//! Random texts and models.

use model::{
    ApiKey, ApiKeyPlacement, Auth, Basic, Behavior, Body, ClientAuthentication, Collection, Defaults, Environment,
    Example, ExampleResponse, ExtraParameter, FileChoice, Folder, FormPart, FormValue, Grant, Header, Inheritable,
    OAuth2, Param, ParamKind, Request, SendIn, Settings, TokenPlacement, Variable,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::schema::{Kind, complaints};
use super::*;

/// Texts that YAML readers stumble over, beside ordinary and arbitrary ones.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9 {}/:?&=._-]{0,24}",
        2 => "[ \t\na#:\\-'\"|>]{0,12}",
        1 => any::<String>(),
        2 => proptest::sample::select(vec![
            "yes", "NO", "null", "~", "1e3", "0777", "0x1F", "0o17", "0b1", "12:30", "190:20:30.15", "2001-01-01", ".inf", "-.INF",
            ".NaN", "1_000", "<<", "=", "- a", "? a", "a: b", "#", "---", "...", "%YAML", "@a", "`", "{{a}}", "\u{FEFF}", "\u{85}",
            "\u{2028}", "a\r\nb", "a\n", "a\n\n", "\na", "  a\nb", "\ta\nb", "a\n \nb", "a\n\t\nb", "a\n ", "\n", " \n", "a\n\n\nb\n\n",
            "{\n  \"a\": 1\n}", "1.0", "-0", "+.5", "1,5", "0.", "1__0", "!!str", "&a", "*a", "[a]", "a ,b", "true", "on:", "é\u{301}",
        ]).prop_map(str::to_owned),
    ]
}

/// A text that is not empty: an empty description, for one, is no description.
fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("not empty", |text| !text.is_empty())
}

fn word() -> impl Strategy<Value = String> {
    "[a-z]{1,8}"
}

prop_compose! {
    fn header()(name in text(), value in text(), description in option::of(some_text()), is_enabled in any::<bool>()) -> Header {
        Header { name, value, description, is_enabled }
    }
}

prop_compose! {
    fn variable(may_be_secret: bool)(
        name in word(), value in text(), description in option::of(some_text()), is_enabled in any::<bool>(),
        is_secret in any::<bool>(), data_type in option::of(proptest::sample::select(vec!["number", "boolean", "object", "null"])),
    ) -> Variable {
        let is_secret = is_secret && may_be_secret;
        Variable {
            name,
            value: if is_secret { String::new() } else { value },
            data_type: data_type.map(str::to_owned),
            description,
            is_enabled,
            is_secret,
        }
    }
}

fn body() -> impl Strategy<Value = Body> {
    let part_value = prop_oneof![text().prop_map(FormValue::Text), vec(text(), 0..3).prop_map(FormValue::Files)];
    let part = (text(), part_value, option::of(some_text()), option::of(some_text()), any::<bool>()).prop_map(
        |(name, value, content_type, description, is_enabled)| FormPart {
            name,
            value,
            content_type,
            description,
            is_enabled,
        },
    );
    let file = (text(), text(), any::<bool>(), option::of(some_text())).prop_map(
        |(path, content_type, is_selected, description)| FileChoice { path, content_type, is_selected, description },
    );
    prop_oneof![
        Just(Body::None),
        (proptest::sample::select(vec!["json", "text", "xml", "sparql"]), text())
            .prop_map(|(language, text)| Body::Raw { language: language.to_owned(), text }),
        vec(header(), 0..3).prop_map(Body::FormUrlEncoded),
        vec(part, 0..3).prop_map(Body::Multipart),
        vec(file, 0..3).prop_map(Body::File),
    ]
}

fn auth() -> impl Strategy<Value = Auth> {
    let basic = || (text(), text()).prop_map(|(username, password)| Basic { username, password });
    prop_oneof![
        Just(Auth::None),
        Just(Auth::Inherit),
        text().prop_map(|token| Auth::Bearer { token }),
        basic().prop_map(Auth::Basic),
        (text(), text(), any::<bool>()).prop_map(|(key, value, is_query)| Auth::ApiKey(ApiKey {
            key,
            value,
            placement: if is_query { ApiKeyPlacement::Query } else { ApiKeyPlacement::Header },
        })),
        proptest::sample::select(vec!["digest", "ntlm", "wsse", "awsv4", "oauth1"])
            .prop_map(|kind| Auth::Unsupported { kind: kind.to_owned() }),
        oauth2(basic()).prop_map(|oauth2| Auth::OAuth2(Box::new(oauth2))),
    ]
}

fn parameter() -> impl Strategy<Value = ExtraParameter> {
    (text(), text(), proptest::sample::select(vec![SendIn::Body, SendIn::Url, SendIn::Header]))
        .prop_map(|(name, value, send_in)| ExtraParameter { name, value, send_in, is_enabled: true })
}

prop_compose! {
    /// Fields that a grant does not have are empty, as the screens leave them; nothing here needs the extension.
    fn oauth2(owner: impl Strategy<Value = Basic>)(
        grant in proptest::sample::select(vec![Grant::ClientCredentials, Grant::AuthorizationCode, Grant::Implicit, Grant::Password]),
        texts in vec(text(), 9), is_in_body in any::<bool>(), owner in owner, placement in option::of(some_text()),
        flags in any::<(bool, bool)>(), lists in vec(vec(parameter(), 0..2), 3),
    ) -> OAuth2 {
        let has_browser = matches!(grant, Grant::AuthorizationCode | Grant::Implicit);
        let only = |is_there: bool, text: &String| if is_there { text.clone() } else { String::new() };
        let has_endpoint = grant != Grant::Implicit;
        let list = |is_there: bool, at: usize| if is_there { lists[at].clone() } else { Vec::new() };
        OAuth2 {
            grant,
            access_token_url: only(has_endpoint, &texts[0]),
            refresh_token_url: only(has_endpoint, &texts[1]),
            authorization_url: only(has_browser, &texts[2]),
            callback_url: only(has_browser, &texts[3]),
            client_id: texts[4].clone() + "id",
            client_secret: only(has_endpoint, &texts[5]),
            client_authentication: if is_in_body && has_endpoint { ClientAuthentication::Body } else { ClientAuthentication::BasicHeader },
            sends_credentials_unencoded: false,
            resource_owner: if grant == Grant::Password { owner } else { Basic::default() },
            scope: texts[6].clone(),
            state: only(has_browser, &texts[7]),
            token_name: texts[8].clone(),
            token_placement: placement.map_or_else(TokenPlacement::default, |name| TokenPlacement::Query { name }),
            fetches_automatically: flags.0,
            renews_automatically: flags.1,
            authorization_parameters: list(has_browser, 0),
            token_parameters: list(has_endpoint, 1),
            refresh_parameters: list(has_endpoint, 2),
        }
    }
}

fn inheritable<T: Clone + std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Inheritable<T>> {
    option::of(value).prop_map(|value| value.map_or(Inheritable::Inherit, Inheritable::Value))
}

prop_compose! {
    fn settings()(
        flags in (inheritable(any::<bool>()), inheritable(any::<bool>()), inheritable(any::<bool>())),
        timeout_ms in inheritable(0..600_000_u64), max_redirects in inheritable(any::<u32>()),
    ) -> Settings {
        Settings { encodes_url: flags.0, follows_redirects: flags.1, forwards_authorization: flags.2, timeout_ms, max_redirects }
    }
}

prop_compose! {
    /// A URL line and rows in step, as everything that was read is.
    fn url_and_params()(
        path in "(https?://[a-z]{1,5}|\\{\\{baseUrl\\}\\})(/[a-zA-Z0-9:%.]{0,5}){0,3}",
        query in option::of("[a-zA-Z0-9&=%{}+ é]{0,16}"),
        rows in vec((text(), text(), option::of(some_text()), 0..3_u8), 0..4),
    ) -> (String, Vec<Param>) {
        let url = query.map_or(path.clone(), |query| format!("{path}?{query}"));
        let rows: Vec<Param> = rows
            .into_iter()
            .map(|(name, value, description, kind)| Param {
                name, value, description, is_enabled: kind > 0,
                kind: if kind == 2 { ParamKind::Path } else { ParamKind::Query },
            })
            .collect();
        crate::query::in_step(&url, &rows)
    }
}

prop_compose! {
    fn example()(
        name in text(), description in option::of(some_text()), method in text(), url in url_and_params(),
        headers in vec(header(), 0..2), body in body(), status in option::of(1..1000_u16),
        texts in vec(text(), 2), response_body in option::of((proptest::sample::select(vec!["json", "text", "xml", "html", "binary"]), text())),
    ) -> Example {
        Example {
            name, description, method, url: url.0, params: url.1, headers, body,
            response: ExampleResponse {
                status,
                status_text: texts[0].clone(),
                headers: vec![Header { name: "X".to_owned(), value: texts[1].clone(), description: None, is_enabled: true }],
                body_type: response_body.as_ref().map(|(kind, _)| (*kind).to_owned()),
                body: response_body.map(|(_, text)| text).unwrap_or_default(),
            },
        }
    }
}

prop_compose! {
    fn request()(
        name in some_text(), seq in option::of(prop_oneof![(0..1000_i32).prop_map(f64::from), 0.0..1e6_f64]),
        tags in vec(text(), 0..3), docs in option::of(some_text()), method in some_text(), url in url_and_params(),
        headers in vec(header(), 0..4), body in body(), auth in auth(), variables in vec(variable(false), 0..3),
        settings in settings(), examples in vec(example(), 0..2),
    ) -> Request {
        Request {
            path: String::new(), name, seq, tags, docs, method, url: url.0, params: url.1, headers, body, auth, variables,
            settings, behavior: Behavior::default(), examples,
        }
    }
}

prop_compose! {
    fn defaults()(headers in vec(header(), 0..3), auth in auth(), variables in vec(variable(false), 0..3), settings in settings()) -> Defaults {
        Defaults { headers, auth, variables, settings }
    }
}

prop_compose! {
    fn behavior()(flags in any::<[Option<bool>; 4]>(), version in option::of(word()), names in vec("[a-z-]{1,9}", 0..3)) -> Behavior {
        let mut names = names;
        names.sort();
        names.dedup();
        Behavior {
            verifies_certificates: flags[0], keeps_method_on_redirect: flags[1], removes_referer_on_redirect: flags[2],
            disables_cookies: flags[3], protocol_version: version, disabled_system_headers: names,
        }
    }
}

fn assert_valid(kind: Kind, text: &str) {
    assert_eq!(complaints(kind, text), Vec::<String>::new(), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn a_text_comes_back_as_it_was(first in text(), second in text(), key in some_text()) {
        let mut root = Map::new();
        root.insert("first".to_owned(), Value::from(first.as_str()));
        root.insert(key, serde_json::json!([first, {"a": second, "b": [second]}, [[first], second]]));
        root.insert("docs".to_owned(), Value::from(second));
        let text = yaml::document(&root);
        let (document, problems) = Document::parse("a.yml", &text).map_err(|problem| TestCaseError::fail(format!("{problem:?}\n{text}")))?;
        prop_assert_eq!(document.value, Value::Object(root), "{}", text);
        prop_assert!(problems.is_empty(), "{:?}\n{}", problems, text);
    }
}

proptest! {
    #[test]
    fn a_request_comes_back_equal(request in request()) {
        let text = written(&request);
        prop_assert_eq!(&read_request(&text), &request, "{}", text);
        assert_valid(Kind::HttpRequest, &text);
    }

    #[test]
    fn what_needs_the_extension_comes_back_equal(
        request in request(), behavior in behavior(), language in word(), variables in vec(variable(true), 0..3),
        rows in vec((parameter(), any::<bool>()), 1..4), header_name in word(), prefix in text(),
    ) {
        let mut request = request;
        request.behavior = behavior;
        request.body = Body::Raw { language, text: "a".to_owned() };
        let mut variables = variables;
        for variable in variables.iter_mut().filter(|variable| variable.is_secret) {
            variable.data_type = None;
        }
        variables.sort_by(|a, b| a.name.cmp(&b.name));
        variables.dedup_by(|a, b| a.name == b.name);
        request.variables = variables;
        request.auth = Auth::OAuth2(Box::new(OAuth2 {
            sends_credentials_unencoded: true,
            token_placement: TokenPlacement::Header { name: header_name, prefix },
            token_parameters: rows.into_iter().map(|(row, is_enabled)| ExtraParameter { is_enabled, ..row }).collect(),
            ..OAuth2::default()
        }));
        let text = written(&request);
        prop_assert_eq!(&read_request(&text), &request, "{}", text);
    }

    #[test]
    fn folders_roots_and_environments_come_back_equal(
        defaults in defaults(), name in some_text(), docs in option::of(some_text()), version in option::of(text()),
        variables in vec(variable(true), 0..4), texts in vec(option::of(some_text()), 3),
    ) {
        let folder = Folder { name: name.clone(), docs: docs.clone(), defaults: defaults.clone(), seq: Some(10.0), ..Folder::default() };
        let text = yaml::document(&tree::folder(&folder));
        prop_assert_eq!(&read_folder(&text), &folder);
        // A folder with no auth on purpose needs the extension.
        if folder.defaults.auth != Auth::None {
            assert_valid(Kind::Folder, &text);
        }

        let collection = Collection { name: name.clone(), docs, version, defaults, ..Collection::default() };
        let text = yaml::document(&tree::root(&collection));
        prop_assert_eq!(&read_root(&text), &collection);
        assert_valid(Kind::Root, &text);

        let environment = Environment {
            name, color: texts[0].clone(), description: texts[1].clone(), extends: texts[2].clone(), variables,
        };
        let text = yaml::document(&tree::environment(&environment));
        prop_assert_eq!(&read_environment(&text), &environment);
        assert_valid(Kind::Environment, &text);
    }

    #[test]
    fn url_and_rows_in_step_stay_in_step((url, rows) in url_and_params()) {
        prop_assert_eq!(crate::query::in_step(&url, &rows), (url.clone(), rows.clone()));
    }
}

/// A text as a person might have left it: comments, keys of their own, a block in another place.
fn decorated(text: &str) -> String {
    let mut out = String::from("# top\n");
    for line in text.lines() {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            out.push_str("# before a block\n");
        }
        out.push_str(line);
        out.push('\n');
        if line == "info:" {
            out.push_str("  x-mine: 1 # kept\n");
        }
    }
    out.push_str("x-other: {a: b}\n");
    out
}

proptest! {
    #[test]
    fn a_save_over_another_request_reads_back_equal(old in request(), new in request(), is_whole in any::<bool>()) {
        let text = decorated(&written(&old));
        let mut request = old.clone();
        if is_whole {
            request = new;
        } else {
            request.headers = new.headers;
            request.variables = new.variables;
            request.docs = new.docs;
            request.name = new.name;
        }
        let (document, _) = Document::parse("a.yml", &text).map_err(|problem| TestCaseError::fail(format!("{problem:?}\n{text}")))?;
        let (saved, extent) = crate::save::changed_request(&document, &request);
        let with_own_keys = saved.replace("  x-mine: 1 # kept\n", "").replace("  x-mine: 1\n", "");
        prop_assert_eq!(&read_request(&with_own_keys), &request, "{:?}\n{}\n-----\n{}", extent, text, saved);
        prop_assert!(saved.contains("x-mine: 1") && saved.contains("x-other:"), "{}", saved);
        if extent == crate::Extent::Lines {
            prop_assert!(saved.starts_with("# top\n# before a block\ninfo:"), "{}", saved);
        }
    }
}
