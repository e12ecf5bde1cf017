//! Words of `postrider app`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Open the app in the browser.
#[derive(Debug, Default, Args)]
#[command(
    after_help = "Examples:\n  postrider app\n  postrider app ~/apis --port 8900\n  postrider app --no-open --theme dark"
)]
pub(crate) struct App {
    /// A workspace, or the folder of one collection
    pub(crate) folder: Option<PathBuf>,
    /// Port to listen on instead of a free one; starts a second app on the same folder
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,
    /// Print the address only
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Colours of the page
    #[arg(long, value_name = "THEME", default_value = "system")]
    pub(crate) theme: Theme,
}

/// Colours of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the system has it.
    #[default]
    System,
}
