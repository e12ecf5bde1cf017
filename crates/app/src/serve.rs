//! Listening on loopback, from the first answer to the end.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use engine::Engine;
use exchange::Secret;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::events::disk;
use crate::state::App;
use crate::{calls, sample};

/// How a program is started.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Port; 0 lets the system choose.
    pub port: u16,
    /// `light` or `dark`; absent follows the system.
    pub theme: Option<String>,
}

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
#[error("listening on 127.0.0.1:{port}")]
pub struct StartError {
    /// The port that was asked for.
    pub port: u16,
    /// The system's words.
    #[source]
    pub source: io::Error,
}

/// A running program.
pub struct Running {
    /// The address to open, its session token included: not for logs.
    pub address: Secret,
    app: Arc<App>,
    serving: JoinHandle<io::Result<()>>,
    _watch: engine::FolderWatch,
}

/// Starts to listen. When this returns, the address answers.
pub async fn start(engine: Engine, settings: Settings) -> Result<Running, StartError> {
    let failed = |source| StartError { port: settings.port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let session = Secret::new(format!("{}{}", engine.new_id(), engine.new_id()));
    let theme = settings.theme.map(|theme| format!("&theme={theme}")).unwrap_or_default();
    let fragment = Secret::new(format!("session={}{theme}", session.expose()));
    let address = Secret::new(format!("http://127.0.0.1:{port}/#{}", fragment.expose()));
    // Without them one cannot mend them: the page says what is wrong when it shows them.
    let _ = engine.settings().apply();
    let app = Arc::new(App::new(engine.knowing_files(), port, session, fragment));
    let cleaning = Arc::clone(&app);
    // What cannot be cleaned up now is at the next start.
    tokio::task::spawn_blocking(move || drop(cleaning.engine.history().remove_left_responses()));
    let ending = app.ending.clone();
    let server = axum::serve(listener, calls::router(&app)).with_graceful_shutdown(ending.cancelled_owned());
    let serving = tokio::spawn(server.into_future());
    let watch = disk::watch(&app);
    tokio::spawn(sample::begin(Arc::clone(&app)));
    Ok(Running { address, app, serving, _watch: watch })
}

impl Running {
    /// Ends running sends and open streams, then stops to listen.
    pub async fn stop(self) {
        self.app.ending.cancel();
        self.app.exchanges.cancel_all();
        // Whoever still reads a long answer is not waited for.
        let _ = tokio::time::timeout(std::time::Duration::from_secs(2), self.serving).await;
    }
}
