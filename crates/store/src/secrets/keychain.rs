//! The operating system's keychain, each call on a thread of its own: a prompt to unlock it may stay open for ever.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use exchange::Secret;
use keyring::v1::{Entry, Error};

use super::{SecretAddress, SecretError};

/// How long a person has to answer a prompt.
const WAIT_MAX: Duration = Duration::from_mins(1);

/// Under this name the entries stand in the person's keychain program.
const SERVICE: &str = "postrider";

pub(super) fn get(address: SecretAddress<'_>) -> Result<Option<Secret>, SecretError> {
    ask(address, |entry| match entry.get_password() {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    })
}

pub(super) fn set(address: SecretAddress<'_>, secret: &Secret) -> Result<(), SecretError> {
    let secret = secret.clone();
    ask(address, move |entry| entry.set_password(secret.expose()))
}

/// One that is gone already is deleted, too.
pub(super) fn delete(address: SecretAddress<'_>) -> Result<(), SecretError> {
    ask(address, |entry| match entry.delete_credential() {
        Err(Error::NoEntry) => Ok(()),
        outcome => outcome,
    })
}

fn ask<T: Send + 'static>(
    address: SecretAddress<'_>,
    question: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, SecretError> {
    let user = format!("{}/{}", address.collection_id, address.name);
    let (answer, answered) = mpsc::channel();
    let work = move || {
        let outcome = Entry::new(SERVICE, &user).and_then(|entry| question(&entry)).map_err(|error| explain(&error));
        // Nobody listens any more when it took too long.
        let _ = answer.send(outcome);
    };
    let silent = |reason: String| SecretError::KeychainSilent { reason };
    thread::Builder::new().name("keychain".to_owned()).spawn(work).map_err(|error| silent(error.to_string()))?;
    answered.recv_timeout(WAIT_MAX).map_err(|error| match error {
        RecvTimeoutError::Timeout => silent(format!("nothing came within {} s", WAIT_MAX.as_secs())),
        RecvTimeoutError::Disconnected => silent("it broke off".to_owned()),
    })?
}

/// In words only: the library's error may hold the secret's bytes.
fn explain(error: &Error) -> SecretError {
    match error {
        Error::NoStorageAccess(reason) => SecretError::KeychainLocked { reason: reason.to_string() },
        Error::NoDefaultStore => SecretError::KeychainSilent {
            reason: match Entry::store_status() {
                Err(reason) => reason.to_string(),
                Ok(()) => "there is none".to_owned(),
            },
        },
        Error::PlatformFailure(reason) => SecretError::KeychainSilent { reason: reason.to_string() },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            SecretError::KeychainRefused { reason: "the entry is not text".to_owned() }
        }
        Error::Ambiguous(_) => SecretError::KeychainRefused { reason: "there are several such entries".to_owned() },
        other => SecretError::KeychainRefused { reason: other.to_string() },
    }
}
