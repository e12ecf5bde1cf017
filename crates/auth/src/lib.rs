//! Credentials to changed requests, and OAuth 2.0 as steps.
//!
//! ```text
//! sign(request)            adds the header or query pair of the request's authorization
//! token_request(settings)  the request that fetches a token; the engine sends it like any other
//! refresh_request(…)       the request that renews one
//! read_token(answer)       what the token endpoint said: a token, or why not
//! ```
//!
//! Pure: no sockets, no clock, no store. Receipt times are handed in.

mod oauth2;
mod sign;

pub use oauth2::{
    AccessToken, Freshness, Refusal, TokenError, config_key, freshness, read_token, refresh_request, token_request,
};
pub use sign::{basic_credentials, sign, sign_with_token};
