//! Reads what a person typed: pairs, headers, times, secrets, bodies, certificates.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use engine::{ClientCertificate, ClientCertificateKind, GivenBody, OptionChanges, WireSettings};
use exchange::{Chunk, HttpVersion, Secret};

use crate::args::{Connection, HttpVersionWord};
use crate::context::{Context, variable};
use crate::exit::CommandError;

/// `NAME=VALUE` pairs of a flag.
pub(crate) fn pairs(flag: &str, texts: &[String]) -> Result<Vec<(String, String)>, CommandError> {
    let pair = |text: &String| match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(CommandError::usage(format!("`{text}` is not NAME=VALUE"), format!("Write it as {flag}NAME=VALUE."))),
    };
    texts.iter().map(pair).collect()
}

/// `Name: value` headers.
pub(crate) fn headers(texts: &[String]) -> Result<Vec<(String, String)>, CommandError> {
    let header = |text: &String| match text.split_once(':') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.to_owned(), value.trim_start_matches(' ').to_owned()))
        }
        _ => Err(CommandError::usage(format!("`{text}` is not a header"), "Write it as -H 'Name: value'.")),
    };
    texts.iter().map(header).collect()
}

/// A time such as `30s`, `500ms`, `2m`; a plain number is seconds. Gives milliseconds.
pub(crate) fn time_ms(text: &str) -> Result<u64, CommandError> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim() {
        "ms" => 1.0,
        "s" | "" => 1_000.0,
        "m" | "min" => 60_000.0,
        "h" => 3_600_000.0,
        _ => f64::NAN,
    };
    let ms = number.parse::<f64>().unwrap_or(f64::NAN) * factor;
    if !(0.0..=1e12).contains(&ms) {
        return Err(CommandError::usage(format!("`{text}` is not a time"), "Write it as 500ms, 30s or 2m."));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked in the line above"
    )]
    let whole = ms as u64;
    Ok(whole)
}

/// A secret from the variable that a `--…-env` flag names; asked for where somebody can answer.
pub(crate) fn secret(context: &Context, from: Option<&str>, flag: &str, what: &str) -> Result<Secret, CommandError> {
    if let Some(name) = from {
        return secret_variable(name, flag);
    }
    if !context.can_ask {
        let hint = format!("Name an environment variable that holds it: {flag} NAME.");
        return Err(CommandError::usage(format!("{what} is needed, and nobody can be asked"), hint));
    }
    let typed = rpassword::prompt_password(format!("{what}: "))
        .map_err(|error| CommandError::File { message: format!("reading {what} from the terminal: {error}") })?;
    Ok(Secret::new(typed))
}

pub(crate) fn secret_variable(name: &str, flag: &str) -> Result<Secret, CommandError> {
    variable(name).map(Secret::new).ok_or_else(|| {
        let hint = format!(
            "Set it first, such as: export {name}=…  ({flag} takes the name of a variable, never the secret itself.)"
        );
        CommandError::usage(format!("the environment has no variable `{name}`"), hint)
    })
}

/// A body: `@FILE`, `-` for standard input, or the text itself.
pub(crate) fn body(text: &str, content_type: Option<&str>) -> Result<GivenBody, CommandError> {
    if text == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| CommandError::File { message: format!("reading the body from standard input: {error}") })?;
        return Ok(GivenBody::bytes(Bytes::from(bytes), content_type));
    }
    let Some(path) = text.strip_prefix('@') else {
        return Ok(GivenBody::bytes(Bytes::from(text.to_owned()), content_type));
    };
    let path = PathBuf::from(path);
    if !path.is_file() {
        return Err(CommandError::File {
            message: format!("there is no file `{}` to send as the body", path.display()),
        });
    }
    Ok(GivenBody { chunks: vec![Chunk::File(path)], content_type: content_type.map(str::to_owned) })
}

/// Trust and certificates of one command.
pub(crate) fn wire_settings(connection: &Connection) -> Result<WireSettings, CommandError> {
    let passphrase = match &connection.passphrase_env {
        Some(name) => Some(secret_variable(name, "--passphrase-env")?),
        None => None,
    };
    let mut client_certificates = Vec::new();
    for (index, text) in connection.cert.iter().enumerate() {
        let key = connection.key.get(index).map(PathBuf::as_path);
        client_certificates.push(client_certificate(text, key, passphrase.as_ref())?);
    }
    Ok(WireSettings { ca_files: connection.cacert.clone(), client_certificates, ..WireSettings::default() })
}

/// `[HOST[:PORT]=]FILE`.
fn client_certificate(
    text: &str,
    key: Option<&Path>,
    passphrase: Option<&Secret>,
) -> Result<ClientCertificate, CommandError> {
    let (host, file) = match text.split_once('=') {
        Some((host, file)) if !Path::new(text).exists() => (host, PathBuf::from(file)),
        _ => ("*", PathBuf::from(text)),
    };
    if !file.is_file() {
        return Err(CommandError::File { message: format!("there is no certificate file `{}`", file.display()) });
    }
    let (host, port) = match host.rsplit_once(':').map(|(name, port)| (name, port.parse::<u16>())) {
        Some((name, Ok(port))) => (name, Some(port)),
        _ => (host, None),
    };
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let kind = if ending == "p12" || ending == "pfx" {
        ClientCertificateKind::Pkcs12 { file, passphrase: passphrase.cloned().unwrap_or_default() }
    } else {
        let key = key.map_or_else(|| file.clone(), Path::to_owned);
        ClientCertificateKind::Pem { certificate: file, key, passphrase: passphrase.cloned() }
    };
    Ok(ClientCertificate { host: host.to_owned(), port, kind })
}

/// Settings of one send.
pub(crate) fn option_changes(connection: &Connection) -> Result<OptionChanges, CommandError> {
    Ok(OptionChanges {
        http_version: match connection.http {
            HttpVersionWord::Auto => None,
            HttpVersionWord::Http1 => Some(HttpVersion::Http1),
            HttpVersionWord::Http2 => Some(HttpVersion::Http2),
        },
        verifies_certificates: connection.insecure.then_some(false),
        follows_redirects: connection.no_redirect.then_some(false),
        uses_cookies: connection.no_cookies.then_some(false),
        timeout_ms: connection.timeout.as_deref().map(time_ms).transpose()?,
    })
}
