//! `waystation serve`: opens everything, tells the addresses, runs until told to stop.

use std::fs::{DirBuilder, File, TryLockError};
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use etcetera::BaseStrategy as _;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use waystation::first_start::{self, Credentials, FirstStart, FirstStartError};
use waystation::key::{KeyError, NoRandomness, ServerKey};
use waystation::listen::{self, Patience};
use waystation::{App, Clock, Server};
use waystation_sqlite::SqliteStore;
use waystation_store::{Actor, AuditKind, Note, Store, StoreError, Via, audit};

use crate::arguments::{LogFormat, ServeArguments};

/// Why the server does not run. Each has a hint, see [`ServeError::hint`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    #[error("`{filter}` is not a filter for the log")]
    LogFilter { filter: String },
    #[error("there is no data folder for you on this system")]
    NoHome,
    #[error("the address `{address}` is in use")]
    AddressInUse { address: SocketAddr },
    #[error("listening on `{address}`")]
    Listen {
        address: SocketAddr,
        #[source]
        source: io::Error,
    },
    #[error("making or writing the data folder `{}`", folder.display())]
    DataFolder {
        folder: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the data folder `{}` is used by another Waystation", folder.display())]
    DataFolderInUse { folder: PathBuf },
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Database(#[from] waystation_sqlite::OpenError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    FirstStart(#[from] FirstStartError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error("starting the threads of the server")]
    Runtime(#[source] io::Error),
}

impl ServeError {
    /// What to do about it; empty where nobody could say.
    fn hint(&self) -> &'static str {
        match self {
            Self::LogFilter { .. } => "Write --log info, --log debug or --log waystation=debug.",
            Self::NoHome => "Name a folder with --data DIR.",
            Self::AddressInUse { .. } => "Stop the program that uses it, or choose another port with --listen.",
            Self::Listen { .. } => "Choose an address of this machine with --listen ADDRESS:PORT.",
            Self::DataFolder { .. } => "Choose a folder you may write to with --data DIR.",
            Self::DataFolderInUse { .. } => "Stop the other one, or choose another folder with --data DIR.",
            Self::Key(_) => "Check --key-file, or that the data folder can be read and written.",
            Self::Database(_) | Self::Store(_) => {
                "Check that the data folder can be written, and that this program is not an older one."
            }
            Self::FirstStart(FirstStartError::WrongKey) => {
                "Put back the server.key of this data, or name it with --key-file."
            }
            Self::FirstStart(FirstStartError::ForeignFile { .. } | FirstStartError::File { .. }) => {
                "Choose another file with --credentials-file FILE."
            }
            Self::FirstStart(_) | Self::Randomness(_) | Self::Runtime(_) => "",
        }
    }

    /// The families of `waystation --help`.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::LogFilter { .. } => 2,
            Self::AddressInUse { .. } | Self::Listen { .. } => 3,
            Self::NoHome
            | Self::DataFolder { .. }
            | Self::DataFolderInUse { .. }
            | Self::Key(_)
            | Self::Database(_)
            | Self::Store(_)
            | Self::FirstStart(_) => 6,
            Self::Randomness(_) | Self::Runtime(_) => 1,
        })
    }
}

/// Tells on standard error what went wrong, why, and what to do.
pub(crate) fn report(error: &ServeError) {
    let mut text = format!("error: {error}");
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    for cause in causes {
        text.push_str(&format!(": {cause}"));
    }
    let hint = error.hint();
    if !hint.is_empty() {
        text.push_str(&format!("\nhint: {hint}"));
    }
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Runs the server until it is told to stop.
pub(crate) fn run(arguments: &ServeArguments) -> Result<(), ServeError> {
    start_log(arguments)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::Runtime)?
        .block_on(run_server(arguments))
}

async fn run_server(arguments: &ServeArguments) -> Result<(), ServeError> {
    // The port comes first: a server that cannot be reached must not touch the data.
    let listener = bind(arguments.listen).await?;
    let address = listener.local_addr().unwrap_or(arguments.listen);
    let folder = data_folder(arguments)?;
    let _lock = lock(&folder)?;
    let key_file = arguments.key_file.clone().unwrap_or_else(|| folder.join("server.key"));
    let key = ServerKey::read_or_create(&key_file)?;
    let store = Store::new(SqliteStore::open(&folder.join("waystation.db"))?);
    let clock = Clock::system();
    let wanted = FirstStart {
        now: clock.now(),
        curator_email: &arguments.curator_email,
        with_sample_data: arguments.sample_data,
        credentials_file: arguments.credentials_file.as_deref(),
    };
    let credentials = first_start::prepare(&store, &key, &wanted).await?;
    let started = Actor { user_id: None, via: Via::Server, address: None, at: clock.now() };
    let note = Note { to: env!("CARGO_PKG_VERSION").to_owned(), field: "version", ..Note::of(AuditKind::Started) };
    store.write(move |tx| audit::append(tx, &note, started)).await?;
    let mut server = Server::new(store, key, clock, arguments.token_lifetime)?;
    server.is_behind_proxy = arguments.behind_proxy;
    let host = reachable(address);
    let app = App::new(Arc::new(server), &host);
    let stop = told_to_stop()?;
    announce(arguments, &host, credentials.as_ref());
    drop(credentials);
    listen::serve(listener, app, Patience::default(), stop).await;
    tracing::info!("stopped");
    Ok(())
}

fn start_log(arguments: &ServeArguments) -> Result<(), ServeError> {
    let filter =
        EnvFilter::try_new(&arguments.log).map_err(|_| ServeError::LogFilter { filter: arguments.log.clone() })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match arguments.log_format {
        LogFormat::Text => log.with_ansi(io::IsTerminal::is_terminal(&io::stderr())).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::AddressInUse { address },
        _ => ServeError::Listen { address, source },
    })
}

fn data_folder(arguments: &ServeArguments) -> Result<PathBuf, ServeError> {
    let folder = match &arguments.data {
        Some(folder) => folder.clone(),
        None => etcetera::choose_base_strategy().map_err(|_| ServeError::NoHome)?.data_dir().join("waystation"),
    };
    // For its owner only; a folder that is there is left as it is.
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(&folder) {
        Ok(()) => Ok(folder),
        Err(source) => Err(ServeError::DataFolder { folder, source }),
    }
}

/// One process owns the folder; the system takes the lock back when the process ends, however it ends.
fn lock(folder: &Path) -> Result<File, ServeError> {
    let broken = |source| ServeError::DataFolder { folder: folder.to_owned(), source };
    let file = File::create(folder.join("server.lock")).map_err(broken)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ServeError::DataFolderInUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(broken(source)),
    }
}

/// The signals that stop the server.
#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// The signals that stop the server.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Ready when the process is told to stop; told again, the process ends without waiting for anybody.
fn told_to_stop() -> Result<impl Future<Output = ()>, ServeError> {
    let mut signals = Signals::listen().map_err(ServeError::Runtime)?;
    Ok(async move {
        signals.next().await;
        tokio::spawn(async move {
            signals.next().await;
            std::process::exit(130);
        });
    })
}

/// Host and port by which a person on this machine reaches the server.
fn reachable(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => format!("127.0.0.1:{}", v4.port()),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => format!("[::1]:{}", v6.port()),
        other => other.to_string(),
    }
}

/// Says where everything is, and at the first start who may come in.
fn announce(arguments: &ServeArguments, host: &str, credentials: Option<&Credentials>) {
    use std::fmt::Write as _;
    let file = arguments.credentials_file.as_deref();
    let mut text = String::new();
    if !arguments.quiet {
        let _ = write!(
            text,
            "Waystation {} is running. Stop it with Ctrl+C.\n\n\
             Server address     http://{host}/\n\
             Server UI          http://{host}/gallery\n\
             Documentation URL  http://{host}/webapi//swagger/docs/3\n\
             Token URL          http://{host}/webapi/oauth2/token\n",
            env!("CARGO_PKG_VERSION"),
        );
    }
    match (credentials, file) {
        (Some(_), Some(_)) if arguments.quiet => {}
        (Some(credentials), file) => {
            let _ = write!(
                text,
                "API key            {}\nAPI secret         {}\nSign-in            {}\nPassword           {}\n",
                credentials.key, credentials.secret, credentials.email, credentials.password,
            );
            let _ = match file {
                Some(file) => {
                    writeln!(text, "\nKey, secret and password are kept in {} and are not shown again.", file.display())
                }
                None => writeln!(text, "\nNote key, secret and password now: they are not shown again."),
            };
        }
        (None, Some(file)) if !arguments.quiet && file.exists() => {
            let _ = writeln!(text, "API key and secret in {}", file.display());
        }
        (None, _) if !arguments.quiet => text.push_str("API key and secret were shown at the first start.\n"),
        (None, _) => {}
    }
    // A closed standard output must not keep the server from serving.
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}
