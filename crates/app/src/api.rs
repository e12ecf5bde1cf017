//! What page and program say to each other: JSON in snake_case, the page's types are made of these.
//!
//! `web/src/api/API.md` lists the addresses. Items are named by collection id and path inside the collection
//! (`v3/users/list-users.yml`); the collection itself has the empty path. An error is one [`model::Problem`].

mod auth;
mod console;
mod cookies;
mod environments;
mod events;
mod examples;
mod exchanges;
mod files;
mod history;
mod imports;
mod items;
mod settings;
mod tree_actions;
mod variable_tables;
mod variables;
mod workspace;

pub use auth::{
    AuthSource, AuthSourceKind, AuthView, DeleteTokens, DeletedTokens, RestoreTokens, RevealSecret, RevealedSecret,
    TokenDetails, TokenMember, TokenOutcome, TokenSet, TokenView, UseToken,
};
pub use console::{ConsoleDetail, ConsoleEntry, ConsoleRole, ConsoleView, ShownBody, ShownPiece};
pub use cookies::{
    CookieChoice, CookieName, CookieValue, DeleteCookies, DeletedCookies, JarCookie, RestoreCookies, SetCookie,
};
pub use environments::{
    ChangedEnvironment, CollectionEnvironments, DeletedEnvironment, EnvironmentEntry, EnvironmentList, EnvironmentName,
    EnvironmentPlace, EnvironmentView, EnvironmentsView, RenameEnvironment, RestoreEnvironment, UseEnvironment,
};
pub use events::{Event, Events, NumberedEvent};
pub use examples::{DeleteExample, ExampleName, ExampleView, RenameExample, RestoreExample, SaveExample};
pub use exchanges::{
    BodyLanguage, ConnectionView, CookieView, DownloadAddress, ExchangeState, ExchangeView, FilterBody, FilterView,
    FoldView, FoldsView, HeaderField, HitView, HopView, LaidOutText, LineView, LinesView, PeerCertificate,
    PreviewAddress, PreviewKind, RefusedCertificates, RowOrigin, SearchView, SendRequest, SentRow, StartedExchange,
    TextToLayOut, TimingsView, TrustedBefore,
};
pub use files::{FileView, FilesWanted, FolderEntryView, FolderView, FolderWanted};
pub use history::{
    AnswerKept, ComparedRow, ComparisonView, DeleteHistory, DeletedHistory, DifferenceKind, HistoryDetail, HistoryHop,
    HistoryView, KeptBody, RecordedRequestView, RestoreHistory,
};
pub use imports::{
    ImportOption, ImportPreviewView, ImportReport, ImportSetting, ImportStage, ImportState, ImportView, StartImport,
    StartedImport,
};
pub use items::{
    ConflictField, ConflictSide, ConflictView, CurlOf, CurlText, EditedSide, FromCurl, ItemName, ParentDraft,
    ParentView, PreviewRow, RequestDraft, RequestFromCurl, RequestPreview, RequestView, ResolveConflict, SaveItem,
    SourceView,
};
pub use settings::{
    CertificateState, CertificateView, SaveSettings, SecretKeeping, SettingSecretValue, SettingsView, WayRule, WayView,
    WayWanted,
};
pub use tree_actions::{
    AddItem, DeletionView, ItemKind, MoveItem, MovedItem, NamedItem, RenameItem, RestoreItem, SaveAs,
};
pub use variable_tables::{
    ChooseVariables, EditEnvironment, RevealVariable, SetVariable, TableQuestion, VariableNote, VariablePlace,
    VariablePlaceKind, VariableRow, VariableScope, VariableScopeKind, VariableTable,
};
pub use variables::{PlaceKind, PlaceView, PlacedValue, VariablesView, VisibleVariable};
pub use workspace::{
    AppView, CollectionNode, ExampleNode, FolderNode, Layout, NodeTrouble, RequestNode, TreeNode, WorkspaceView,
};
