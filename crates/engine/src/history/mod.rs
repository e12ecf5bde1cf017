//! What is kept of a send, and reading it back.

pub(crate) mod exchange_record;
pub(crate) mod kept_body;
pub(crate) mod record;
