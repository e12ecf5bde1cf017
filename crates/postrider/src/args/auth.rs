//! `postrider auth`.

use clap::{ArgAction, Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum AuthCommand {
    /// Set the authorization of a collection, folder or request
    Set(Box<AuthSet>),
    /// Show whose authorization applies and what it says
    Show {
        /// Name or folder of a collection
        collection: String,
        /// A request or folder in it
        item: Option<String>,
    },
}

/// Set the authorization of a collection, folder or request.
///
/// The last word is the type: inherit, none, bearer, basic, apikey, oauth2. A secret is never typed as an argument: name an
/// environment variable with a --…-env flag, or type it when asked. It goes to the secret store, the file gets a reference.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, override_usage = "postrider auth set [OPTIONS] <COLLECTION> [REQUEST] <TYPE>")]
pub(crate) struct AuthSet {
    /// Collection, then a request or folder in it if meant, then the type
    #[arg(value_name = "COLLECTION [REQUEST] TYPE", num_args = 2..=3, required = true)]
    pub(crate) words: Vec<String>,

    /// Grant type
    #[arg(long, value_name = "GRANT", help_heading = "OAuth 2.0")]
    pub(crate) grant: Option<GrantWord>,
    /// Name under which tokens are kept
    #[arg(long, value_name = "NAME", help_heading = "OAuth 2.0")]
    pub(crate) token_name: Option<String>,
    /// Access Token URL
    #[arg(long, value_name = "URL", help_heading = "OAuth 2.0")]
    pub(crate) token_url: Option<String>,
    /// Client ID
    #[arg(long, value_name = "ID", help_heading = "OAuth 2.0")]
    pub(crate) client_id: Option<String>,
    /// Environment variable that holds the client secret
    #[arg(long, value_name = "VAR", help_heading = "OAuth 2.0")]
    pub(crate) client_secret_env: Option<String>,
    /// Client Authentication: header (Send as Basic Auth header) or body
    #[arg(long, value_name = "header|body", help_heading = "OAuth 2.0", hide_possible_values = true)]
    pub(crate) client_auth: Option<ClientAuth>,
    /// Scopes, separated by blanks
    #[arg(long, value_name = "SCOPES", help_heading = "OAuth 2.0")]
    pub(crate) scope: Option<String>,
    /// Word before the token in the header
    #[arg(long, value_name = "PREFIX", help_heading = "OAuth 2.0")]
    pub(crate) header_prefix: Option<String>,
    /// Get a missing or expired token on Send
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, help_heading = "OAuth 2.0")]
    pub(crate) auto_token: Option<bool>,
    /// Renew a token by its refresh token, when it came with one
    #[arg(long, value_name = "BOOL", action = ArgAction::Set, help_heading = "OAuth 2.0")]
    pub(crate) auto_refresh: Option<bool>,
    /// Refresh Token URL, where it is not the Access Token URL
    #[arg(long, value_name = "URL", help_heading = "OAuth 2.0")]
    pub(crate) refresh_url: Option<String>,
    /// Further parameter of the token request, in its body (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "OAuth 2.0")]
    pub(crate) token_param: Vec<String>,
    /// The same in its address (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "OAuth 2.0")]
    pub(crate) token_query: Vec<String>,
    /// The same as a header (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "OAuth 2.0")]
    pub(crate) token_header: Vec<String>,
    /// Send id and secret without form encoding, for servers that do not decode it (RFC 6749 §2.3.1)
    #[arg(long, help_heading = "OAuth 2.0")]
    pub(crate) unencoded_credentials: bool,
    /// Use the newest token of that name, whoever fetched it
    #[arg(long, value_name = "NAME", help_heading = "OAuth 2.0", conflicts_with_all = ["token_url", "client_id", "client_secret_env", "token_name"])]
    pub(crate) token: Option<String>,

    /// Environment variable that holds the bearer token
    #[arg(long, value_name = "VAR", help_heading = "Bearer, Basic, API key")]
    pub(crate) token_env: Option<String>,
    /// User name
    #[arg(long, value_name = "NAME", help_heading = "Bearer, Basic, API key")]
    pub(crate) username: Option<String>,
    /// Environment variable that holds the password
    #[arg(long, value_name = "VAR", help_heading = "Bearer, Basic, API key")]
    pub(crate) password_env: Option<String>,
    /// Name of the API key's header or query pair
    #[arg(long, value_name = "NAME", help_heading = "Bearer, Basic, API key")]
    pub(crate) key: Option<String>,
    /// Environment variable that holds the API key
    #[arg(long, value_name = "VAR", help_heading = "Bearer, Basic, API key")]
    pub(crate) value_env: Option<String>,
    /// Where the API key goes
    #[arg(long, value_name = "header|query", help_heading = "Bearer, Basic, API key", hide_possible_values = true)]
    pub(crate) add_to: Option<KeyPlace>,
}

/// The types, as the last word of `auth set`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuthKind {
    Inherit,
    None,
    Bearer,
    Basic,
    Apikey,
    Oauth2,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GrantWord {
    ClientCredentials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClientAuth {
    Header,
    Body,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyPlace {
    Header,
    Query,
}

const EXAMPLES: &str = "\
Examples:
  postrider auth set \"Alteryx Server API V3\" oauth2 --grant client-credentials --token-name admin \\
      --token-url http://127.0.0.1:8080/webapi/oauth2/token --client-id KEY --client-secret-env SECRET --client-auth header
  postrider auth set \"Alteryx Server API V3\" \"GET v3/users\" oauth2 --token admin
  postrider auth set Orders basic --username ada --password-env ORDERS_PASSWORD
  postrider auth set Orders \"GET /health\" none";
