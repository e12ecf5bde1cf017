//! One session of the pages.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::id::Id;
use crate::users::record::{FirstStep, User};

/// SHA-256 of what the browser keeps: who reads the database cannot sign in with it.
pub type SessionHash = [u8; 32];

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What it is found by.
    pub hash: SessionHash,
    /// Who signed in.
    pub user_id: Id,
    /// When.
    pub made_at: Timestamp,
    /// When it was last used, or soon before.
    pub seen_at: Timestamp,
    /// From where it began.
    pub address: IpAddr,
    /// What the browser called itself; may be empty.
    pub agent: String,
}

/// Why a session begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Somebody proved who they are: noted in the record and in the audit list.
    SignIn,
    /// It takes the place of one that just ended.
    Renewal,
}

/// A session with whom it belongs to, as they are at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionWithOwner {
    /// The session.
    pub session: Session,
    /// The record: active and not locked.
    pub user: User,
    /// What must be done before anything else.
    pub first_step: FirstStep,
}
