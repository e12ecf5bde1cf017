//! A cURL command as a request.
//!
//! What the command says about the request is taken over exactly; what only concerns the terminal is passed over; what has
//! no counterpart is a problem. A request from a command has the authorization of the command and no other: `No Auth`
//! unless it brings one, so that no token of a collection goes to an address that somebody pasted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::{Auth, Basic, Body, FileChoice, FormPart, FormValue, Header, Inheritable, Problem, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::form::part_content;
use super::options::{self, Meaning};
use super::words;

/// What `resolve` leaves as it is in a form body, a blank aside.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// What cURL leaves as it is in `--data-urlencode`.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Generated headers that `-H 'Name:'` can leave out.
const GENERATED: [&str; 6] = ["accept", "accept-encoding", "connection", "content-type", "host", "user-agent"];

/// A command, read.
#[derive(Debug, Clone)]
pub struct Curl {
    /// The request that it sends. Its name is its address; query and path rows are not made yet.
    pub request: Request,
    /// What has no counterpart.
    pub problems: Vec<Problem>,
}

/// Whether a text begins as a cURL command does, a shell prompt in front allowed.
pub fn is_command(text: &str) -> bool {
    let text = without_prompt(text);
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default();
    matches!(name, "curl" | "curl.exe") && words.next().is_some()
}

/// Reads a command. Refuses what is none (`not_curl`), an open quote (`curl_quote`) and a command without an address
/// (`curl_no_url`).
pub fn read(text: &str) -> Result<Curl, Problem> {
    if !is_command(text) {
        let hint = "A command begins with `curl` and an address or option.";
        return Err(Problem::error("not_curl", "this is no cURL command").with_hint(hint));
    }
    let words = words::split(without_prompt(text))?;
    let mut reading = Reading::default();
    if let Some(rest) = &words.rest {
        reading.ignored(
            format!("`{}` is no part of the cURL command", shortened(rest)),
            "The request is made without it.",
        );
    }
    let mut words = words.words.into_iter().skip(1);
    while let Some(word) = words.next() {
        reading.word(&word, &mut words);
    }
    reading.finish()
}

fn without_prompt(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("$ ").or_else(|| text.strip_prefix("> ")).unwrap_or(text).trim_start()
}

fn shortened(text: &str) -> String {
    let line = text.lines().find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() > 40 { line.chars().take(40).chain(['…']).collect() } else { line.to_owned() }
}

/// A piece of `-d` and its relatives.
enum Data {
    Text(String),
    File(String),
}

#[derive(Default)]
struct Reading {
    request: Request,
    problems: Vec<Problem>,
    method: Option<String>,
    is_head: bool,
    is_get: bool,
    is_json: bool,
    data: Vec<Data>,
    parts: Vec<FormPart>,
    upload: Option<String>,
    cookies: Vec<String>,
    only_options: bool,
}

type Rest<'a> = dyn Iterator<Item = String> + 'a;

impl Reading {
    fn word(&mut self, word: &str, rest: &mut Rest) {
        if self.only_options || word == "-" || !word.starts_with('-') {
            self.url(word);
        } else if word == "--" {
            self.only_options = true;
        } else if let Some(long) = word.strip_prefix("--") {
            self.option(long, None, rest);
        } else {
            self.letters(&word[1..], rest);
        }
    }

    /// `-sSLk`, `-XPOST`, `-d @file`.
    fn letters(&mut self, letters: &str, rest: &mut Rest) {
        let mut left = letters.chars();
        while let Some(letter) = left.next() {
            let Some(long) = options::long_name(letter) else {
                self.unknown(&format!("-{letter}"));
                continue;
            };
            let takes_value = matches!(
                options::meaning(long),
                Some(Meaning::Request(true) | Meaning::Quiet(true) | Meaning::Other(true))
            );
            if takes_value {
                let attached = Some(left.as_str().to_owned()).filter(|attached| !attached.is_empty());
                return self.option(long, attached, rest);
            }
            self.option(long, None, rest);
        }
    }

    fn option(&mut self, long: &str, attached: Option<String>, rest: &mut Rest) {
        let Some(meaning) = options::meaning(long) else { return self.unknown(&format!("--{long}")) };
        let takes_value = matches!(meaning, Meaning::Request(true) | Meaning::Quiet(true) | Meaning::Other(true));
        let value = if takes_value { attached.or_else(|| rest.next()) } else { None };
        if takes_value && value.is_none() {
            return self.ignored(format!("`--{long}` stands there without its value"), "Complete the command.");
        }
        match meaning {
            Meaning::Quiet(_) => {}
            Meaning::Other(_) => {
                self.ignored(format!("`--{long}` has no counterpart in a request"), options::hint(long));
            }
            Meaning::Request(false) => self.flag(long),
            Meaning::Request(true) => self.valued(long, value.unwrap_or_default()),
        }
    }

    fn flag(&mut self, long: &str) {
        let Request { settings, behavior, .. } = &mut self.request;
        match long {
            "get" => self.is_get = true,
            "head" => self.is_head = true,
            "insecure" => behavior.verifies_certificates = Some(false),
            "location" => settings.follows_redirects = Inheritable::Value(true),
            "location-trusted" => {
                settings.follows_redirects = Inheritable::Value(true);
                settings.forwards_authorization = Inheritable::Value(true);
            }
            "http1.0" | "http1.1" => behavior.protocol_version = Some("http1".to_owned()),
            "http2" | "http2-prior-knowledge" => behavior.protocol_version = Some("http2".to_owned()),
            "post301" | "post302" | "post303" => behavior.keeps_method_on_redirect = Some(true),
            // Basic is what `-u` means anyway.
            _ => {}
        }
    }

    fn valued(&mut self, long: &str, value: String) {
        match long {
            "request" => self.method = Some(value),
            "url" => self.url(&value),
            "header" => self.header(&value),
            "user-agent" => self.row("User-Agent", value),
            "referer" => self.row("Referer", value.trim_end_matches(";auto").to_owned()),
            "range" => self.row("Range", format!("bytes={value}")),
            "cookie" if value.contains('=') => self.cookies.push(value.trim().to_owned()),
            "cookie" => self.ignored(
                format!("cookies from the file `{value}` are not read"),
                "Cookies can be typed as a header `Cookie`.",
            ),
            "user" => self.request.auth = basic(&value),
            "oauth2-bearer" => self.request.auth = Auth::Bearer { token: value },
            "json" => {
                self.is_json = true;
                self.add_data(value);
            }
            "data" | "data-ascii" | "data-binary" => self.add_data(value),
            "data-raw" => self.data.push(Data::Text(value)),
            "data-urlencode" => self.encoded(&value),
            "form" => self.part(&value),
            "form-string" => {
                let (name, text) = value.split_once('=').unwrap_or((&value, ""));
                self.text_part(name, text.to_owned(), None);
            }
            "upload-file" => self.upload = Some(value),
            "max-time" => self.max_time(&value),
            "max-redirs" => self.max_redirects(&value),
            _ => {}
        }
    }

    fn url(&mut self, url: &str) {
        if !self.request.url.is_empty() {
            return self.ignored(format!("`{}` is a second address", shortened(url)), "Only the first is taken.");
        }
        // cURL takes an address without a scheme for http, as Postrider does; written out it is plain to see.
        let has_scheme = url.contains("://") || url.starts_with("{{");
        self.request.url = if has_scheme { url.to_owned() } else { format!("http://{url}") };
    }

    fn row(&mut self, name: &str, value: String) {
        self.request.headers.push(Header { name: name.to_owned(), value, description: None, is_enabled: true });
    }

    fn header(&mut self, line: &str) {
        if let Some(file) = line.strip_prefix('@') {
            return self.ignored(format!("headers from the file `{file}` are not read"), "Type them into Headers.");
        }
        if let Some((name, value)) = line.split_once(':') {
            let (name, value) = (name.trim(), value.trim());
            if value.is_empty() {
                let lower = name.to_ascii_lowercase();
                if GENERATED.contains(&lower.as_str()) {
                    self.request.behavior.disabled_system_headers.push(lower);
                }
            } else if name.eq_ignore_ascii_case("authorization") && self.authorization(value) {
            } else {
                self.row(name, value.to_owned());
            }
        } else if let Some(name) = line.trim_end().strip_suffix(';') {
            self.row(name.trim(), String::new());
        } else {
            self.ignored(format!("`{}` is no header", shortened(line)), "A header is `Name: value`.");
        }
    }

    /// Takes credentials out of the header row, where they would be saved in clear; whether it understood them.
    fn authorization(&mut self, value: &str) -> bool {
        let Some((scheme, credentials)) = value.split_once(' ').filter(|_| self.request.auth == Auth::None) else {
            return false;
        };
        let credentials = credentials.trim();
        if scheme == "Bearer" && !credentials.contains(' ') {
            self.request.auth = Auth::Bearer { token: credentials.to_owned() };
            return true;
        }
        let decoded = STANDARD.decode(credentials).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        match decoded.filter(|decoded| scheme == "Basic" && decoded.contains(':')) {
            Some(pair) => {
                self.request.auth = basic(&pair);
                true
            }
            None => false,
        }
    }

    fn add_data(&mut self, value: String) {
        let data = value.strip_prefix('@').map(|file| Data::File(file.to_owned()));
        self.data.push(data.unwrap_or(Data::Text(value)));
    }

    /// `content`, `=content`, `name=content`, `@file`, `name@file`; the content is percent-encoded.
    fn encoded(&mut self, value: &str) {
        let encode = |text: &str| utf8_percent_encode(text, UNRESERVED).to_string();
        match value.find(['=', '@']) {
            Some(at) if value[at..].starts_with('=') => {
                let name = &value[..at];
                let equals = if name.is_empty() { "" } else { "=" };
                self.data.push(Data::Text(format!("{name}{equals}{}", encode(&value[at + 1..]))));
            }
            Some(at) => self.ignored(
                format!("the content of the file `{}` cannot be percent-encoded here", &value[at + 1..]),
                "Type it into the body.",
            ),
            None => self.data.push(Data::Text(encode(value))),
        }
    }

    /// `name=text`, `name=@file`, each with `;type=…`; a part's file name and headers have no counterpart.
    fn part(&mut self, value: &str) {
        let (name, value) = value.split_once('=').unwrap_or((value, ""));
        let (content, mut attributes) = part_content(value);
        let content_type = attributes.iter().position(|(key, _)| key == "type").map(|at| attributes.remove(at).1);
        for (key, _) in attributes {
            self.ignored(
                format!("`;{key}=` of the form field `{name}` has no counterpart"),
                "The field is sent without it.",
            );
        }
        if let Some(file) = content.strip_prefix('@') {
            let value = FormValue::Files(vec![file.to_owned()]);
            self.parts.push(FormPart {
                name: name.to_owned(),
                value,
                content_type,
                description: None,
                is_enabled: true,
            });
        } else if let Some(file) = content.strip_prefix('<') {
            self.ignored(format!("the form field `{name}` takes its text from `{file}`"), "Type it into the body.");
        } else {
            self.text_part(name, content, content_type);
        }
    }

    fn text_part(&mut self, name: &str, text: String, content_type: Option<String>) {
        let value = FormValue::Text(text);
        self.parts.push(FormPart { name: name.to_owned(), value, content_type, description: None, is_enabled: true });
    }

    fn max_time(&mut self, seconds: &str) {
        match std::time::Duration::try_from_secs_f64(seconds.parse().unwrap_or(-1.0)) {
            Ok(time) => {
                let timeout_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
                self.request.settings.timeout_ms = Inheritable::Value(timeout_ms);
            }
            Err(_) => self.ignored(format!("`{seconds}` is no number of seconds"), "The request has no time limit."),
        }
    }

    fn max_redirects(&mut self, count: &str) {
        match count.parse::<i64>() {
            Ok(count) => {
                self.request.settings.max_redirects = Inheritable::Value(u32::try_from(count).unwrap_or(u32::MAX));
            }
            Err(_) => self.ignored(format!("`{count}` is no number of redirects"), "The default is taken."),
        }
    }

    fn unknown(&mut self, option: &str) {
        let problem = Problem::warning("curl_option", format!("cURL has no option `{option}`"));
        self.problems.push(problem.with_hint("The request is made without it."));
    }

    fn ignored(&mut self, message: String, hint: &str) {
        self.problems.push(Problem::warning("curl_ignored", message).with_hint(hint));
    }

    fn finish(mut self) -> Result<Curl, Problem> {
        if self.request.url.is_empty() {
            let hint = "Add the address to the command.";
            return Err(Problem::error("curl_no_url", "the command has no address").with_hint(hint));
        }
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies).join("; ");
            self.row("Cookie", cookies);
        }
        if self.is_json {
            for name in ["Content-Type", "Accept"] {
                if self.typed(name).is_none() {
                    self.row(name, "application/json".to_owned());
                }
            }
        }
        let has_body = !self.data.is_empty() || !self.parts.is_empty();
        let implied = match () {
            () if self.is_head => "HEAD",
            () if self.upload.is_some() => "PUT",
            () if has_body && !self.is_get => "POST",
            () => "GET",
        };
        self.request.method = self.method.take().unwrap_or_else(|| implied.to_owned());
        self.request.body = self.body();
        let address = self.request.url.split(['?', '#']).next().unwrap_or_default();
        let name = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/').to_owned();
        self.request.name = name;
        Ok(Curl { request: self.request, problems: self.problems })
    }

    fn typed(&self, name: &str) -> Option<&str> {
        let row = self.request.headers.iter().find(|row| row.name.eq_ignore_ascii_case(name));
        row.map(|row| row.value.as_str())
    }

    fn body(&mut self) -> Body {
        if let Some(path) = self.upload.take() {
            return self.file(path, "");
        }
        if !self.parts.is_empty() {
            return Body::Multipart(std::mem::take(&mut self.parts));
        }
        let data = std::mem::take(&mut self.data);
        if data.is_empty() {
            return Body::None;
        }
        if let [Data::File(path)] = data.as_slice()
            && !self.is_get
        {
            return self.file(path.clone(), "application/x-www-form-urlencoded");
        }
        let mut texts = Vec::new();
        for piece in data {
            match piece {
                Data::Text(text) => texts.push(text),
                Data::File(file) => self.ignored(
                    format!("the content of the file `{file}` cannot be put between other data"),
                    "Type it into the body.",
                ),
            }
        }
        let text = texts.join(if self.is_json { "" } else { "&" });
        if self.is_get {
            self.add_to_query(&text);
            return Body::None;
        }
        self.text_body(text)
    }

    fn file(&self, path: String, implied: &str) -> Body {
        let content_type = self.typed("content-type").unwrap_or(implied).to_owned();
        Body::File(vec![FileChoice { path, content_type, is_selected: true, description: None }])
    }

    fn add_to_query(&mut self, text: &str) {
        let url = &mut self.request.url;
        let fragment = url.find('#').map(|at| url.split_off(at)).unwrap_or_default();
        let separator = if !url.contains('?') {
            "?"
        } else if url.ends_with(['?', '&']) {
            ""
        } else {
            "&"
        };
        url.push_str(&format!("{separator}{text}{fragment}"));
    }

    fn text_body(&mut self, text: String) -> Body {
        const FORM_TYPE: &str = "application/x-www-form-urlencoded";
        let media = self.typed("content-type").map(|value| {
            let media = value.split(';').next().unwrap_or_default();
            media.trim().to_ascii_lowercase()
        });
        if media.as_deref().is_none_or(|media| media == FORM_TYPE)
            && let Some(rows) = form_rows(&text)
        {
            return Body::FormUrlEncoded(rows);
        }
        let is_off = self.request.behavior.disabled_system_headers.iter().any(|name| name == "content-type");
        if media.is_none() && !is_off {
            self.row("Content-Type", FORM_TYPE.to_owned());
        }
        Body::Raw { language: language(media.as_deref().unwrap_or_default()).to_owned(), text }
    }
}

fn basic(pair: &str) -> Auth {
    let (username, password) = pair.split_once(':').unwrap_or((pair, ""));
    Auth::Basic(Basic { username: username.to_owned(), password: password.to_owned() })
}

fn language(media: &str) -> &'static str {
    match media {
        _ if media.ends_with("json") => "json",
        _ if media.ends_with("xml") => "xml",
        "text/html" => "html",
        _ if media.ends_with("javascript") => "javascript",
        _ => "text",
    }
}

/// Rows that give exactly this text when they are encoded again; `None` where there are none.
fn form_rows(text: &str) -> Option<Vec<Header>> {
    let decoded = |piece: &str| -> Option<String> {
        let piece = piece.replace('+', " ");
        let decoded = percent_decode_str(&piece).decode_utf8().ok()?.into_owned();
        Some(decoded).filter(|decoded| !decoded.contains("{{"))
    };
    let encoded = |piece: &str| utf8_percent_encode(piece, FORM).to_string().replace(' ', "+");
    let mut rows = Vec::new();
    for pair in text.split('&') {
        let (name, value) = pair.split_once('=')?;
        let row = Header { name: decoded(name)?, value: decoded(value)?, description: None, is_enabled: true };
        if format!("{}={}", encoded(&row.name), encoded(&row.value)) != pair {
            return None;
        }
        rows.push(row);
    }
    Some(rows)
}
