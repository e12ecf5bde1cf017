//! Sessions of the pages: how they begin, who they let in, and how they end.

pub(crate) mod record;

use jiff::Timestamp;

use crate::audit;
use crate::audit::entry::{Actor, AuditKind, Note, Via};
use crate::error::StoreError;
use crate::id::Id;
use crate::transaction::Transaction;
pub use record::{Beginning, Session, SessionHash, SessionWithOwner};

/// Keeps a session. Those that began before `forgotten_before` are forgotten in the same step.
pub fn begin(
    tx: &mut dyn Transaction,
    session: &Session,
    why: Beginning,
    forgotten_before: Timestamp,
) -> Result<(), StoreError> {
    tx.sessions_mut().delete_before(forgotten_before)?;
    tx.sessions_mut().insert(session)?;
    if why == Beginning::Renewal {
        return Ok(());
    }
    let Session { user_id, made_at, address, .. } = *session;
    tx.users_mut().note_sign_in(user_id, made_at)?;
    let by = Actor { user_id: Some(user_id), via: Via::Ui, address: Some(address), at: made_at };
    match tx.users().find(user_id)? {
        Some(user) => audit::append(tx, &Note::on(AuditKind::SignedIn, &user), by),
        None => Ok(()),
    }
}

/// The session with this hash, if its owner is active and not locked.
pub fn find(tx: &dyn Transaction, hash: &SessionHash) -> Result<Option<SessionWithOwner>, StoreError> {
    let found = tx.sessions().find(hash)?;
    Ok(found.filter(|found| found.user.is_active && !found.user.is_account_locked))
}

/// Ends one session; a missing one is not an error.
pub fn end(tx: &mut dyn Transaction, hash: &SessionHash, by: Actor) -> Result<(), StoreError> {
    let Some(SessionWithOwner { user, .. }) = find(tx, hash)? else { return Ok(()) };
    tx.sessions_mut().delete(hash)?;
    audit::append(tx, &Note::on(AuditKind::SignedOut, &user), by)
}

/// Ends all sessions of a user but `except`.
pub fn end_all(
    tx: &mut dyn Transaction,
    user_id: Id,
    except: Option<&SessionHash>,
    by: Actor,
) -> Result<(), StoreError> {
    let ended = tx.sessions_mut().delete_of(user_id, except)?;
    match tx.users().find(user_id)?.filter(|_| ended > 0) {
        Some(user) => {
            let note = Note { from: ended.to_string(), ..Note::on(AuditKind::SessionsEnded, &user) };
            audit::append(tx, &note, by)
        }
        None => Ok(()),
    }
}
