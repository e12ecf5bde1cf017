//! `postrider token`, `env`, `secret`, `history`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Get a new access token with the authorization of a collection, folder or request
    #[command(
        after_help = "Examples:\n  postrider token new \"Alteryx Server API V3\"\n  postrider token new Orders \"GET /orders\" --env staging -v"
    )]
    New {
        /// Name or folder of a collection
        collection: String,
        /// A request or folder in it
        item: Option<String>,
        /// Use this environment
        #[arg(long, value_name = "NAME")]
        env: Option<String>,
        /// Value of a variable (repeatable)
        #[arg(long, value_name = "NAME=VALUE")]
        var: Vec<String>,
        #[command(flatten)]
        connection: Box<super::Connection>,
        /// Show the heads as sent and received, secrets masked
        #[arg(short = 'v', long)]
        verbose: bool,
    },
    /// List tokens, newest first; expired ones stay until they are deleted
    #[command(after_help = "Examples:\n  postrider token list\n  postrider token list --json")]
    List,
    /// Delete tokens from this machine; the server is not asked to revoke them
    #[command(
        after_help = "Examples:\n  postrider token delete admin\n  postrider token delete --expired\n  postrider token delete --all"
    )]
    Delete {
        /// Every token of this name
        #[arg(required_unless_present_any = ["expired", "all"])]
        name: Option<String>,
        /// Every expired token
        #[arg(long, conflicts_with_all = ["name", "all"])]
        expired: bool,
        /// Every token
        #[arg(long, conflicts_with = "name")]
        all: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum EnvCommand {
    /// Set variables of an environment; it is made when it does not exist
    #[command(
        after_help = "Example:\n  postrider env set \"Alteryx Server API V3\" --env staging baseUrl=http://127.0.0.1:8081/webapi"
    )]
    Set {
        /// Name or folder of a collection
        collection: String,
        /// The environment
        #[arg(long, value_name = "NAME")]
        env: String,
        /// Variables
        #[arg(value_name = "NAME=VALUE", required = true)]
        variables: Vec<String>,
    },
    /// Remove variables of an environment
    Unset {
        /// Name or folder of a collection
        collection: String,
        /// The environment
        #[arg(long, value_name = "NAME")]
        env: String,
        /// Names of variables
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
    },
    /// List environments, or the variables of one
    List {
        /// Name or folder of a collection
        collection: String,
        /// Show the variables of this environment
        #[arg(long, value_name = "NAME")]
        env: Option<String>,
    },
    /// Use an environment from now on
    Use {
        /// Name or folder of a collection
        collection: String,
        /// The environment
        #[arg(required_unless_present = "none")]
        env: Option<String>,
        /// Use none
        #[arg(long, conflicts_with = "env")]
        none: bool,
    },
    /// Delete an environment
    Delete {
        /// Name or folder of a collection
        collection: String,
        /// The environment
        env: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SecretCommand {
    /// Set a secret: asks for the value, or reads it from an environment variable
    #[command(
        after_help = "Examples:\n  postrider secret set Orders apiKey\n  postrider secret set Orders apiKey --value-env ORDERS_KEY\n\nA request uses it as {{vault:apiKey}}."
    )]
    Set {
        /// Name or folder of a collection
        collection: String,
        /// Name of the secret
        name: String,
        /// Environment variable that holds the value
        #[arg(long, value_name = "VAR")]
        value_env: Option<String>,
    },
    /// List the names of a collection's secrets, never their values
    List {
        /// Name or folder of a collection
        collection: String,
    },
    /// Delete a secret
    Delete {
        /// Name or folder of a collection
        collection: String,
        /// Name of the secret
        name: String,
    },
}

/// What was sent, newest first.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  postrider history --limit 50 --filter users\n  postrider history show 12\n  postrider history --json"
)]
pub(crate) struct History {
    /// Most entries to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u32,
    /// Only entries whose URL, collection or request file holds this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Option<HistoryCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    /// Show one entry with its heads, secrets masked
    Show {
        /// Id from the list
        id: i64,
    },
    /// Delete every entry
    Clear,
}
