//! Settings of the app, and the certificates they name.

pub(crate) mod app_settings;
pub(crate) mod certificates;
