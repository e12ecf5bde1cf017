//! What a changed record means for the key pair and for tokens. Pure.
//!
//! ```text
//! API access off ─▶ on    a key pair is made
//! API access on ─▶ off    the key pair goes
//! any of: access switched, account locked, user switched off, role to NoAccess ─▶ generation + 1 (tokens die)
//! ```

use crate::users::record::{ApiKey, Role, User};

/// A changed record, with what it means for the key pair and for tokens which are out.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordChange {
    /// The record to store.
    pub user: User,
    /// What to do with the key pair.
    pub key: KeyChange,
    /// Whether the key generation rises, which ends all tokens.
    pub ends_tokens: bool,
}

/// What becomes of the stored key pair.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyChange {
    /// The stored pair stays, or there is none.
    Keep,
    /// The stored pair goes.
    Remove,
    /// This pair is stored; no token was given for it yet.
    Put(ApiKey),
}

impl RecordChange {
    /// What the change from `old` to `new` means.
    pub(crate) fn of(old: &User, new: User, key: KeyChange) -> Self {
        Self { ends_tokens: ends_tokens(old, &new), user: new, key }
    }
}

fn ends_tokens(old: &User, new: &User) -> bool {
    old.is_api_enabled != new.is_api_enabled
        || old.is_active && !new.is_active
        || !old.is_account_locked && new.is_account_locked
        || old.role != Role::NoAccess && new.role == Role::NoAccess
}
