//! `postrider send`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Send a request of a collection, or any METHOD and URL.
///
/// A request is named by `METHOD path` (with or without leading slash, {id} and :id alike), by its folder path, or by name.
/// Flags name rows as the page does, and change nothing saved. Piped, standard output is the answer's body and nothing else.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Send {
    /// Name or folder of a collection; or a method
    #[arg(value_name = "COLLECTION|METHOD")]
    pub(crate) collection: String,
    /// The request in it; or a URL
    #[arg(value_name = "REQUEST|URL")]
    pub(crate) request: String,

    /// Untick every query row
    #[arg(long, help_heading = "Request")]
    pub(crate) no_query: bool,
    /// Tick and fill in a query row, or add one (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Request")]
    pub(crate) query: Vec<String>,
    /// Value of a path variable (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Request")]
    pub(crate) path: Vec<String>,
    /// Add a header; order, case and repeats are kept (repeatable)
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE", help_heading = "Request")]
    pub(crate) headers: Vec<String>,
    /// Untick the request's own header row; the generated one takes its place
    #[arg(long, value_name = "NAME", help_heading = "Request")]
    pub(crate) without_header: Vec<String>,
    /// Switch off a generated header
    #[arg(long, value_name = "NAME", help_heading = "Request")]
    pub(crate) without_generated: Vec<String>,
    /// Body, sent as it is, without a generated Content-Type; @FILE reads a file, - standard input
    #[arg(
        long,
        value_name = "TEXT|@FILE|-",
        conflicts_with = "body_json",
        allow_hyphen_values = true,
        help_heading = "Request"
    )]
    pub(crate) body: Option<String>,
    /// Body, sent as it is, with Content-Type: application/json
    #[arg(long, value_name = "TEXT|@FILE|-", allow_hyphen_values = true, help_heading = "Request")]
    pub(crate) body_json: Option<String>,

    /// Send with the token of that name
    #[arg(long, value_name = "NAME", help_heading = "Authorization and variables")]
    pub(crate) token: Option<String>,
    /// Do not get or renew a token: send with what is there
    #[arg(long, help_heading = "Authorization and variables")]
    pub(crate) no_auto_token: bool,
    /// Use this environment for this send
    #[arg(long, value_name = "NAME", help_heading = "Authorization and variables")]
    pub(crate) env: Option<String>,
    /// Value of a variable for this send (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Authorization and variables")]
    pub(crate) var: Vec<String>,
    /// Send unknown {{names}} as they stand instead of stopping
    #[arg(long, help_heading = "Authorization and variables")]
    pub(crate) allow_unresolved: bool,

    #[command(flatten)]
    pub(crate) connection: Connection,

    /// Write the body to a file, complete or not at all
    #[arg(short = 'o', long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Show the heads as sent and received, secrets masked
    #[arg(short = 'v', long, help_heading = "Output")]
    pub(crate) verbose: bool,
    /// Exit with 4 when the answer is an HTTP error (400 and above)
    #[arg(long, help_heading = "Output")]
    pub(crate) fail: bool,
}

/// How the connection is made.
#[derive(Debug, Default, Args)]
pub(crate) struct Connection {
    /// File with certificates (PEM) to trust besides the system's (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub(crate) cacert: Vec<PathBuf>,
    /// Do not check the server's certificate
    #[arg(long, help_heading = "Connection")]
    pub(crate) insecure: bool,
    /// Client certificate: PEM, or .p12/.pfx with its key; HOST= in front limits it to that host (repeatable)
    #[arg(long, value_name = "[HOST=]FILE", help_heading = "Connection")]
    pub(crate) cert: Vec<String>,
    /// Key of the last --cert, when it is not in the same file
    #[arg(long, value_name = "FILE", requires = "cert", help_heading = "Connection")]
    pub(crate) key: Vec<PathBuf>,
    /// Environment variable that holds the passphrase of --cert or --key
    #[arg(long, value_name = "VAR", requires = "cert", help_heading = "Connection")]
    pub(crate) passphrase_env: Option<String>,
    /// HTTP version to use
    #[arg(
        long,
        value_name = "1.1|2|auto",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Connection"
    )]
    pub(crate) http: HttpVersionWord,
    /// Do not follow redirects
    #[arg(long, help_heading = "Connection")]
    pub(crate) no_redirect: bool,
    /// Neither send nor store cookies
    #[arg(long, help_heading = "Connection")]
    pub(crate) no_cookies: bool,
    /// Longest wait for the whole exchange, such as 30s or 500ms; 0 means none
    #[arg(long, value_name = "TIME", help_heading = "Connection")]
    pub(crate) timeout: Option<String>,
}

/// `--http`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum HttpVersionWord {
    /// As the request says.
    #[default]
    Auto,
    /// HTTP/1.1
    #[value(name = "1.1")]
    Http1,
    /// HTTP/2
    #[value(name = "2")]
    Http2,
}

const EXAMPLES: &str = "\
Examples:
  postrider send GET http://127.0.0.1:8080/healthz
  postrider send \"Alteryx Server API V3\" \"GET v3/users\" --no-query --query role=Curator
  postrider send \"Alteryx Server API V3\" \"GET v3/users/{id}\" --path id=ID -o user.json
  postrider send \"Alteryx Server API V3\" \"PUT v3/users/{id}\" --path id=ID --body-json @edited.json -v
  postrider send POST https://api.example.com/orders --body-json '{\"n\": 1}' --fail | jq .id";
