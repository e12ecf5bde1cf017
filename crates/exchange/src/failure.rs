//! Why an exchange ended without an answer.

use serde::Serialize;

use crate::certificate::RefusedCertificates;

/// What went wrong, in words for a person and a kind for a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Which family.
    pub kind: FailureKind,
    /// What went wrong: lower-case start, no full stop.
    pub message: String,
    /// What to do about it, a sentence of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The certificates, when they are the reason.
    #[serde(skip)]
    pub refused_certificates: Option<Box<RefusedCertificates>>,
}

/// The families of failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The name has no address.
    UnknownHost,
    /// Nothing listens there.
    Refused,
    /// No way to the address.
    Unreachable,
    /// The connection ended before the answer was complete.
    Cut,
    /// TLS could not be agreed on, or a certificate was refused.
    Tls,
    /// It took longer than allowed.
    Timeout,
    /// The answer is longer than allowed.
    TooLarge,
    /// The other side does not speak HTTP as it should.
    Protocol,
    /// The proxy refused or is unknown.
    Proxy,
    /// More redirects than allowed, or one that leads nowhere.
    Redirect,
    /// The body's file, a certificate file or the like could not be read.
    Input,
    /// The answer could not be written where it should go.
    Output,
    /// The person cancelled.
    Cancelled,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None, refused_certificates: None }
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
