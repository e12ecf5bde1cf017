//! Why the engine could not do what it was asked.
//!
//! One enum for all operations: they share the families of failure, and each edge maps the families once.

use std::path::PathBuf;

use exchange::{Exchange, Failure, RefusedCertificates};
use model::Problem;
use store::{FoldersError, LockError, SecretError, StateError};

use crate::collection::find::FindError;
use crate::send::mask::Mask;

/// Why an operation of the engine did not do what it was asked. A hint, where there is one, says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name led nowhere, or to several places.
    #[error(transparent)]
    Find(#[from] FindError),
    /// The words of the command do not fit together.
    #[error("{message}")]
    Usage {
        /// What does not fit.
        message: String,
        /// What to do.
        hint: String,
    },
    /// Something of that name exists already.
    #[error("a collection `{name}` exists already")]
    Exists {
        /// Its name.
        name: String,
    },
    /// A request cannot be sent as it stands: unknown variables, missing secrets, an unreadable URL.
    #[error("the request cannot be sent")]
    Unresolved(Vec<Problem>),
    /// A document is none that can be imported.
    #[error("{}", .0.message)]
    Document(Box<Problem>),
    /// A file changed on disk after its draft began.
    #[error("{}", .0.message)]
    Conflict(Box<Problem>),
    /// A file of the workspace cannot be read or written.
    #[error("{doing} `{}`: {reason}", path.display())]
    File {
        /// Such as `reading`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The network failed while a document or token was fetched.
    #[error("{doing}: {failure}")]
    Network {
        /// Such as `fetching http://…`.
        doing: String,
        /// Why.
        failure: Failure,
    },
    /// An HTTP error answered the fetch of a document.
    #[error("`{url}` answered {status}")]
    HttpStatus {
        /// The address.
        url: String,
        /// Status and reason.
        status: String,
        /// What to do.
        hint: String,
    },
    /// The token endpoint gave no token.
    #[error("{error}")]
    Token {
        /// Why.
        error: auth::TokenError,
        /// The exchange with the endpoint, when there was one.
        exchange: Option<Box<(Exchange, Mask)>>,
    },
    /// The person cancelled.
    #[error("cancelled")]
    Cancelled,
    /// Local state failed.
    #[error(transparent)]
    State(#[from] StateError),
    /// Stored tokens failed.
    #[error(transparent)]
    StoredTokens(#[from] store::TokenError),
    /// Stored cookies failed.
    #[error(transparent)]
    Cookies(#[from] store::CookieError),
    /// The secret store failed.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A lock could not be had.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The folders cannot be found or made.
    #[error(transparent)]
    Folders(#[from] FoldersError),
}

impl Error {
    /// What to do about it, a sentence; `None` where the message says it or nothing can be done.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Find(FindError::Nothing { what, nearest, .. }) if nearest.is_empty() => {
                Some(listing_hint(what).to_owned())
            }
            Self::Usage { hint, .. } | Self::HttpStatus { hint, .. } => Some(hint.clone()),
            Self::Exists { .. } => {
                Some("Replace it with --replace, or give the new one another name with --as NAME.".to_owned())
            }
            Self::Document(problem) | Self::Conflict(problem) => problem.hint.clone(),
            Self::Network { failure, .. } => failure.hint.clone(),
            Self::Token { error, .. } => Some(token_hint(error).to_owned()),
            Self::State(error) => error.hint().map(str::to_owned),
            Self::StoredTokens(error) => error.hint().map(str::to_owned),
            Self::Cookies(error) => error.hint().map(str::to_owned),
            Self::Secret(error) => error.hint().map(str::to_owned),
            Self::Folders(error) => Some(error.hint().to_owned()),
            Self::Find(_) | Self::Unresolved(_) | Self::File { .. } | Self::Cancelled | Self::Lock(_) => None,
        }
    }

    /// The certificates, when they are why a document or token could not be fetched.
    pub fn refused_certificates(&self) -> Option<&RefusedCertificates> {
        match self {
            Self::Network { failure, .. } => failure.refused_certificates.as_deref(),
            _ => None,
        }
    }

    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    pub(crate) fn file(doing: &'static str, path: impl Into<PathBuf>, reason: &dyn std::fmt::Display) -> Self {
        Self::File { doing, path: path.into(), reason: reason.to_string() }
    }
}

fn listing_hint(what: &str) -> &'static str {
    match what {
        "collection" => "List the collections with `postrider list`, or make one with `postrider import`.",
        "token" => "List the tokens with `postrider token list`, or get one with `postrider token new COLLECTION`.",
        "environment" => "List the environments with `postrider env list COLLECTION`.",
        _ => "List what the collection holds with `postrider list COLLECTION`.",
    }
}

fn token_hint(error: &auth::TokenError) -> &'static str {
    match error {
        auth::TokenError::Incomplete(_) | auth::TokenError::Address(_) => {
            "Set it with `postrider auth set COLLECTION oauth2 …`; `postrider auth set --help` shows an example."
        }
        auth::TokenError::Refused(refusal) if refusal.error == "invalid_client" => {
            "Check Client ID and Client Secret, and whether this server wants them in the header or in the body (--client-auth)."
        }
        auth::TokenError::Refused(_) => "Compare the settings with what the server's documentation asks for.",
        auth::TokenError::Unreadable { .. } => {
            "Check the Access Token URL: this address does not answer like a token endpoint."
        }
    }
}

/// An error and its causes in one line.
pub(crate) fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text += &format!(": {next}");
        cause = next.source();
    }
    text
}
