//! What the program tells every open page.

use serde::Serialize;
use ts_rs::TS;

use crate::exchanges::HeaderField;
use crate::imports::ImportView;

/// Something that happened. The page asks again for what it shows of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Event {
    /// The tree is another one: something was imported, saved, renamed, edited for the first time.
    WorkspaceChanged,
    /// A request, folder or collection (empty path) is another one: edited in some window, saved, discarded.
    ItemChanged {
        /// Id of the collection.
        collection: String,
        /// Path inside it.
        path: String,
        /// The window that did it, as it named itself in `X-Postrider-Window`; empty when it did not.
        window: String,
    },
    /// An item was renamed or moved; what stands in a folder went with it.
    ItemMoved {
        /// Id of the collection.
        collection: String,
        /// Path inside it until then.
        from: String,
        /// Id of the collection that it is in from then on.
        to_collection: String,
        /// Path inside that from then on.
        to: String,
        /// The window that did it, as it named itself in `X-Postrider-Window`; empty when it did not.
        window: String,
    },
    /// Tokens were added, chosen or deleted.
    TokensChanged,
    /// Environments, the one in use, or what variables are sent with.
    EnvironmentsChanged {
        /// Id of the collection; empty when every collection may see it.
        collection: String,
    },
    /// Rows came to the Console, or it was cleared: ask for what is behind the last one.
    ConsoleAdded,
    /// Settings of the app.
    SettingsChanged,
    /// Cookies came, changed or went.
    CookiesChanged,
    /// A send was added to the history.
    HistoryChanged,
    /// A send began, in some window.
    ExchangeStarted {
        /// Id of the exchange.
        exchange_id: String,
        /// Id of the collection.
        collection: String,
        /// Path of the request.
        path: String,
    },
    /// The head of the answer is here; its body follows.
    ExchangeHead {
        /// Id of the exchange.
        exchange_id: String,
        /// Status code.
        status: u16,
        /// Reason phrase.
        reason: String,
        /// Header fields.
        headers: Vec<HeaderField>,
    },
    /// More of the body is here; at most ten times a second.
    ExchangeProgress {
        /// Id of the exchange.
        exchange_id: String,
        /// Bytes so far, decoded.
        body_bytes: u64,
    },
    /// It is over: ask for the exchange.
    ExchangeDone {
        /// Id of the exchange.
        exchange_id: String,
    },
    /// An import is further, or over.
    ImportChanged {
        /// How it stands.
        import: Box<ImportView>,
    },
    /// Events were missed: ask for everything again.
    Resync,
}

impl Event {
    /// Whether items, their files or their drafts may have changed.
    pub(crate) fn may_change_items(&self) -> bool {
        matches!(
            self,
            Self::WorkspaceChanged
                | Self::ItemChanged { .. }
                | Self::ItemMoved { .. }
                | Self::EnvironmentsChanged { .. }
                | Self::Resync
        )
    }
}

/// An event with its number. Numbers rise by one.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct NumberedEvent {
    /// Its number.
    pub(crate) number: u64,
    /// What happened.
    pub(crate) event: Event,
}

/// Answer of `GET /api/events?since=N`: waits until there is one behind N, at most 25 s.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Events {
    /// What happened, oldest first; may be empty.
    pub(crate) events: Vec<NumberedEvent>,
    /// What to ask with next.
    pub(crate) next: u64,
}
