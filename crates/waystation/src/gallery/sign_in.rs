//! Signing in and out, the first sign-in, and making an account.

use http::HeaderValue;
use waystation_store::users::{self, CreateUserError, Introduction};
use waystation_store::{
    Account, AccountName, Actor, AuditKind, Beginning, FirstStep, Id, NewPassword, NewUser, Note, SessionWithOwner,
    User, audit, sessions,
};
use zeroize::Zeroizing;

use super::forms::{FirstSignIn, SignIn, SignUp};
use super::refusal::{Refusal, unless_complaints};
use super::session::{self, Browser, Cookie};
use super::views::{SessionView, SignedInUser};
use super::visit::{Reply, Visit};
use crate::email;
use crate::proofs::Claimant;
use crate::server::Server;
use crate::settings::{ABSOLUTE_LIMIT, IDLE_LIMIT};
use crate::users::rules::{self, Complaints};

/// GET session
pub(crate) async fn session(visit: Visit) -> Result<Reply, Refusal> {
    match &visit.cookie {
        Some(cookie) => view(&visit, cookie, visit.signed_in().ok()).await,
        None => of_nobody(&visit).await,
    }
}

/// POST sign-in
pub(crate) async fn sign_in(visit: Visit) -> Result<Reply, Refusal> {
    let SignIn { email, password } = visit.form()?;
    let email = email.trim().to_lowercase();
    let claimant = Claimant::new(&email, visit.address);
    let tries_left = begin(&visit, &claimant)?;
    let account = visit.server.account(AccountName::Email(email.clone())).await?;
    let known = account.as_ref().and_then(|account| account.password_hash.clone());
    let is_right = visit.server.hashing.is_right(password, known).await?;
    let account = match account {
        Some(account) if is_right && account.user.is_active && !account.user.is_account_locked => account,
        other => {
            note_refusal(&visit, email, other.map(|account| account.user.id)).await?;
            return Err(Refusal::WrongCredentials { tries_left });
        }
    };
    visit.server.failed_proofs.forgive(&claimant, visit.now);
    // What the browser had before is worth nothing from here on.
    end_session(&visit).await?;
    begin_session(&visit, account.user, account.first_step, Beginning::SignIn).await
}

/// Counts a try; too many are refused.
pub(super) fn begin(visit: &Visit, claimant: &Claimant) -> Result<usize, Refusal> {
    visit.server.failed_proofs.begin(claimant, visit.now).map_err(|wait_s| Refusal::TooManyTries { wait_s })
}

/// Only what is shaped like an address is noted: people type passwords into the wrong field. And only a limited number
/// from one address: a stranger who guesses names must not decide how much is written.
async fn note_refusal(visit: &Visit, email: String, subject_id: Option<Id>) -> Result<(), Refusal> {
    let noted = Claimant::new("refused sign-ins that are noted", visit.address);
    if visit.server.failed_proofs.begin(&noted, visit.now).is_err() {
        return Ok(());
    }
    let subject = if email::is_address(&email) { email } else { String::new() };
    let note = Note { subject, subject_id, ..Note::of(AuditKind::SignInRefused) };
    let by = Actor { user_id: None, ..visit.by() };
    Ok(visit.server.store.write(move |tx| audit::append(tx, &note, by)).await?)
}

/// Ends the session of the cookie that came, if it is one.
async fn end_session(visit: &Visit) -> Result<(), Refusal> {
    if let Ok(SessionWithOwner { session, .. }) = visit.signed_in() {
        let (hash, by) = (session.hash, visit.by());
        visit.server.store.write(move |tx| sessions::end(tx, &hash, by)).await?;
    }
    Ok(())
}

/// POST sign-up
pub(crate) async fn sign_up(visit: Visit) -> Result<Reply, Refusal> {
    if !visit.server.settings().await?.users_can_register() {
        return Err(Refusal::RegistrationClosed);
    }
    let form: SignUp = visit.form()?;
    begin(&visit, &Claimant::new("sign-up", visit.address))?;
    let user = User {
        first_name: form.first_name.trim().to_owned(),
        last_name: form.last_name.trim().to_owned(),
        email: form.email.trim().to_owned(),
        ..rules::blank(visit.server.new_id(visit.now), visit.now)
    };
    check_name(&user)?;
    check_password(&visit.server, "password", &form.password, &user).await?;
    // Hashed before it is known whether the address is free: the time says nothing about it.
    let hash = visit.server.hashing.hash(form.password).await?;
    let by = Actor { user_id: Some(user.id), ..visit.by() };
    let new_user =
        NewUser { user, api_key: None, password_hash: Some(hash), entered_at: visit.now, first_step: FirstStep::None };
    match visit.server.store.write(move |tx| users::create(tx, &new_user, None, by)).await {
        Ok(()) | Err(CreateUserError::EmailTaken) => Ok(Reply::nothing()),
        Err(CreateUserError::Store(error)) => Err(error.into()),
    }
}

fn check_name(user: &User) -> Result<(), Refusal> {
    let mut complaints = Complaints::default();
    complaints.name("first_name", &user.first_name);
    complaints.name("last_name", &user.last_name);
    complaints.email(&user.email);
    unless_complaints(complaints)
}

/// Refuses a password that breaks a rule. `member` is what the form calls it.
pub(super) async fn check_password(
    server: &Server,
    member: &str,
    password: &Zeroizing<String>,
    user: &User,
) -> Result<(), Refusal> {
    let names = vec![user.email.clone(), user.first_name.clone(), user.last_name.clone()];
    match server.hashing.complaint(password.clone(), names).await? {
        Some(complaint) => Err(Refusal::invalid(member, complaint)),
        None => Ok(()),
    }
}

/// The same, and the one that holds is refused, too.
pub(super) async fn check_new_password(
    server: &Server,
    member: &str,
    password: &Zeroizing<String>,
    account: &Account,
) -> Result<(), Refusal> {
    check_password(server, member, password, &account.user).await?;
    if server.hashing.is_right(password.clone(), account.password_hash.clone()).await? {
        return Err(Refusal::invalid(member, "It is your current password."));
    }
    Ok(())
}

/// Sets one's own password, which ends all sessions, and gives another one.
pub(super) async fn renew(visit: &Visit, password: Zeroizing<String>, user: User) -> Result<Reply, Refusal> {
    let password = NewPassword { hash: visit.server.hashing.hash(password).await?, first_step: FirstStep::None };
    let (id, by) = (user.id, visit.by());
    visit.server.store.write(move |tx| users::set_password(tx, id, &password, by)).await?;
    begin_session(visit, user, FirstStep::None, Beginning::Renewal).await
}

/// POST first-sign-in
pub(crate) async fn first_sign_in(visit: Visit) -> Result<Reply, Refusal> {
    let form: FirstSignIn = visit.form()?;
    let id = visit.signed_in()?.user.id;
    let account = visit.server.account(AccountName::Id(id)).await?.ok_or(Refusal::SignedOut)?;
    let account = match account.first_step {
        FirstStep::None => return Err(Refusal::NoFirstStep),
        FirstStep::Password => account,
        FirstStep::Introduction => Account { user: introduced(&form, account.user)?, ..account },
    };
    // All is looked at before anything changes.
    check_new_password(&visit.server, "password", &form.password, &account).await?;
    let is_introduced = account.first_step == FirstStep::Introduction;
    let User { first_name, last_name, email, .. } = account.user.clone();
    let introduction = is_introduced.then_some(Introduction { id, first_name, last_name, email });
    let password = NewPassword { hash: visit.server.hashing.hash(form.password).await?, first_step: FirstStep::None };
    let by = visit.by();
    let finished = visit.server.store.write(move |tx| -> Result<(), Refusal> {
        if let Some(introduction) = &introduction {
            users::introduce(tx, introduction, by)?;
        }
        Ok(users::set_password(tx, id, &password, by)?)
    });
    finished.await?;
    begin_session(&visit, account.user, FirstStep::None, Beginning::Renewal).await
}

fn introduced(form: &FirstSignIn, user: User) -> Result<User, Refusal> {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let user =
        User { first_name: text(&form.first_name), last_name: text(&form.last_name), email: text(&form.email), ..user };
    check_name(&user)?;
    Ok(user)
}

/// POST sign-out
pub(crate) async fn sign_out(visit: Visit) -> Result<Reply, Refusal> {
    end_session(&visit).await?;
    of_nobody(&visit).await
}

/// Gives a session of its own, with another cookie.
pub(super) async fn begin_session(
    visit: &Visit,
    user: User,
    first_step: FirstStep,
    why: Beginning,
) -> Result<Reply, Refusal> {
    let settings = visit.server.settings().await?;
    let forgotten_before = visit.now.saturating_sub(settings.time(&ABSOLUTE_LIMIT)).unwrap_or_default();
    let browser = Browser { address: visit.address, agent: visit.agent() };
    let (session, cookie) = session::new(user.id, visit.now, browser)?;
    let kept = session.clone();
    visit.server.store.write(move |tx| sessions::begin(tx, &kept, why, forgotten_before)).await?;
    let header = cookie.header(&visit.origin);
    Ok(view(visit, &cookie, Some(&SessionWithOwner { session, user, first_step })).await?.setting(header))
}

/// The session of somebody who has not signed in, with another cookie.
pub(super) async fn of_nobody(visit: &Visit) -> Result<Reply, Refusal> {
    let cookie = Cookie::fresh()?;
    let header: HeaderValue = cookie.header(&visit.origin);
    Ok(view(visit, &cookie, None).await?.setting(header))
}

async fn view(visit: &Visit, cookie: &Cookie, signed_in: Option<&SessionWithOwner>) -> Result<Reply, Refusal> {
    let settings = visit.server.settings().await?;
    let user = signed_in.map(|SessionWithOwner { session, user, first_step }| {
        let ends_at = session.made_at.saturating_add(settings.time(&ABSOLUTE_LIMIT)).unwrap_or(session.made_at);
        SignedInUser {
            id: user.id.to_string(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.clone(),
            role: settings.effective_role(user.role).into(),
            is_api_enabled: user.is_api_enabled,
            first_step: (*first_step).into(),
            idle_limit_s: settings.time(&IDLE_LIMIT).as_secs(),
            ends_at_ms: ends_at.as_millisecond(),
        }
    });
    Reply::json(&SessionView {
        csrf_token: cookie.csrf_token(&visit.server.key),
        user,
        users_can_register: settings.users_can_register(),
        host: visit.origin.host.clone(),
    })
}
