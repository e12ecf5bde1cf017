//! Settings of the app, and the certificates they name.

pub(crate) mod app_settings;
pub(crate) mod certificates;
pub(crate) mod network;
pub(crate) mod stated_files;

use crate::workspace::Engine;

/// Settings of the app.
#[derive(Clone, Copy)]
pub struct ProgramSettings<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// Settings of the app.
    pub fn settings(&self) -> ProgramSettings<'_> {
        ProgramSettings { engine: self }
    }
}
