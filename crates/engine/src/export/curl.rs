//! A request as a cURL command for somebody else's terminal.
//!
//! Without secrets (the usual way) each of them, each variable of the process and the token are named in braces where they
//! belong: `{{vault:apiKey}}`, `{{accessToken}}`. They travel through the request as marks that no encoding touches.

use std::cell::RefCell;
use std::path::Path;

use exchange::{Origin, ResolvedAuth, ResolvedRequest, Secret};
use formats::curl::{Command, CommandBody};
use model::{Body, FormPart, FormValue, Request};
use resolve::Text;

use crate::authorization::need::TokenNeed;
use crate::collection::find::{FoundRequest, request_at};
use crate::error::Error;
use crate::send::Requests;
use crate::send::owner::Owner;
use crate::send::situation::{ForThisSend, Resolving, SecretValues};
use crate::workspace::Opened;

/// Headers that cURL adds by itself, and how it spells them.
const OWN_HEADERS: [&str; 3] = ["User-Agent", "Accept", "Content-Type"];

impl Requests<'_> {
    /// The request as a cURL command that asks for the same bytes. `opened` is the collection as edited.
    pub fn curl(self, opened: &Opened, request: &Request, shows_secrets: bool) -> Result<String, Error> {
        let FoundRequest { folders, .. } = request_at(&opened.collection, &request.path)?;
        let lineage = FoundRequest { request, folders }.lineage(&opened.collection);
        let situation = self.situation(opened, &lineage, ForThisSend::default())?;
        let saved = Request { auth: lineage.fetching_auth().clone(), ..request.clone() };
        let marks = Marks::default();
        let named = |name: &str| marks.mark(name.to_owned());
        let secrets = if shows_secrets { SecretValues::Real } else { SecretValues::Named(&named) };
        let resolving = Resolving { request: &saved, body: None, keeps_unknown: true, secrets };
        let resolution = self.resolve(&situation, resolving);
        let mut resolved = resolution.request.ok_or(Error::Unresolved(resolution.problems))?;
        let body = self.with_inputs(&situation.owner, secrets, true, |inputs| {
            let mut text = Text::new(&situation.scopes, inputs, Some(request.path.clone()));
            body(&saved.body, &resolved, &opened.folder, &mut text)
        });
        if !shows_secrets {
            marks.hide_typed(&mut resolved.auth);
        }
        let user = self.sign_for_curl(&mut resolved, &situation.owner, (!shows_secrets).then_some(&marks))?;
        Ok(formats::curl::write(&marks.named_in(command(resolved, user, body))))
    }

    /// Adds the authorization's rows. Basic credentials are left to cURL, which encodes them itself.
    fn sign_for_curl(
        self,
        resolved: &mut ResolvedRequest,
        owner: &Owner,
        hiding: Option<&Marks>,
    ) -> Result<Option<(String, String)>, Error> {
        let is_typed = resolved.headers.iter().any(|row| row.name.eq_ignore_ascii_case("authorization"));
        match resolved.auth.clone() {
            ResolvedAuth::Basic { username, password } if !is_typed => {
                return Ok(Some((username, password.expose().to_owned())));
            }
            ResolvedAuth::OAuth2(oauth) => {
                let need = TokenNeed { oauth: &oauth, owner, options: &resolved.options, may_fetch: false };
                let token = match hiding {
                    Some(marks) => Some(Secret::new(marks.mark("accessToken".to_owned()))),
                    None => self.engine.tokens().stored_token(&need)?.map(|token| token.content.access_token),
                };
                let token = token.unwrap_or_else(|| Secret::new("{{accessToken}}"));
                auth::sign_with_token(resolved, &oauth.placement, &token);
            }
            _ => auth::sign(resolved),
        }
        Ok(None)
    }
}

fn command(resolved: ResolvedRequest, user: Option<(String, String)>, body: CommandBody) -> Command {
    let is_form = matches!(body, CommandBody::Form(_));
    let is_kept = |name: &str, origin: Origin| match origin {
        Origin::Typed | Origin::Auth => true,
        Origin::Generated => name.eq_ignore_ascii_case("content-type") && !is_form,
        Origin::Cookie => false,
    };
    let is_compressed = resolved
        .headers
        .iter()
        .any(|row| row.origin == Origin::Generated && row.name.eq_ignore_ascii_case("accept-encoding"));
    let headers: Vec<(String, String)> = resolved
        .headers
        .into_iter()
        .filter(|row| is_kept(&row.name, row.origin))
        .map(|row| (row.name, row.value))
        .collect();
    let has_bytes = matches!(body, CommandBody::Bytes(_) | CommandBody::File(_));
    let is_missing = |name: &str| {
        let is_there = headers.iter().any(|(typed, _)| typed.eq_ignore_ascii_case(name));
        let is_off = resolved.suppressed_headers.iter().any(|off| off.eq_ignore_ascii_case(name));
        !is_there && if name == "Content-Type" { has_bytes } else { is_off }
    };
    let without = OWN_HEADERS.into_iter().filter(|name| is_missing(name)).map(str::to_owned).collect();
    Command {
        method: resolved.method,
        url: resolved.address.to_string(),
        without,
        headers,
        user,
        body,
        options: resolved.options,
        is_compressed,
    }
}

fn body(body: &Body, resolved: &ResolvedRequest, folder: &Path, text: &mut Text) -> CommandBody {
    let path = |path: String| folder.join(path).display().to_string();
    match body {
        Body::Multipart(parts) => {
            let parts = parts.iter().filter(|part| part.is_enabled).map(|part| {
                let value = match &part.value {
                    FormValue::Text(value) => FormValue::Text(text.resolve(value, "a form field")),
                    FormValue::Files(paths) => {
                        FormValue::Files(paths.iter().map(|one| path(text.resolve(one, "a form field"))).collect())
                    }
                };
                FormPart { name: text.resolve(&part.name, "a form field's name"), value, ..part.clone() }
            });
            CommandBody::Form(parts.collect())
        }
        Body::File(_) => match resolved.body.as_deref() {
            Some([exchange::Chunk::File(file)]) => CommandBody::File(file.display().to_string()),
            _ => CommandBody::None,
        },
        Body::None | Body::Raw { .. } | Body::FormUrlEncoded(_) => match &resolved.body {
            None => CommandBody::None,
            Some(chunks) => CommandBody::Bytes(
                chunks
                    .iter()
                    .flat_map(|chunk| match chunk {
                        exchange::Chunk::Bytes(bytes) => bytes.to_vec(),
                        exchange::Chunk::File(_) => Vec::new(),
                    })
                    .collect(),
            ),
        },
    }
}

/// Stand-ins for what must not be shown: letters and digits only, so that every encoding leaves them alone.
#[derive(Default)]
struct Marks(RefCell<Vec<String>>);

impl Marks {
    fn mark(&self, name: String) -> String {
        let mut names = self.0.borrow_mut();
        let at = names.iter().position(|known| *known == name).unwrap_or(names.len());
        if at == names.len() {
            names.push(name);
        }
        format!("PostriderMark{at}Z")
    }

    /// A text with `{{name}}` in place of each mark.
    fn named(&self, text: &str) -> String {
        let names = self.0.borrow();
        let marked = names.iter().enumerate();
        marked.fold(text.to_owned(), |text, (at, name)| {
            text.replace(&format!("PostriderMark{at}Z"), &format!("{{{{{name}}}}}"))
        })
    }

    /// The command with every mark named. Bytes that are no text hold none.
    fn named_in(&self, command: Command) -> Command {
        let body = match command.body {
            CommandBody::Bytes(bytes) => CommandBody::Bytes(match String::from_utf8(bytes) {
                Ok(text) => self.named(&text).into_bytes(),
                Err(error) => error.into_bytes(),
            }),
            CommandBody::Form(parts) => {
                CommandBody::Form(parts.into_iter().map(|part| self.named_part(part)).collect())
            }
            other => other,
        };
        let headers = command.headers.into_iter().map(|(name, value)| (self.named(&name), self.named(&value)));
        Command {
            url: self.named(&command.url),
            headers: headers.collect(),
            user: command.user.map(|(name, password)| (self.named(&name), self.named(&password))),
            body,
            ..command
        }
    }

    fn named_part(&self, part: FormPart) -> FormPart {
        let value = match part.value {
            FormValue::Text(text) => FormValue::Text(self.named(&text)),
            FormValue::Files(paths) => FormValue::Files(paths.iter().map(|path| self.named(path)).collect()),
        };
        FormPart { name: self.named(&part.name), value, ..part }
    }

    /// Hides credentials that stand in a file in clear, where no vault gave a mark.
    fn hide_typed(&self, auth: &mut ResolvedAuth) {
        let (secret, name) = match auth {
            ResolvedAuth::None | ResolvedAuth::OAuth2(_) => return,
            ResolvedAuth::Bearer { token } => (token, "token"),
            ResolvedAuth::Basic { password, .. } => (password, "password"),
            ResolvedAuth::HeaderKey { value, .. } | ResolvedAuth::QueryKey { value, .. } => (value, "apiKey"),
        };
        if !secret.expose().contains("PostriderMark") && !secret.is_empty() {
            *secret = Secret::new(self.mark(name.to_owned()));
        }
    }
}
