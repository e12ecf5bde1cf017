//! `postrider import`.

use std::path::PathBuf;

use clap::{ArgAction, Args};

/// Make a collection of an API document (Swagger 2.0, JSON or YAML), given by URL, file or standard input.
///
/// The URL is fetched byte for byte as typed. Bad parts of a document are reported with line and pointer, the rest comes in.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// URL, file, or - for standard input
    pub(crate) source: String,
    /// Name of the collection instead of the document's title
    #[arg(long = "as", value_name = "NAME", conflicts_with = "replace")]
    pub(crate) name: Option<String>,
    /// Replace the collection of that name
    #[arg(long)]
    pub(crate) replace: bool,
    /// Header for fetching the document, `Name: value` (repeatable); to keep a secret out of the command, write {{process.env.NAME}}
    #[arg(short = 'H', long = "header", value_name = "HEADER")]
    pub(crate) headers: Vec<String>,
    /// File with certificates to trust besides the system's
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Vec<PathBuf>,
    /// Do not check the server's certificate
    #[arg(long)]
    pub(crate) insecure: bool,
    #[command(flatten, next_help_heading = "Import settings")]
    pub(crate) settings: ImportSettings,
}

/// The import settings, named as on the page with hyphens.
#[derive(Debug, Default, Args)]
pub(crate) struct ImportSettings {
    /// Naming requests: fallback (summary, operation id, description, path) or url
    #[arg(long, value_name = "fallback|url")]
    request_name_source: Option<String>,
    /// Set indent character of bodies: space or tab
    #[arg(long, value_name = "space|tab")]
    indent_character: Option<String>,
    /// Parameter generation: schema (placeholders such as <string>) or example
    #[arg(long, value_name = "schema|example")]
    parameters_resolution: Option<String>,
    /// Folder organization: paths or tags
    #[arg(long, value_name = "paths|tags")]
    folder_strategy: Option<String>,
    /// Nested folder organization using tags
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    nested_folder_hierarchy: Option<bool>,
    /// Include auth info in example requests
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    include_auth_info_in_example: Option<bool>,
    /// Enable optional parameters: tick the query rows that are not required
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    enable_optional_parameters: Option<bool>,
    /// Keep implicit headers: header parameters named Content-Type, Accept, Authorization
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    keep_implicit_headers: Option<bool>,
    /// Include deprecated properties, operations and parameters
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    include_deprecated: Option<bool>,
    /// Always inherit authentication: put nothing on requests
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    always_inherit_authentication: Option<bool>,
    /// Select request body type: first-listed, x-www-form-urlencoded, form-data or raw
    #[arg(long, value_name = "TYPE")]
    preferred_request_body_type: Option<String>,
    /// Collapse redundant folders: join a chain of folders with one child each
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", action = ArgAction::Set)]
    collapse_folders: Option<bool>,
}

impl ImportSettings {
    /// The settings that were given: id and value, as the importer spells them.
    pub(crate) fn given(&self) -> Vec<(&'static str, String)> {
        let texts = [
            ("requestNameSource", &self.request_name_source),
            ("indentCharacter", &self.indent_character),
            ("parametersResolution", &self.parameters_resolution),
            ("folderStrategy", &self.folder_strategy),
            ("preferredRequestBodyType", &self.preferred_request_body_type),
        ];
        let switches = [
            ("nestedFolderHierarchy", self.nested_folder_hierarchy),
            ("includeAuthInfoInExample", self.include_auth_info_in_example),
            ("enableOptionalParameters", self.enable_optional_parameters),
            ("keepImplicitHeaders", self.keep_implicit_headers),
            ("includeDeprecated", self.include_deprecated),
            ("alwaysInheritAuthentication", self.always_inherit_authentication),
            ("collapseFolders", self.collapse_folders),
        ];
        let texts = texts.into_iter().filter_map(|(id, value)| Some((id, value.clone()?)));
        let switches = switches.into_iter().filter_map(|(id, value)| Some((id, value?.to_string())));
        texts.chain(switches).collect()
    }
}

const EXAMPLES: &str = "\
Examples:
  postrider import http://127.0.0.1:8080/webapi//swagger/docs/3
  postrider import ./swagger.yaml --as \"Orders, staging\"
  curl -s https://api.example.com/swagger.json | postrider import -
  postrider import https://api.example.com/swagger.json --replace --folder-strategy tags
  postrider import https://api.example.com/swagger.json -H 'Authorization: Bearer {{process.env.TOKEN}}'";
