//! The order of the steps: import, send, tokens, authorization, environments, secrets, history.
//!
//! ```text
//! find ─▶ edit ─▶ resolve ─▶ auth ─▶ wire ─▶ mask ─▶ store
//!                             └─ “send this first”: a token request goes the same way
//! ```
//! The command line and the app call nothing below this crate to act. Printing and exit codes are theirs.

mod authorization;
mod collection;
mod error;
mod export;
mod history;
mod import;
mod outside;
mod send;
mod settings;
mod variables;
mod workspace;

pub use authorization::settings::{AuthChange, AuthTarget, Credential, OAuth2Change, ShownAuth};
pub use authorization::token_list::{DeletedTokens, TokenContents};
pub use authorization::tokens::{FetchedToken, TokenAttempt, TokenPlan, TokenRow};
pub use collection::attachments::{Attachment, FolderEntry, FolderListing};
pub use collection::conflict::{Conflict, ConflictField, Side};
pub use collection::drafts::{DraftTrouble, Drafted, Edited};
pub use collection::examples::ExampleAt;
pub use collection::find::{
    FindError, FoundItem, FoundRequest, document_path, find_item, find_request, item_at, lineage_at, method_and_path,
    nearest, request_at, requests,
};
pub use collection::items::{ItemPlace, NewItem, NewName};
pub use collection::move_across::MovedAcross;
pub use collection::open_collection::OpenCollection;
pub use collection::trash::{Deletion, Restored};
pub use collection::url_and_params::{EditedSide, bring_into_step};
pub use error::Error;
pub use history::exchange_record::exchange_json;
pub use history::kept_body::{
    ANSWER_PART_BYTES, AnswerToKeep, DeletedEntry, KEPT_ANSWER_BYTES_MAX, Keeper, KeptAnswer,
};
pub use history::record::{RecordedRequest, recorded_request};
pub use import::curl::curl_into;
pub use import::plan::{Fetching, GivenFiles, ImportPlan, ImportPreview, ImportReport, Imports, Progress};
pub use outside::Outside;
pub use send::cookies::CookieSet;
pub use send::mask::{MASK, Mask, Piece};
pub use send::observer::{Role, Seen, Watch};
pub use send::options::OptionChanges;
pub use send::overrides::Changes;
pub use send::prepare::{SendPlan, Target};
pub use send::preview::{Preview, PreviewRow};
pub use send::requests::Sent;
pub use send::spool::Spool;
pub use settings::app_settings::{SettingSecret, WayTo, WayToRule};
pub use settings::certificates::{CertificateFile, CertificateState};
pub use variables::rows::{Note, ScopeName, VariablePlace, VariableRow};
pub use variables::visible::{PlaceKind, VisiblePlace, made_names};
pub use workspace::{CollectionEntry, Engine, Opened, collection_id, import_source};

pub use authorization::{Authorization, Secrets, Tokens};
pub use collection::{Attachments, Collections, Conflicts, Drafts, Examples, Items, Trash};
pub use history::History;
pub use import::Importer;
pub use send::{Cookies, Requests};
pub use settings::ProgramSettings;
pub use variables::{Environments, Variables};

pub use auth::TokenError as TokenRefusal;
pub use document::decode;
pub use files::atomic;
pub use files::watch::{FolderWatch, watch_folders};
pub use formats::curl::is_command as is_curl_command;
pub use openapi::{OPTIONS, OptionSpec};
pub use resolve::{EffectiveAuth, GivenBody, Lineage, Subject};
pub use store::Keeping;
pub use store::{Folders, HistoryFilter, HistoryRow, VariableSet};
pub use wire::{Answer, ClientCertificate, ClientCertificateKind, ProxySettings, WireSettings};
