//! The signals that end `run`, and the one it may pass on.

use std::io;

use tokio::process::Child;

/// Ctrl+C, and SIGTERM where there is one.
#[cfg(unix)]
pub(crate) struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// From here on the signals no longer end this process.
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    pub(crate) async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Ctrl+C.
#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    pub(crate) async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Tells a program to stop.
#[cfg(unix)]
pub(crate) fn terminate(program: &mut Child) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    let pid = program.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    // Without an id it has ended already.
    pid.map_or(Ok(()), |pid| Ok(kill_process(pid, Signal::TERM)?))
}

/// Ends a program: there is no gentler way here.
#[cfg(not(unix))]
pub(crate) fn terminate(program: &mut Child) -> io::Result<()> {
    program.start_kill()
}
