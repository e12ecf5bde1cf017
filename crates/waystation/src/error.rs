//! Error responses: the one place where failures get status and body.

use axum::body::Body;
use axum::response::Response;
use http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::ModelState;
use crate::model::definition::api_model;
use crate::operation::{Failure, Operation};

api_model! {
    /// What is wrong with a request.
    #[derive(Serialize)]
    pub(crate) struct InvalidRequestResponseBody {
        /// A summary.
        optional message: &'static str,
        /// Reasons, by the name of the field.
        optional model_state: ModelState,
    }
}

/// Clients compare this text.
const DENIED: &str = "Authorization has been denied for this request.";

/// A response with JSON.
pub(crate) fn json_response(status: StatusCode, value: &Value) -> Response {
    json_bytes(status, value.to_string().into_bytes())
}

/// A response with JSON that is written already.
pub(crate) fn json_bytes(status: StatusCode, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}

/// A response with `{"message": …}`.
pub(crate) fn message(status: StatusCode, text: &str) -> Response {
    json_response(status, &json!({ "message": text }))
}

/// The response to a call that failed. Where the row declares a plain string for the status, it is one.
pub(crate) fn of_failure(failure: Failure, operation: &Operation) -> Response {
    match failure {
        Failure::Unauthorized => {
            let mut response = message(StatusCode::UNAUTHORIZED, DENIED);
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            response
        }
        Failure::Invalid(state) if operation.declares_text(StatusCode::BAD_REQUEST) => {
            json_response(StatusCode::BAD_REQUEST, &json!(state.to_sentence()))
        }
        Failure::Invalid(model_state) => {
            let body = InvalidRequestResponseBody { message: "The request is invalid.", model_state };
            json_response(StatusCode::BAD_REQUEST, &json!(body))
        }
        Failure::Refused { status, message: text } if operation.declares_text(status) => {
            json_response(status, &json!(text))
        }
        Failure::Refused { status, message: text } => message(status, text),
        Failure::UnsupportedMedia(media) => message(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &format!("The request entity's media type '{media}' is not supported for this resource."),
        ),
        Failure::TooLarge => message(StatusCode::PAYLOAD_TOO_LARGE, "The request entity is too large."),
        Failure::TooSlow => message(StatusCode::REQUEST_TIMEOUT, "The request body did not arrive in time."),
        Failure::CutOff => message(StatusCode::BAD_REQUEST, "The request body is cut off."),
        Failure::Store(_) | Failure::Randomness(_) | Failure::NoKeyPair(_) | Failure::Mismatch(_) => {
            let cause: &dyn std::error::Error = &failure;
            tracing::error!(operation = operation.id, error = chain(cause), "an operation failed");
            crash()
        }
    }
}

/// What went wrong and why, as one line for the log.
fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Something is wrong with the server itself.
pub(crate) fn crash() -> Response {
    message(StatusCode::INTERNAL_SERVER_ERROR, "An error has occurred.")
}

/// Nothing is at this address.
pub(crate) fn unknown_address(full: &str, controller: &str) -> Response {
    json_response(
        StatusCode::NOT_FOUND,
        &json!({
            "message": format!("No HTTP resource was found that matches the request URI '{full}'."),
            "messageDetail": format!("No type was found that matches the controller named '{controller}'."),
        }),
    )
}

/// Something is at this address, but not for this method. `allowed` as in the `Allow` header.
pub(crate) fn wrong_method(method: &http::Method, allowed: &str) -> Response {
    let mut response = message(
        StatusCode::METHOD_NOT_ALLOWED,
        &format!("The requested resource does not support http method '{method}'."),
    );
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}
