//! The page's types are those of the Rust structs: written on request, compared otherwise.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::{
    auth, bodies, console, cookies, environments, events, examples, exchanges, files, history, imports, items,
    settings, tree, variables, window,
};

/// Every type that stands by itself on the wire; what they are made of comes along.
fn export(config: &Config) {
    export_all::<(
        (window::AppView, window::Layout, tree::WorkspaceView, items::ItemName),
        (
            items::RequestView,
            items::RequestDraft,
            items::SaveItem,
            (items::CurlOf, items::CurlText, items::FromCurl, items::RequestFromCurl),
        ),
        (items::ParentView, items::ParentDraft),
        (auth::AuthView, auth::TokenDetails, auth::TokenOutcome, auth::UseToken),
        (auth::DeleteTokens, auth::DeletedTokens, auth::RevealSecret, auth::RevealedSecret, auth::RestoreTokens),
        (
            (exchanges::SendRequest, exchanges::StartedExchange, exchanges::ExchangeView),
            (
                bodies::DownloadAddress,
                bodies::LinesView,
                bodies::SearchView,
                bodies::FilterBody,
                bodies::FilterView,
                bodies::FoldView,
            ),
            (bodies::FoldsView, bodies::TextToLayOut, bodies::LaidOutText, bodies::PreviewAddress),
        ),
        (
            (
                environments::EnvironmentsView,
                environments::UseEnvironment,
                environments::EnvironmentList,
                environments::EnvironmentName,
            ),
            (
                environments::RenameEnvironment,
                environments::ChangedEnvironment,
                environments::DeletedEnvironment,
                environments::RestoreEnvironment,
            ),
            (variables::VariablePlace, variables::VariableTable, variables::SetVariable, variables::ChooseVariables),
            (variables::EditEnvironment, variables::RevealVariable, settings::SettingsView, settings::SaveSettings),
            (settings::WayWanted, settings::WayView),
        ),
        (imports::StartImport, imports::StartedImport, imports::ImportView, imports::ImportPreviewView),
        (history::HistoryView, history::HistoryDetail, history::RecordedRequestView),
        (events::NumberedEvent, events::Events),
    )>(config);
    // A tuple holds ten at most.
    export_all::<(
        (files::FilesWanted, files::FileView, files::FolderWanted, files::FolderView),
        (variables::VariablesView, examples::SaveExample, examples::ExampleView),
        (examples::RenameExample, examples::DeleteExample, examples::RestoreExample),
    )>(config);
    export_all::<(
        (tree::AddItem, tree::RenameItem, tree::MoveItem, tree::MovedItem, tree::SaveAs),
        (tree::NamedItem, tree::DeletionView, tree::RestoreItem),
        (items::ConflictView, items::ResolveConflict),
    )>(config);
    export_all::<(console::ConsoleView, console::ConsoleDetail)>(config);
    export_all::<(history::DeleteHistory, history::DeletedHistory, history::RestoreHistory, history::ComparisonView)>(
        config,
    );
    export_all::<(cookies::JarCookie, cookies::CookieName, cookies::CookieValue, cookies::SetCookie)>(config);
    export_all::<(cookies::DeleteCookies, cookies::DeletedCookies, cookies::RestoreCookies)>(config);
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
