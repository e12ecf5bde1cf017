//! What lets a person in, beside their record: password, key pair, sessions.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::id::Id;
use crate::user::{ApiKey, User};

/// What somebody must do after the next sign-in before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirstStep {
    /// Nothing.
    #[default]
    None,
    /// Choose a password of their own.
    Password,
    /// The same, and say their name and address: the Curator of the first start.
    Introduction,
}

impl FirstStep {
    /// The spelling in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Password => "password",
            Self::Introduction => "introduction",
        }
    }

    /// Reads the spelling of the database.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Password, Self::Introduction].into_iter().find(|step| step.name() == name)
    }
}

/// How an account is looked up.
#[derive(Clone, PartialEq, Eq)]
pub enum AccountName {
    /// By its id.
    Id(Id),
    /// By its address, whatever the case of its letters.
    Email(String),
}

/// A person with what lets them in. The secret is sealed and the password hashed, but both deserve care.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The record.
    pub user: User,
    /// Rises with every change of the record.
    pub version: u64,
    /// What must be done after the next sign-in.
    pub first_step: FirstStep,
    /// PHC string of Argon2id; absent until a password is set.
    pub password_hash: Option<String>,
    /// When it was set; absent if that was not noted.
    pub password_set_at: Option<Timestamp>,
    /// Present when the user may call the API.
    pub api_key: Option<ApiKey>,
    /// When the pair was made; absent if that was not noted.
    pub key_made_at: Option<Timestamp>,
    /// When a token was last noted for the pair.
    pub last_token_at: Option<Timestamp>,
}

/// A password to be set. All sessions of the person end.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword {
    /// PHC string of Argon2id.
    pub hash: String,
    /// What the person must do after the next sign-in.
    pub first_step: FirstStep,
}

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
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The record: active and not locked.
    pub user: User,
    /// What must be done before anything else.
    pub first_step: FirstStep,
}
