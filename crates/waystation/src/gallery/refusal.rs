//! Why the pages do not get what they ask for, and how they are told: the one place where refusals get status and code.

use axum::response::Response;
use http::header::{ALLOW, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};
use waystation_store::StoreError;
use waystation_store::users::{
    DeactivateUserError, IntroduceUserError, NoKeyPair, ReactivateUserError, RemoveUserError, RollKeysError,
    SetPasswordError, UpdateProfileError, UpdateUserError, UpdateVersionError,
};

use super::response;
use super::views::{ErrorView, PersonName};
use crate::key::NoRandomness;
use crate::operation::Failure;
use crate::users::rules::Complaints;

/// Why not. The text is for people, the code of [`Refusal::status_and_code`] for the page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("The request cannot be read: {0}.")]
    Unreadable(String),
    #[error("Some of the values are not valid.")]
    Invalid(Map<String, Value>),
    #[error("You are not signed in, or your session has ended.")]
    SignedOut,
    #[error("E-mail and password do not match.")]
    WrongCredentials { tries_left: usize },
    #[error("That is not your current password.")]
    WrongPassword { tries_left: usize },
    #[error("The request came from another page.")]
    ForeignOrigin,
    #[error("The request does not belong to this session.")]
    Forged,
    #[error("Only Curators may do this.")]
    NotCurator,
    #[error("Finish your first sign-in first.")]
    FirstSignIn,
    #[error("There is no first step left to take.")]
    NoFirstStep,
    #[error("Only a Curator can create accounts here.")]
    RegistrationClosed,
    #[error("There is no user with this id.")]
    UnknownUser,
    #[error("Nothing is at this address.")]
    UnknownAddress,
    #[error("This address takes {allowed}.")]
    WrongMethod { allowed: String },
    #[error("The request is too large.")]
    TooLarge,
    #[error("The request is not JSON.")]
    NotJson,
    #[error("Somebody else has saved in the meantime.")]
    Changed,
    #[error("Somebody has this address already.")]
    EmailTaken { by: Option<PersonName> },
    #[error("This is your own account.")]
    OwnAccount,
    #[error("The server must keep at least one active Curator.")]
    LastCurator,
    #[error("API access is off.")]
    ApiAccessOff,
    #[error("A flag of the server's start fixes this setting.")]
    Fixed,
    #[error("Too many tries. Wait {wait_s} seconds.")]
    TooManyTries { wait_s: i64 },
    #[error("An error has occurred.")]
    Store(#[from] StoreError),
    #[error("An error has occurred.")]
    Randomness(#[from] NoRandomness),
    #[error("An error has occurred.")]
    NoKeyPair(#[source] NoKeyPair),
    #[error("An error has occurred.")]
    Unwritable(#[source] serde_json::Error),
    #[error("An error has occurred.")]
    Unopened,
}

impl Refusal {
    /// One member is wrong.
    pub(crate) fn invalid(member: &str, sentence: &str) -> Self {
        Self::Invalid(Map::from_iter([(member.to_owned(), sentence.into())]))
    }

    /// Why a body could not be read.
    pub(crate) fn of_body(failure: Failure) -> Self {
        match failure {
            Failure::TooLarge => Self::TooLarge,
            other => Self::Unreadable(other.to_string()),
        }
    }

    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Unreadable(_) => (StatusCode::BAD_REQUEST, "unreadable"),
            Self::Invalid(_) => (StatusCode::BAD_REQUEST, "invalid"),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "signed_out"),
            Self::WrongCredentials { .. } => (StatusCode::UNAUTHORIZED, "wrong_credentials"),
            Self::WrongPassword { .. } => (StatusCode::UNAUTHORIZED, "wrong_password"),
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, "foreign_origin"),
            Self::Forged => (StatusCode::FORBIDDEN, "forged"),
            Self::NotCurator => (StatusCode::FORBIDDEN, "not_curator"),
            Self::FirstSignIn => (StatusCode::FORBIDDEN, "first_sign_in"),
            Self::NoFirstStep => (StatusCode::FORBIDDEN, "no_first_step"),
            Self::RegistrationClosed => (StatusCode::FORBIDDEN, "registration_closed"),
            Self::UnknownUser => (StatusCode::NOT_FOUND, "unknown_user"),
            Self::UnknownAddress => (StatusCode::NOT_FOUND, "unknown_address"),
            Self::WrongMethod { .. } => (StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::NotJson => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json"),
            Self::Changed => (StatusCode::CONFLICT, "changed"),
            Self::EmailTaken { .. } => (StatusCode::CONFLICT, "email_taken"),
            Self::OwnAccount => (StatusCode::CONFLICT, "own_account"),
            Self::LastCurator => (StatusCode::CONFLICT, "last_curator"),
            Self::ApiAccessOff => (StatusCode::CONFLICT, "api_access_off"),
            Self::Fixed => (StatusCode::CONFLICT, "fixed"),
            Self::TooManyTries { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_tries"),
            Self::Store(_) | Self::Randomness(_) | Self::NoKeyPair(_) | Self::Unwritable(_) | Self::Unopened => {
                (StatusCode::INTERNAL_SERVER_ERROR, "failed")
            }
        }
    }

    pub(crate) fn into_response(self) -> Response {
        let (status, code) = self.status_and_code();
        if status.is_server_error() {
            tracing::error!(error = ?self, "a call of the pages failed");
        }
        let mut view =
            ErrorView { code, message: self.to_string(), fields: None, tries_left: None, wait_s: None, taken_by: None };
        let mut header = None;
        match self {
            Self::Invalid(fields) => view.fields = Some(fields),
            Self::WrongCredentials { tries_left } | Self::WrongPassword { tries_left } => {
                view.tries_left = Some(tries_left);
            }
            Self::EmailTaken { by } => view.taken_by = by,
            Self::TooManyTries { wait_s } => {
                view.wait_s = Some(wait_s);
                header = Some((RETRY_AFTER, HeaderValue::from(wait_s)));
            }
            Self::WrongMethod { allowed } => {
                header = HeaderValue::from_str(&allowed).ok().map(|allowed| (ALLOW, allowed));
            }
            _ => {}
        }
        let mut response = response::with_rules(status, serde_json::to_vec(&view).unwrap_or_default());
        response.headers_mut().extend(header.map(|(name, value)| (Some(name), value)));
        response
    }
}

impl From<UpdateUserError> for Refusal {
    fn from(error: UpdateUserError) -> Self {
        match error {
            UpdateUserError::UnknownUser => Self::UnknownUser,
            UpdateUserError::EmailTaken => Self::EmailTaken { by: None },
            UpdateUserError::LastCurator => Self::LastCurator,
            UpdateUserError::NoKeyPair(error) => Self::NoKeyPair(error),
            UpdateUserError::Store(error) => Self::Store(error),
        }
    }
}

impl From<UpdateVersionError> for Refusal {
    fn from(error: UpdateVersionError) -> Self {
        match error {
            UpdateVersionError::Changed => Self::Changed,
            UpdateVersionError::Update(error) => error.into(),
        }
    }
}

/// One's own record: if it is gone, so is the session.
impl From<UpdateProfileError> for Refusal {
    fn from(error: UpdateProfileError) -> Self {
        match error {
            UpdateProfileError::UnknownUser => Self::SignedOut,
            UpdateProfileError::Changed => Self::Changed,
            UpdateProfileError::Store(error) => Self::Store(error),
        }
    }
}

impl From<IntroduceUserError> for Refusal {
    fn from(error: IntroduceUserError) -> Self {
        match error {
            IntroduceUserError::UnknownUser => Self::UnknownUser,
            IntroduceUserError::EmailTaken => Self::EmailTaken { by: None },
            IntroduceUserError::Store(error) => Self::Store(error),
        }
    }
}

impl From<DeactivateUserError> for Refusal {
    fn from(error: DeactivateUserError) -> Self {
        match error {
            DeactivateUserError::UnknownUser => Self::UnknownUser,
            DeactivateUserError::LastCurator => Self::LastCurator,
            DeactivateUserError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ReactivateUserError> for Refusal {
    fn from(error: ReactivateUserError) -> Self {
        match error {
            ReactivateUserError::UnknownUser => Self::UnknownUser,
            ReactivateUserError::Store(error) => Self::Store(error),
        }
    }
}

impl From<RemoveUserError> for Refusal {
    fn from(error: RemoveUserError) -> Self {
        match error {
            RemoveUserError::UnknownUser => Self::UnknownUser,
            RemoveUserError::LastCurator => Self::LastCurator,
            RemoveUserError::Store(error) => Self::Store(error),
        }
    }
}

impl From<SetPasswordError> for Refusal {
    fn from(error: SetPasswordError) -> Self {
        match error {
            SetPasswordError::UnknownUser => Self::UnknownUser,
            SetPasswordError::Store(error) => Self::Store(error),
        }
    }
}

impl From<RollKeysError> for Refusal {
    fn from(error: RollKeysError) -> Self {
        match error {
            RollKeysError::UnknownUser => Self::UnknownUser,
            RollKeysError::ApiAccessOff => Self::ApiAccessOff,
            RollKeysError::Store(error) => Self::Store(error),
        }
    }
}

/// Refuses a record about which there are complaints.
pub(crate) fn unless_complaints(Complaints(complaints): Complaints) -> Result<(), Refusal> {
    if complaints.is_empty() {
        return Ok(());
    }
    let said = complaints.iter().map(|(member, complaint)| ((*member).to_owned(), complaint.beside_field().into()));
    Err(Refusal::Invalid(said.collect()))
}
