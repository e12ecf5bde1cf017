//! What lets a person in, beside their record: password and key pair.

use jiff::Timestamp;

use crate::id::Id;
use crate::users::record::{ApiKey, FirstStep, User};

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
