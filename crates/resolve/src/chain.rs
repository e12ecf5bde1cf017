//! Inheritance: which parent's authorization, headers and settings apply.

use model::{Auth, Defaults, Header, Inheritable, Settings};

/// Whose authorization applies to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthSource {
    /// The request's own.
    Request,
    /// That of the parent at this index of `parents` (0 is the collection).
    Parent(usize),
}

/// The authorization that applies: the request's own, else that of the innermost parent which does not inherit.
///
/// `parents` goes from the collection inwards. A collection that says `inherit` has nobody to inherit from: none.
pub fn inherited_auth<'a>(own: &'a Auth, parents: &[&'a Defaults]) -> (&'a Auth, AuthSource) {
    if *own != Auth::Inherit {
        return (own, AuthSource::Request);
    }
    for (index, parent) in parents.iter().enumerate().rev() {
        if parent.auth != Auth::Inherit {
            return (&parent.auth, AuthSource::Parent(index));
        }
    }
    (&Auth::None, AuthSource::Parent(0))
}

/// The block that can fetch a token which was only chosen by name: that of the innermost parent whose Token Name it is.
///
/// `None` where `auth` can fetch by itself, is something else, or no parent gets a token of that name.
pub fn fetching_block<'a>(auth: &Auth, parents: &[&'a Defaults]) -> Option<&'a Auth> {
    let Auth::OAuth2(chosen) = auth else { return None };
    if !chosen.access_token_url.is_empty() || chosen.token_name.is_empty() {
        return None;
    }
    parents.iter().rev().map(|parent| &parent.auth).find(|auth| match auth {
        Auth::OAuth2(block) => block.token_name == chosen.token_name && !block.access_token_url.is_empty(),
        _ => false,
    })
}

/// Enabled header rows: those of the parents from the outside inwards, unless an inner level has a row of that name, then the own ones.
pub(crate) fn inherited_headers<'a>(own: &'a [Header], parents: &[&'a Defaults]) -> Vec<&'a Header> {
    let levels: Vec<&'a [Header]> = parents.iter().map(|parent| parent.headers.as_slice()).chain([own]).collect();
    let mut rows = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let is_replaced = |row: &Header| {
            let inner = levels[index + 1..].iter().flat_map(|rows| rows.iter());
            inner.into_iter().any(|other| other.is_enabled && other.name.eq_ignore_ascii_case(&row.name))
        };
        rows.extend(level.iter().filter(|row| row.is_enabled && !is_replaced(row)));
    }
    rows
}

/// The settings that apply: each one from the innermost level that says it.
pub fn inherited_settings(own: &Settings, parents: &[&Defaults]) -> Settings {
    let mut result = Settings::default();
    for level in parents.iter().map(|parent| &parent.settings).chain([own]) {
        take(&mut result.encodes_url, level.encodes_url);
        take(&mut result.follows_redirects, level.follows_redirects);
        take(&mut result.forwards_authorization, level.forwards_authorization);
        take(&mut result.timeout_ms, level.timeout_ms);
        take(&mut result.max_redirects, level.max_redirects);
    }
    result
}

fn take<T: Copy>(outer: &mut Inheritable<T>, inner: Inheritable<T>) {
    if let Inheritable::Value(value) = inner {
        *outer = Inheritable::Value(value);
    }
}
