//! One mail that waits to be sent.

use jiff::Timestamp;

use crate::id::Id;

/// Why a mail is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// A new account: set your first password.
    Welcome,
    /// Set another password.
    PasswordReset,
}

impl MailKind {
    /// The spelling in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::PasswordReset => "password_reset",
        }
    }

    /// Reads the spelling of the database.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Welcome, Self::PasswordReset].into_iter().find(|kind| kind.name() == name)
    }
}

/// A mail which waits in the outbox. It holds no link and no secret: those are made when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The mail's own id.
    pub id: Id,
    /// Whom it is for.
    pub user_id: Id,
    /// What it says.
    pub kind: MailKind,
    /// When it was put in.
    pub created_at: Timestamp,
}
