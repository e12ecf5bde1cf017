//! Mails that wait until somebody sends them.

pub(crate) mod mail;

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note};
use crate::error::StoreError;
use crate::transaction::Transaction;
pub use mail::{Mail, MailKind};

/// Puts a mail for setting a password into the outbox.
pub fn queue(tx: &mut dyn Transaction, mail: &Mail, by: Actor) -> Result<(), StoreError> {
    tx.outbox_mut().insert(mail)?;
    match tx.users().find(mail.user_id)? {
        Some(user) => audit::append(tx, &Note::on(AuditKind::PasswordMailQueued, &user), by),
        None => Ok(()),
    }
}
