//! Who calls: the bearer token of a request, and whether its owner may still use it.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use jiff::Timestamp;
use waystation_store::{Id, Role};

use crate::operation::{Caller, Failure};
use crate::server::Server;
use crate::ticket::Ticket;

/// The id of the caller, if the token is good and the caller's role may call this.
///
/// Access that has ended ends its tokens with the next call: the ticket's key generation is compared with the owner's,
/// which the store knows from memory.
pub(crate) async fn caller(
    server: &Server,
    headers: &HeaderMap,
    allowed: Caller,
    now: Timestamp,
) -> Result<Id, Failure> {
    let token = token(headers).ok_or(Failure::Unauthorized)?;
    let ticket = Ticket::open(token, &server.key).ok_or(Failure::Unauthorized)?;
    if now >= ticket.expires_at {
        return Err(Failure::Unauthorized);
    }
    let access = server.store.access(ticket.user_id).await?.ok_or(Failure::Unauthorized)?;
    let is_current = access.is_open && access.role != Role::NoAccess && access.key_generation == ticket.key_generation;
    if is_current && allowed.admits(server.effective_role(access.role).await?) {
        Ok(ticket.user_id)
    } else {
        Err(Failure::Unauthorized)
    }
}

/// The scheme's letter case does not matter: clients repeat the `token_type` they were given.
fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
