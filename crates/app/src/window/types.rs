//! What the window as a whole shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::imports::ImportOption;

/// `GET /api/app`: what does not change while the program runs.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct AppView {
    /// Version of the program.
    pub(crate) version: String,
    /// Folder of the workspace, absolute.
    pub(crate) workspace: String,
    /// The same as a person writes it, the home folder as `~`.
    pub(crate) workspace_short: String,
    /// Last part of that path, for the header.
    pub(crate) workspace_name: String,
    /// The choices of an import, in the order they are shown.
    pub(crate) import_options: Vec<ImportOption>,
}

/// `GET` and `POST /api/layout`: how the window is arranged. The program keeps it and does not look into it.
#[derive(Debug, Clone, Default, Deserialize, Serialize, TS)]
pub(crate) struct Layout {
    /// JSON of the page; empty when nothing was kept yet.
    pub(crate) text: String,
}
