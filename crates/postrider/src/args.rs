//! The grammar of the command line. What the words do stands in `commands`.

mod app;
mod auth;
mod import;
mod send;
mod state;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use app::{App, Theme};
pub(crate) use auth::{AuthCommand, AuthKind, AuthSet, ClientAuth, GrantWord, KeyPlace};
pub(crate) use import::Import;
pub(crate) use send::{Connection, HttpVersionWord, Send};
pub(crate) use state::{EnvCommand, History, HistoryCommand, SecretCommand, TokenCommand};

/// Postrider, a local-first API client: collections are plain files, secrets stay on this machine.
#[derive(Debug, Parser)]
#[command(name = "postrider", version, disable_help_subcommand = true, max_term_width = 110, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// Folder of the collections instead of the default one.
    #[arg(long, global = true, value_name = "DIR", env = "POSTRIDER_WORKSPACE", hide_env = true)]
    pub(crate) workspace: Option<PathBuf>,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(crate) color: clap::ColorChoice,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  postrider
  postrider import http://127.0.0.1:8080/webapi//swagger/docs/3
  postrider list \"Alteryx Server API V3\"
  postrider send \"Alteryx Server API V3\" \"GET v3/users\" --query role=Curator
  postrider send GET http://127.0.0.1:8080/healthz

Each command explains itself: postrider send --help
Exit codes: postrider help exit-codes";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open the app in the browser; also without any command
    App(App),
    /// Make a collection of an API document
    Import(Box<Import>),
    /// List the collections, or the tree of one
    List(List),
    /// Send a request of a collection, or METHOD URL
    Send(Box<Send>),
    /// Set or show the authorization of a collection, folder or request
    #[command(subcommand)]
    Auth(AuthCommand),
    /// Get, list and delete access tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Environments: sets of variables, one of which is in use
    #[command(subcommand)]
    Env(EnvCommand),
    /// Secrets: values that never enter a collection's files
    #[command(subcommand)]
    Secret(SecretCommand),
    /// What was sent, newest first
    History(History),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Explain a command or a topic (exit-codes, variables)
    Help {
        /// A command, or one of the topics
        topic: Vec<String>,
    },
}

/// List the collections, or the tree of one: method, path, name.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  postrider list\n  postrider list \"Alteryx Server API V3\"\n  postrider list --json"
)]
pub(crate) struct List {
    /// Name or folder of a collection
    pub(crate) collection: Option<String>,
}
