//! Authorization: setting it, tokens, secrets.

pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod token_list;
pub(crate) mod tokens;
