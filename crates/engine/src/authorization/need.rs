//! What a send needs a token for.

use exchange::{ResolvedOAuth2, SendOptions};

use crate::send::owner::Owner;

/// Who needs a token, and what may be done for it.
pub(crate) struct TokenNeed<'a> {
    pub(crate) oauth: &'a ResolvedOAuth2,
    pub(crate) owner: &'a Owner,
    /// TLS rules and time limits of the request that needs it.
    pub(crate) options: &'a SendOptions,
    pub(crate) may_fetch: bool,
}
