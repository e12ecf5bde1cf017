//! A request as a cURL command for a POSIX shell.
//!
//! Every byte of address, headers and body arrives at cURL as it stands in the request; quoting is always `'…'`.

use exchange::{HttpVersion, SendOptions};
use model::{FormPart, FormValue};

/// What a command sends.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// Method token.
    pub method: String,
    /// Address, byte for byte.
    pub url: String,
    /// Header rows in order; those that cURL makes of user, form and body are left out by the caller.
    pub headers: Vec<(String, String)>,
    /// Headers that cURL would add by itself and must not.
    pub without: Vec<String>,
    /// User name and password of Basic authorization.
    pub user: Option<(String, String)>,
    /// Body.
    pub body: CommandBody,
    /// How it is sent.
    pub options: SendOptions,
    /// Whether compressed answers are asked for and unpacked.
    pub is_compressed: bool,
}

/// The body of a command.
#[derive(Debug, Clone, Default)]
pub enum CommandBody {
    /// None.
    #[default]
    None,
    /// These bytes.
    Bytes(Vec<u8>),
    /// The content of a file.
    File(String),
    /// A multipart form; rows that are off are passed over.
    Form(Vec<FormPart>),
}

/// Writes the command. Bytes that a shell cannot carry in a word are piped into it.
pub fn write(command: &Command) -> String {
    let mut words = Vec::new();
    method(command, &mut words);
    target(command, &mut words);
    for (name, value) in &command.headers {
        let line = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        words.push(format!("-H {}", quote(&line)));
    }
    words.extend(command.without.iter().map(|name| format!("-H {}", quote(&format!("{name}:")))));
    if let Some((name, password)) = &command.user {
        words.push(format!("-u {}", quote(&format!("{name}:{password}"))));
    }
    let piped = body(&command.body, &mut words);
    options(command, &mut words);
    format!("{}curl {}", piped.unwrap_or_default(), words.join(" \\\n  "))
}

fn method(command: &Command, words: &mut Vec<String>) {
    let implied = match &command.body {
        CommandBody::None if command.method == "HEAD" => return words.push("-I".to_owned()),
        CommandBody::None => "GET",
        CommandBody::Bytes(_) | CommandBody::File(_) | CommandBody::Form(_) => "POST",
    };
    if command.method != implied {
        words.push(format!("-X {}", quote(&command.method)));
    }
}

fn target(command: &Command, words: &mut Vec<String>) {
    let url = &command.url;
    if url.contains(['{', '}', '[', ']']) {
        words.push("-g".to_owned());
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if path.split('/').any(|segment| segment == "." || segment == "..") {
        words.push("--path-as-is".to_owned());
    }
    let flag = if url.starts_with('-') { "--url " } else { "" };
    words.push(format!("{flag}{}", quote(url)));
}

/// Adds the body's words; what must be piped into the command is given back.
fn body(body: &CommandBody, words: &mut Vec<String>) -> Option<String> {
    match body {
        CommandBody::None => {}
        CommandBody::File(path) => words.push(format!("--data-binary {}", quote(&format!("@{path}")))),
        CommandBody::Form(parts) => words.extend(parts.iter().filter(|part| part.is_enabled).flat_map(form)),
        CommandBody::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => words.push(format!("--data-raw {}", quote(text))),
            _ => {
                words.push("--data-binary @-".to_owned());
                let octal = bytes.iter().fold(String::new(), |octal, byte| octal + &format!("\\{byte:03o}"));
                return Some(format!("printf '{octal}' | "));
            }
        },
    }
    None
}

fn form(part: &FormPart) -> Vec<String> {
    let kind = part.content_type.as_ref().filter(|kind| !kind.is_empty());
    let kind = kind.map(|kind| format!(";type={kind}")).unwrap_or_default();
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    match &part.value {
        FormValue::Text(text) if kind.is_empty() => {
            vec![format!("--form-string {}", quote(&format!("{}={text}", part.name)))]
        }
        FormValue::Text(text) => vec![format!("-F {}", quote(&format!("{}=\"{}\"{kind}", part.name, escaped(text))))],
        FormValue::Files(paths) => paths
            .iter()
            .map(|path| format!("-F {}", quote(&format!("{}=@\"{}\"{kind}", part.name, escaped(path)))))
            .collect(),
    }
}

fn options(command: &Command, words: &mut Vec<String>) {
    let SendOptions { http_version, verifies_certificates, max_redirects, timeout_ms, .. } = &command.options;
    let defaults = SendOptions::default();
    let mut flag = |is_set: bool, text: &str| {
        if is_set {
            words.push(text.to_owned());
        }
    };
    flag(command.is_compressed, "--compressed");
    flag(command.options.forwards_authorization, "--location-trusted");
    flag(command.options.follows_redirects && !command.options.forwards_authorization, "-L");
    flag(command.options.keeps_method_on_redirect, "--post301 --post302 --post303");
    flag(!verifies_certificates, "-k");
    flag(*http_version == HttpVersion::Http1, "--http1.1");
    flag(*http_version == HttpVersion::Http2, "--http2");
    if *max_redirects != defaults.max_redirects {
        words.push(format!("--max-redirs {max_redirects}"));
    }
    if let Some(timeout_ms) = timeout_ms {
        words.push(format!("--max-time {}.{:03}", timeout_ms / 1000, timeout_ms % 1000));
    }
}

/// A word of a POSIX shell; bare where nothing in it means something to the shell.
fn quote(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
