//! What everybody who has signed in may see and do: the server's addresses, their own record, password, keys, sessions.

use waystation_store::users::{self, ProfileUpdate};
use waystation_store::{Account, AccountName, AuditKind, Note, SessionWithOwner, User, audit, sessions as stored};

use super::forms::{ChangePassword, ChangeProfile, EndSessions};
use super::refusal::{Refusal, unless_complaints};
use super::views::{KeysView, OwnSessionView, PersonName, ProfileView, SecretView, ServerView};
use super::visit::{Reply, Visit};
use super::{people, session, sign_in};
use crate::address::{DOCUMENT_SLASHED, PAGE_PATH};
use crate::proofs::Claimant;
use crate::users::rules::Complaints;
use crate::{models, token_endpoint};

/// At most this many people to ask are named.
const CURATORS_MAX: u64 = 5;

/// GET server
pub(crate) async fn server(visit: Visit) -> Result<Reply, Refusal> {
    let settings = visit.server.settings().await?;
    let curators = people::acting_curators(&visit, CURATORS_MAX).await?;
    let base = format!("{}://{}", visit.origin.scheme, visit.origin.host);
    Reply::json(&ServerView {
        version: env!("CARGO_PKG_VERSION"),
        default_role: settings.default_role().into(),
        token_life_s: settings.token_life().as_secs(),
        token_url: format!("{base}{}", token_endpoint::PATH),
        documentation_url: format!("{base}{DOCUMENT_SLASHED}"),
        documentation_page: PAGE_PATH,
        languages: models::LANGUAGES,
        curators: curators.into_iter().map(without_id).collect(),
    })
}

/// A person as everybody may see them.
fn without_id(User { first_name, last_name, email, .. }: User) -> PersonName {
    PersonName { id: None, first_name, last_name, email }
}

async fn own(visit: &Visit) -> Result<Account, Refusal> {
    let id = visit.signed_in()?.user.id;
    visit.server.account(AccountName::Id(id)).await?.ok_or(Refusal::SignedOut)
}

/// GET profile
pub(crate) async fn get(visit: Visit) -> Result<Reply, Refusal> {
    let Account { user, version, password_set_at, .. } = own(&visit).await?;
    let effective_role = visit.server.effective_role(user.role).await?;
    Reply::json(&ProfileView {
        id: user.id.to_string(),
        version,
        first_name: user.first_name,
        last_name: user.last_name,
        email: user.email,
        role: user.role.into(),
        effective_role: effective_role.into(),
        time_zone: user.time_zone,
        language: user.language,
        created_at_ms: user.created_at.as_millisecond(),
        password_set_at_ms: password_set_at.map(jiff::Timestamp::as_millisecond),
    })
}

/// PATCH profile
pub(crate) async fn change(visit: Visit) -> Result<Reply, Refusal> {
    let form: ChangeProfile = visit.form()?;
    let trimmed = |name: Option<String>| name.map(|name| name.trim().to_owned());
    let (first_name, last_name) = (trimmed(form.first_name), trimmed(form.last_name));
    let mut complaints = Complaints::default();
    if let Some(name) = &first_name {
        complaints.name("first_name", name);
    }
    if let Some(name) = &last_name {
        complaints.name("last_name", name);
    }
    if let Some(time_zone) = &form.time_zone {
        complaints.time_zone(time_zone);
    }
    let language = form.language.map(|language| complaints.language(&language));
    unless_complaints(complaints)?;
    let (id, by) = (visit.signed_in()?.user.id, visit.by());
    let edited_version = form.if_version;
    let update = ProfileUpdate { id, edited_version, first_name, last_name, time_zone: form.time_zone, language };
    visit.server.store.write(move |tx| users::update_profile(tx, &update, by)).await?;
    get(visit).await
}

/// POST profile/password
pub(crate) async fn change_password(visit: Visit) -> Result<Reply, Refusal> {
    let ChangePassword { current_password, new_password } = visit.form()?;
    let account = own(&visit).await?;
    let claimant = Claimant::new(&account.user.email.to_lowercase(), visit.address);
    let tries_left = sign_in::begin(&visit, &claimant)?;
    if !visit.server.hashing.is_right(current_password, account.password_hash.clone()).await? {
        return Err(Refusal::WrongPassword { tries_left });
    }
    visit.server.failed_proofs.forgive(&claimant, visit.now);
    sign_in::check_new_password(&visit.server, "new_password", &new_password, &account).await?;
    sign_in::renew(&visit, new_password, account.user).await
}

/// GET profile/sessions
pub(crate) async fn sessions(visit: Visit) -> Result<Reply, Refusal> {
    let SessionWithOwner { session: this, user, .. } = visit.signed_in()?;
    let settings = visit.server.settings().await?;
    let id = user.id;
    let sessions = visit.server.store.read(move |rows| rows.sessions().list(id)).await?;
    let live = sessions.into_iter().filter(|session| session::is_live(session, &settings, visit.now));
    let views: Vec<OwnSessionView> = live
        .map(|session| OwnSessionView {
            made_at_ms: session.made_at.as_millisecond(),
            seen_at_ms: session.seen_at.as_millisecond(),
            address: session.address.to_string(),
            is_this: session.hash == this.hash,
            agent: session.agent,
        })
        .collect();
    Reply::json(&views)
}

/// POST profile/sessions/end
pub(crate) async fn end_sessions(visit: Visit) -> Result<Reply, Refusal> {
    let EndSessions { includes_this } = visit.form()?;
    let SessionWithOwner { session: this, user, .. } = visit.signed_in()?;
    let (id, except, by) = (user.id, (!includes_this).then_some(this.hash), visit.by());
    visit.server.store.write(move |tx| stored::end_all(tx, id, except.as_ref(), by)).await?;
    if includes_this { sign_in::of_nobody(&visit).await } else { sign_in::session(visit).await }
}

/// GET profile/keys
pub(crate) async fn keys(visit: Visit) -> Result<Reply, Refusal> {
    let Account { user, api_key, key_made_at, last_token_at, .. } = own(&visit).await?;
    Reply::json(&KeysView {
        is_api_enabled: user.is_api_enabled,
        api_key: api_key.map(|pair| pair.key),
        made_at_ms: key_made_at.map(jiff::Timestamp::as_millisecond),
        last_token_at_ms: last_token_at.map(jiff::Timestamp::as_millisecond),
    })
}

/// POST profile/keys/reveal
pub(crate) async fn reveal_secret(visit: Visit) -> Result<Reply, Refusal> {
    let Account { user, api_key, .. } = own(&visit).await?;
    let pair = api_key.ok_or(Refusal::ApiAccessOff)?;
    let secret = visit.server.key.open_secret(&pair.sealed_secret, &pair.key).ok_or(Refusal::Unopened)?;
    let (note, by) = (Note::on(AuditKind::SecretRevealed, &user), visit.by());
    visit.server.store.write(move |tx| audit::append(tx, &note, by)).await?;
    Reply::json(&SecretView { api_secret: secret.to_string() })
}

/// POST profile/keys/roll
pub(crate) async fn roll_keys(visit: Visit) -> Result<Reply, Refusal> {
    let (id, by) = (visit.signed_in()?.user.id, visit.by());
    let pair = visit.server.new_key(visit.now)?;
    visit.server.store.write(move |tx| users::roll_keys(tx, id, &pair, by)).await?;
    keys(visit).await
}
