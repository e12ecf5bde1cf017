//! Reads bodies: within limits of size and time, as JSON or as a form.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::{Map, Value};

use crate::form;
use crate::media::Media;
use crate::model::{self, ModelState, Origin};
use crate::operation::{BodyParameter, Failure};

/// The longest JSON or form body of an operation. Uploads will have a limit of their own.
pub(crate) const BODY_BYTES_MAX: usize = 1024 * 1024;

/// A body must be there after this time.
const BODY_TIME_MAX: Duration = Duration::from_secs(30);

/// What some editors put before a text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// All bytes of a body.
pub(crate) async fn bytes(body: Body, bytes_max: usize) -> Result<Bytes, Failure> {
    match tokio::time::timeout(BODY_TIME_MAX, Limited::new(body, bytes_max).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Failure::TooLarge),
        Ok(Err(_)) => Err(Failure::CutOff),
        Err(_) => Err(Failure::TooSlow),
    }
}

/// The members of a body as its model declares them.
pub(crate) fn members(media: &Media, bytes: &[u8], parameter: &BodyParameter) -> Result<Map<String, Value>, Failure> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let given = match media {
        Media::Json => json(bytes, parameter.name)?,
        Media::Form => match form::text(bytes) {
            Some(text) => form::tree(text),
            None => return Err(invalid(parameter.name, "The request body is not UTF-8.")),
        },
        // Without a type only what is plainly JSON is read.
        Media::Unnamed => match bytes.trim_ascii_start().first() {
            Some(b'{' | b'[' | b'"') => json(bytes, parameter.name)?,
            None => return Err(invalid(parameter.name, "A request body is required.")),
            Some(_) => return Err(Failure::UnsupportedMedia("application/octet-stream".to_owned())),
        },
        Media::Other(media) => return Err(Failure::UnsupportedMedia(media.clone())),
    };
    let (read, state) = model::read(parameter.model.fields, &given, &format!("{}.", parameter.name), Origin::Body);
    if state.is_empty() { Ok(read) } else { Err(Failure::Invalid(state)) }
}

fn json(bytes: &[u8], parameter: &str) -> Result<Map<String, Value>, Failure> {
    if bytes.trim_ascii().is_empty() {
        return Err(invalid(parameter, "A request body is required."));
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(invalid(parameter, "The request body must be a JSON object.")),
        // The parser's words name place and reason and repeat nothing of the body.
        Err(error) => Err(invalid(parameter, &format!("The request body is not JSON: {error}."))),
    }
}

fn invalid(parameter: &str, reason: &str) -> Failure {
    Failure::Invalid(ModelState::one(parameter, reason))
}
