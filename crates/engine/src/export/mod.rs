//! Requests in the words of other programs.

pub(crate) mod curl;
