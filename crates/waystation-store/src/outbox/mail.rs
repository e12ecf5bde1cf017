//! One mail that waits to be sent.

use jiff::Timestamp;

use crate::id::Id;
use crate::words;

words! {
    /// Why a mail is to be sent.
    pub enum MailKind {
        /// A new account: set your first password.
        Welcome = "welcome",
        /// Set another password.
        PasswordReset = "password_reset",
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
