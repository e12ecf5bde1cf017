//! The order of the steps: import, send, tokens, authorization, environments, secrets, history.
//!
//! ```text
//! find ─▶ edit ─▶ resolve ─▶ auth ─▶ wire ─▶ mask ─▶ store
//!                             └─ “send this first”: a token request goes the same way
//! ```
//! The command line and the app call nothing below this crate to act. Printing and exit codes are theirs.

mod across;
mod attach;
mod authorize;
mod body_files;
mod certificates;
mod conflict;
mod cookies;
mod curl;
mod deleted;
mod drafts;
mod edit;
mod environment_list;
mod environments;
mod error;
mod examples;
mod find;
mod gate;
mod gone;
mod import;
mod items;
mod kept_answer;
mod mask;
mod outside;
mod prepare;
mod preview;
mod record;
mod report;
mod secrets;
mod send;
mod settings;
mod spool;
mod step;
mod token_list;
mod tokens;
mod variable_tables;
mod visible;
mod watch;
mod workspace;

pub use across::MovedAcross;
pub use attach::{Attachment, FolderEntry, FolderListing};
pub use authorize::{AuthChange, AuthTarget, Credential, OAuth2Change, ShownAuth};
pub use certificates::{CertificateFile, CertificateState};
pub use conflict::{Conflict, ConflictField, Side};
pub use cookies::CookieSet;
pub use curl::curl_into;
pub use deleted::{Deletion, Restored};
pub use drafts::{DraftTrouble, Drafted, Edited};
pub use edit::Changes;
pub use error::Error;
pub use examples::ExampleAt;
pub use find::{
    FindError, FoundItem, FoundRequest, document_path, find_item, find_request, item_at, method_and_path, nearest,
    request_at, requests,
};
pub use import::{Fetching, GivenFiles, ImportPlan, ImportPreview, ImportReport, Imports, Progress};
pub use items::{ItemPlace, NewItem};
pub use kept_answer::{ANSWER_PART_BYTES, AnswerToKeep, DeletedEntry, KEPT_ANSWER_BYTES_MAX, Keeper, KeptAnswer};
pub use mask::{MASK, Mask, Piece};
pub use outside::Outside;
pub use prepare::{OptionChanges, SendPlan, Target};
pub use preview::{Preview, PreviewRow};
pub use record::{RecordedRequest, recorded_request};
pub use report::exchange_json;
pub use send::Sent;
pub use settings::{SettingSecret, WayTo, WayToRule};
pub use spool::Spool;
pub use step::{EditedSide, bring_into_step};
pub use token_list::{DeletedTokens, TokenContents};
pub use tokens::{FetchedToken, TokenAttempt, TokenPlan, TokenRow};
pub use variable_tables::{Note, ScopeName, VariablePlace, VariableRow};
pub use visible::{PlaceKind, VisiblePlace, made_names};
pub use watch::{Role, Seen, Watch};
pub use workspace::{CollectionEntry, Engine, Opened, collection_id, import_source};

pub use auth::TokenError as TokenRefusal;
pub use document::decode;
pub use files::atomic;
pub use files::watch::{FolderWatch, watch_folders};
pub use formats::curl::is_command as is_curl_command;
pub use openapi::{OPTIONS, OptionSpec};
pub use resolve::GivenBody;
pub use store::Keeping;
pub use store::{Folders, HistoryFilter, HistoryRow, VariableSet};
pub use wire::{Answer, ClientCertificate, ClientCertificateKind, ProxySettings, WireSettings};
