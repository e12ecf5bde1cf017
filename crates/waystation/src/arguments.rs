//! What may be typed behind `waystation`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::{SignedDuration, Span};

/// A self-hosted server which speaks the Server API V3.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Run the server until it is told to stop (Ctrl+C or SIGTERM).
    #[command(after_help = SERVE_EXAMPLES, after_long_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Print a completion script for a shell.
    #[command(
        after_help = "Example:\n  waystation completions bash > ~/.local/share/bash-completion/completions/waystation"
    )]
    Completions {
        /// The shell to complete in.
        shell: Shell,
    },
}

const EXAMPLES: &str = "\
Examples:
  waystation serve                      on http://127.0.0.1:8080, data in your data folder
  waystation serve --sample-data        the same, with invented people to try things on
  waystation help serve                 everything that can be set

Exit codes: 0 stopped as asked, 2 wrong usage, 3 address not available,
  6 data folder, key or file not usable, 130 told to stop twice.";

const SERVE_EXAMPLES: &str = "\
Examples:
  waystation serve --sample-data
  waystation serve --listen 127.0.0.1:8081 --data ./data --credentials-file ./credentials.json
  waystation serve --token-lifetime 20m
  waystation serve --listen 0.0.0.0:8080 --behind-proxy --log-format json

The first start on a data folder makes one Curator with API access and shows key, secret and password once.
Stop with Ctrl+C: requests that run are finished, and no acknowledged change is lost.";

/// Settings of the server. Flags beat the environment.
#[derive(Args)]
pub(crate) struct ServeArguments {
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", env = "WAYSTATION_LISTEN", value_parser = address)]
    pub(crate) listen: SocketAddr,

    /// Folder for database and server key; made if missing [default: the data folder of your system].
    #[arg(long, value_name = "DIR", env = "WAYSTATION_DATA")]
    pub(crate) data: Option<PathBuf>,

    /// Add sixty-four invented people; does nothing when they were added before.
    #[arg(long)]
    pub(crate) sample_data: bool,

    /// How long an access token is good, as 20m, 90s or 1h; at least 1s, at most 720h [default: as in the settings page, 60m at first].
    #[arg(long, value_name = "DURATION", env = "WAYSTATION_TOKEN_LIFETIME", value_parser = lifetime)]
    pub(crate) token_lifetime: Option<SignedDuration>,

    /// Write the credentials of the first start to this file, for you alone to read. Later starts leave it as it is.
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials_file: Option<PathBuf>,

    /// File with the server key, to share it between nodes [default: server.key in the data folder].
    #[arg(long, value_name = "FILE", env = "WAYSTATION_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,

    /// E-mail address of the Curator whom the first start makes.
    #[arg(long, value_name = "ADDRESS", default_value = "curator@example.com", value_parser = email)]
    pub(crate) curator_email: String,

    /// Believe X-Forwarded-For, -Proto and -Host: only behind a proxy which sets them itself.
    #[arg(long)]
    pub(crate) behind_proxy: bool,

    /// What to log, as `info`, `debug` or `waystation=debug,hyper=warn`.
    #[arg(long, value_name = "FILTER", default_value = "info", env = "RUST_LOG")]
    pub(crate) log: String,

    /// Shape of the lines in the log, which goes to standard error.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) log_format: LogFormat,

    /// Print no addresses; the credentials of a first start are still shown unless --credentials-file keeps them.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// The shape of log lines.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Tokens may live from a second to thirty days.
const LIFETIME_MAX: SignedDuration = SignedDuration::from_hours(30 * 24);

fn lifetime(text: &str) -> Result<SignedDuration, String> {
    const HINT: &str = "write a number and a unit, as 20m, 90s or 1h";
    let duration = text
        .parse::<SignedDuration>()
        .or_else(|_| text.parse::<Span>().and_then(SignedDuration::try_from))
        .map_err(|_| HINT.to_owned())?;
    if duration < SignedDuration::from_secs(1) || duration > LIFETIME_MAX {
        return Err("a token lives at least 1s and at most 720h".to_owned());
    }
    Ok(duration)
}

/// An address with port; a name as `localhost` stands for its first address.
fn address(text: &str) -> Result<SocketAddr, String> {
    use std::net::ToSocketAddrs as _;
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let hint = "write an address and a port, as 127.0.0.1:8080 or [::1]:8080";
    text.to_socket_addrs().ok().and_then(|mut addresses| addresses.next()).ok_or_else(|| hint.to_owned())
}

fn email(text: &str) -> Result<String, String> {
    if waystation::email::is_address(text) {
        Ok(text.to_owned())
    } else {
        Err("write an e-mail address, as ada@example.com".to_owned())
    }
}
