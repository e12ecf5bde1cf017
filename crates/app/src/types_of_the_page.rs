//! The page's types are those of the Rust structs: written on request, compared otherwise.

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
            (api::FoldsView, api::TextToLayOut, api::LaidOutText, api::PreviewAddress),
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

#[test]
fn checked_in_types_are_those_of_the_structs() {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/api/types");
    testkit::types_are_current(&checked_in, "app", |folder| {
        export(&Config::new().with_large_int("number").with_out_dir(folder));
    });
}
