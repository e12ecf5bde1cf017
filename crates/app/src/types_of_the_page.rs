//! The page's types are those of the Rust structs: written on request, compared otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ts_rs::{Config, TS};

use crate::api;

/// Every type that stands by itself on the wire; what they are made of comes along.
fn export(config: &Config) {
    export_all::<(
        (api::AppView, api::Layout, api::WorkspaceView, api::ItemName),
        (
            api::RequestView,
            api::RequestDraft,
            api::SaveItem,
            (api::CurlOf, api::CurlText, api::FromCurl, api::RequestFromCurl),
        ),
        (api::ParentView, api::ParentDraft),
        (api::AuthView, api::TokenDetails, api::TokenOutcome, api::UseToken),
        (api::DeleteTokens, api::DeletedTokens, api::RevealSecret, api::RevealedSecret, api::RestoreTokens),
        (
            (api::SendRequest, api::StartedExchange, api::ExchangeView),
            (api::DownloadAddress, api::LinesView, api::SearchView, api::FilterBody, api::FilterView, api::FoldView),
            (api::TextToLayOut, api::LaidOutText, api::PreviewAddress),
        ),
        (
            (api::EnvironmentsView, api::UseEnvironment, api::EnvironmentList, api::EnvironmentName),
            (api::RenameEnvironment, api::ChangedEnvironment, api::DeletedEnvironment, api::RestoreEnvironment),
            (api::VariablePlace, api::VariableTable, api::SetVariable, api::ChooseVariables),
            (api::EditEnvironment, api::RevealVariable, api::SettingsView, api::SaveSettings),
            (api::WayWanted, api::WayView),
        ),
        (api::StartImport, api::StartedImport, api::ImportView, api::ImportPreviewView),
        (api::HistoryView, api::HistoryDetail, api::RecordedRequestView),
        (api::NumberedEvent, api::Events),
    )>(config);
    // A tuple holds ten at most.
    export_all::<(
        (api::FilesWanted, api::FileView, api::FolderWanted, api::FolderView),
        (api::VariablesView, api::SaveExample, api::ExampleView),
        (api::RenameExample, api::DeleteExample, api::RestoreExample),
    )>(config);
    export_all::<(
        (api::AddItem, api::RenameItem, api::MoveItem, api::MovedItem, api::SaveAs),
        (api::NamedItem, api::DeletionView, api::RestoreItem),
        (api::ConflictView, api::ResolveConflict),
    )>(config);
    export_all::<(api::ConsoleView, api::ConsoleDetail)>(config);
    export_all::<(api::DeleteHistory, api::DeletedHistory, api::RestoreHistory, api::ComparisonView)>(config);
    export_all::<(api::JarCookie, api::CookieName, api::CookieValue, api::SetCookie)>(config);
    export_all::<(api::DeleteCookies, api::DeletedCookies, api::RestoreCookies)>(config);
}

fn export_all<T: TS + 'static>(config: &Config) {
    // A tuple has no file of its own; what it is made of has.
    struct Visitor<'a>(&'a Config);
    impl ts_rs::TypeVisitor for Visitor<'_> {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            if T::output_path().is_some() {
                T::export_all(self.0).expect("the folder can be written");
            } else {
                T::visit_dependencies(self);
                T::visit_generics(self);
            }
        }
    }
    T::visit_dependencies(&mut Visitor(config));
    T::visit_generics(&mut Visitor(config));
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| {
            let text = fs::read_to_string(file.path()).expect("a text file");
            (file.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says whether to write")]
fn checked_in_types_are_those_of_the_structs() {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/api/types");
    let fresh = tempfile::tempdir().expect("a temporary folder");
    let writes = std::env::var("TYPES").is_ok_and(|word| word == "write");
    let target = if writes { &checked_in } else { fresh.path() };
    if writes {
        let _ = fs::remove_dir_all(&checked_in);
    }
    export(&Config::new().with_large_int("number").with_out_dir(target));
    let wanted = texts(target);
    assert!(wanted.len() > 50, "only {} types", wanted.len());
    for (name, text) in &wanted {
        let known = texts(&checked_in).remove(name);
        assert_eq!(known.as_ref(), Some(text), "{name} differs: run `TYPES=write cargo test -p app types`");
    }
    assert_eq!(texts(&checked_in).len(), wanted.len(), "a type is gone: run `TYPES=write cargo test -p app types`");
}
