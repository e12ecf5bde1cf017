//! Where the sample API answers.

use tokio::sync::Mutex;

/// The port on which the sample API answers in this program; `None` until it is needed.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    /// Held while it begins to listen.
    pub(super) port: Mutex<Option<u16>>,
}
