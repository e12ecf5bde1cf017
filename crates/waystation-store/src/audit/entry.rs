//! Who changed what: entries that are written with the change they tell, and never change themselves.
//!
//! What a changed record means as entries is a pure function, so that every backend tells the same.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::id::Id;
use crate::users::record::{Permissions, User};
use crate::words;

/// Who does something, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Absent for the server itself and for somebody unknown.
    pub user_id: Option<Id>,
    /// By which way it came.
    pub via: Via,
    /// From which address; absent for the server itself.
    pub address: Option<IpAddr>,
    /// When.
    pub at: Timestamp,
}

words! {
    /// By which way something came.
    pub enum Via {
        /// The Server UI.
        Ui = "ui",
        /// The Server API V3.
        Api = "api",
        /// The server itself.
        Server = "server",
    }
}

words! {
    /// What happened.
    pub enum AuditKind {
        /// The server started.
        Started = "started",
        /// Somebody signed in.
        SignedIn = "signed_in",
        /// Somebody tried to.
        SignInRefused = "sign_in_refused",
        /// Somebody signed out.
        SignedOut = "signed_out",
        /// Somebody ended their sessions elsewhere.
        SessionsEnded = "sessions_ended",
        /// An account was made for somebody.
        UserCreated = "user_created",
        /// Somebody made an account for themselves.
        UserRegistered = "user_registered",
        /// A member of the record changed.
        UserChanged = "user_changed",
        /// The role changed.
        RoleChanged = "role_changed",
        /// API access went on.
        ApiAccessGiven = "api_access_given",
        /// API access went off.
        ApiAccessTaken = "api_access_taken",
        /// Another key pair took the place of the old one.
        KeysRolled = "keys_rolled",
        /// Somebody looked at their own secret.
        SecretRevealed = "secret_revealed",
        /// A person was switched off.
        Deactivated = "deactivated",
        /// A person was switched on.
        Reactivated = "reactivated",
        /// A person was locked.
        Locked = "locked",
        /// A person was unlocked.
        Unlocked = "unlocked",
        /// A person was removed for good.
        UserDeleted = "user_deleted",
        /// Somebody changed their own password.
        PasswordChanged = "password_changed",
        /// A password was set for somebody.
        PasswordReset = "password_reset",
        /// A mail for setting a password was put into the outbox.
        PasswordMailQueued = "password_mail_queued",
        /// A setting changed.
        SettingChanged = "setting_changed",
    }
}

/// What is noted beside who, when and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub kind: AuditKind,
    /// On whom.
    pub subject_id: Option<Id>,
    /// The name at that time, or what was given as one; may be empty.
    pub subject: String,
    /// Which member or setting; may be empty.
    pub field: &'static str,
    /// The old value; may be empty.
    pub from: String,
    /// The new value; may be empty.
    pub to: String,
}

impl Note {
    /// Something that happened to nobody.
    pub fn of(kind: AuditKind) -> Self {
        Self { kind, subject_id: None, subject: String::new(), field: "", from: String::new(), to: String::new() }
    }

    /// Something that happened to a person.
    pub fn on(kind: AuditKind, user: &User) -> Self {
        Self { subject_id: Some(user.id), subject: full_name(user), ..Self::of(kind) }
    }

    fn changed(kind: AuditKind, user: &User, (field, from, to): Change) -> Self {
        Self { field, from, to, ..Self::on(kind, user) }
    }
}

/// First and last name.
pub fn full_name(user: &User) -> String {
    format!("{} {}", user.first_name, user.last_name).trim().to_owned()
}

/// Field, old and new value.
type Change = (&'static str, String, String);

/// What became of a record, one note a member.
pub fn notes(old: &User, new: &User) -> Vec<Note> {
    let switched = |field: &'static str, old_is: bool, new_is: bool, on: AuditKind, off: AuditKind| {
        let change = (field, old_is.to_string(), new_is.to_string());
        (old_is != new_is).then(|| Note::changed(if new_is { on } else { off }, new, change))
    };
    let role = ("role", old.role.name().to_owned(), new.role.name().to_owned());
    let role = (old.role != new.role).then(|| Note::changed(AuditKind::RoleChanged, new, role));
    let (given, taken) = (AuditKind::ApiAccessGiven, AuditKind::ApiAccessTaken);
    let (locked, unlocked) = (AuditKind::Locked, AuditKind::Unlocked);
    let (reactivated, deactivated) = (AuditKind::Reactivated, AuditKind::Deactivated);
    let told = [
        role,
        switched("is_api_enabled", old.is_api_enabled, new.is_api_enabled, given, taken),
        switched("is_active", old.is_active, new.is_active, reactivated, deactivated),
        switched("is_account_locked", old.is_account_locked, new.is_account_locked, locked, unlocked),
    ];
    let members = members(old).into_iter().zip(members(new)).filter(|(old, new)| old != new);
    let members = members.map(|((field, from), (_, to))| Note::changed(AuditKind::UserChanged, new, (field, from, to)));
    told.into_iter().flatten().chain(members).collect()
}

/// The members that have no kind of their own.
fn members(user: &User) -> Vec<(&'static str, String)> {
    let texts = [
        ("first_name", user.first_name.clone()),
        ("last_name", user.last_name.clone()),
        ("email", user.email.clone()),
        ("is_validated", user.is_validated.to_string()),
        ("default_worker_tag", user.default_worker_tag.clone()),
        ("default_credential_id", user.default_credential_id.clone()),
        ("time_zone", user.time_zone.clone()),
        ("language", user.language.clone()),
    ];
    let switches = Permissions::NAMES.into_iter().zip(user.permissions.values().map(|is_on| is_on.to_string()));
    texts.into_iter().chain(switches).collect()
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Rises with every entry.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub who_id: Option<Id>,
    /// The name at that time; may be empty.
    pub who: String,
    /// By which way it came.
    pub via: Via,
    /// From which address; empty for the server itself.
    pub address: String,
    /// What happened.
    pub kind: AuditKind,
    /// On whom.
    pub subject_id: Option<Id>,
    /// The name at that time, or what was given as one; may be empty.
    pub subject: String,
    /// Which member or setting; may be empty.
    pub field: String,
    /// The old value; may be empty.
    pub from: String,
    /// The new value; may be empty.
    pub to: String,
}

/// Which entries a piece of the list holds; all present conditions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// A part of a name, a value or an address, in any letter case.
    pub search: Option<String>,
    /// What happened.
    pub kind: Option<AuditKind>,
    /// Who did it.
    pub who_id: Option<Id>,
    /// On whom.
    pub subject_id: Option<Id>,
    /// At this time or later.
    pub from: Option<Timestamp>,
    /// How many to pass over.
    pub offset: u64,
    /// How many at most.
    pub limit: u64,
}

/// A piece of the list, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditPiece {
    /// The piece.
    pub entries: Vec<AuditEntry>,
    /// How many match.
    pub total: u64,
    /// How many there are.
    pub count: u64,
    /// When the first was written.
    pub since: Option<Timestamp>,
}
