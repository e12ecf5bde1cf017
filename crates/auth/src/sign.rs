//! Adds the rows of an authorization to a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchange::{HeaderRow, Origin, ResolvedAuth, ResolvedPlacement, ResolvedRequest, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Adds what the request's authorization asks for. OAuth 2.0 is left alone: it needs a token, see [`sign_with_token`].
///
/// A header of the same name that the person typed wins, and nothing is added then.
pub fn sign(request: &mut ResolvedRequest) {
    match request.auth.clone() {
        ResolvedAuth::None | ResolvedAuth::OAuth2(_) => {}
        ResolvedAuth::Bearer { token } => add_row(request, "Authorization", format!("Bearer {}", token.expose())),
        ResolvedAuth::Basic { username, password } => {
            let credentials = basic_credentials(&username, password.expose());
            request.secrets.push(credentials.clone());
            add_row(request, "Authorization", format!("Basic {}", credentials.expose()));
        }
        ResolvedAuth::HeaderKey { name, value } => add_row(request, &name, value.expose().to_owned()),
        ResolvedAuth::QueryKey { name, value } => add_query(request, &name, &value),
    }
}

/// Adds an access token where the settings place it.
pub fn sign_with_token(request: &mut ResolvedRequest, placement: &ResolvedPlacement, token: &Secret) {
    request.secrets.push(token.clone());
    match placement {
        ResolvedPlacement::Header { name, prefix } if prefix.is_empty() => {
            add_row(request, name, token.expose().to_owned());
        }
        ResolvedPlacement::Header { name, prefix } => add_row(request, name, format!("{prefix} {}", token.expose())),
        ResolvedPlacement::Query { name } => add_query(request, name, token),
    }
}

/// User name and password as `Authorization: Basic` carries them, RFC 7617 §2, UTF-8.
pub fn basic_credentials(username: &str, password: &str) -> Secret {
    Secret::new(STANDARD.encode(format!("{username}:{password}")))
}

/// Puts a row between the typed and the generated ones.
fn add_row(request: &mut ResolvedRequest, name: &str, value: String) {
    if request.headers.iter().any(|row| row.name.eq_ignore_ascii_case(name) && row.origin == Origin::Typed) {
        return;
    }
    request.headers.retain(|row| !(row.origin == Origin::Auth && row.name.eq_ignore_ascii_case(name)));
    let at = request.headers.iter().position(|row| row.origin == Origin::Generated).unwrap_or(request.headers.len());
    request.headers.insert(at, HeaderRow { name: name.to_owned(), value, origin: Origin::Auth });
}

fn add_query(request: &mut ResolvedRequest, name: &str, value: &Secret) {
    let separator = if request.address.target.contains('?') { '&' } else { '?' };
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let value = encoded(value.expose());
    request.secrets.push(Secret::new(value.clone()));
    request.address.target += &format!("{separator}{}={value}", encoded(name));
}

#[cfg(test)]
mod tests;
