//! One send: what is prepared, what goes over the network, what is masked.

pub(crate) mod cookies;
pub(crate) mod mask;
pub(crate) mod observer;
pub(crate) mod overrides;
pub(crate) mod prepare;
pub(crate) mod preview;
pub(crate) mod requests;
pub(crate) mod retry;
pub(crate) mod spool;
