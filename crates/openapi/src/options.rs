//! The choices of an import, with the names people know them by.

use model::Problem;

/// Where a request's name comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NameSource {
    /// Summary, else operation id, else description, else path.
    #[default]
    Fallback,
    /// The path with `:id` markers.
    Url,
}

/// What one level of an indentation is in generated bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IndentCharacter {
    /// Two blanks.
    #[default]
    Space,
    /// One tab.
    Tab,
}

/// What stands as value where the document gives none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ParametersResolution {
    /// Placeholders such as `<string>`.
    #[default]
    Schema,
    /// The document's examples, else generated values that fit.
    Example,
}

/// What the folders of a collection follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FolderStrategy {
    /// A folder for each path segment.
    #[default]
    Paths,
    /// A folder for each tag.
    Tags,
}

/// Which body is taken where an operation accepts several media types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BodyPreference {
    /// JSON if it is listed and the schema is an object or an array, else the first listed.
    #[default]
    FirstListed,
    /// `application/x-www-form-urlencoded`.
    FormUrlEncoded,
    /// `multipart/form-data`.
    FormData,
    /// Anything that is text.
    Raw,
}

/// The choices of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// `Naming requests`.
    pub request_name_source: NameSource,
    /// `Set indent character`.
    pub indent_character: IndentCharacter,
    /// `Parameter generation`.
    pub parameters_resolution: ParametersResolution,
    /// `Folder organization`.
    pub folder_strategy: FolderStrategy,
    /// `Nested folder organization using tags`; counts only with tags.
    pub nested_folder_hierarchy: bool,
    /// `Include auth info in example requests`.
    pub include_auth_info_in_example: bool,
    /// `Enable optional parameters`: whether query, header and cookie rows that are not required are switched on.
    pub enable_optional_parameters: bool,
    /// `Keep implicit headers`: whether declared `Content-Type`, `Accept`, `Authorization` become rows.
    pub keep_implicit_headers: bool,
    /// `Include deprecated properties`: operations and parameters too.
    pub include_deprecated: bool,
    /// `Always inherit authentication`.
    pub always_inherit_authentication: bool,
    /// `Select request body type`.
    pub preferred_request_body_type: BodyPreference,
    /// `Collapse redundant folders`: chains of folders with one child each become one folder `a/b/c`.
    pub collapse_folders: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            request_name_source: NameSource::default(),
            indent_character: IndentCharacter::default(),
            parameters_resolution: ParametersResolution::default(),
            folder_strategy: FolderStrategy::default(),
            nested_folder_hierarchy: false,
            include_auth_info_in_example: true,
            enable_optional_parameters: false,
            keep_implicit_headers: false,
            include_deprecated: true,
            always_inherit_authentication: false,
            preferred_request_body_type: BodyPreference::default(),
            collapse_folders: false,
        }
    }
}

/// One choice, for lists: the flags of the command line, the settings of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    /// Name in settings, camelCase.
    pub id: &'static str,
    /// Name on the command line, without the two hyphens.
    pub flag: &'static str,
    /// What the page calls it.
    pub label: &'static str,
    /// What it can be set to.
    pub values: &'static [&'static str],
    /// What it is when nobody says anything.
    pub default: &'static str,
    /// One sentence.
    pub help: &'static str,
}

const SWITCH: &[&str] = &["true", "false"];

/// Every choice, in the order of the import settings.
pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        id: "requestNameSource",
        flag: "request-name-source",
        label: "Naming requests",
        values: &["fallback", "url"],
        default: "fallback",
        help: "Name requests by summary, operation id or description, or by their URL",
    },
    OptionSpec {
        id: "indentCharacter",
        flag: "indent-character",
        label: "Set indent character",
        values: &["space", "tab"],
        default: "space",
        help: "Indent generated bodies by two blanks or by a tab",
    },
    OptionSpec {
        id: "parametersResolution",
        flag: "parameters-resolution",
        label: "Parameter generation",
        values: &["schema", "example"],
        default: "schema",
        help: "Fill in placeholders such as <string>, or the document's examples",
    },
    OptionSpec {
        id: "folderStrategy",
        flag: "folder-strategy",
        label: "Folder organization",
        values: &["paths", "tags"],
        default: "paths",
        help: "Make a folder for each path segment or for each tag",
    },
    OptionSpec {
        id: "nestedFolderHierarchy",
        flag: "nested-folder-hierarchy",
        label: "Nested folder organization using tags",
        values: SWITCH,
        default: "false",
        help: "With tags: nest the folders of an operation's tags into each other",
    },
    OptionSpec {
        id: "includeAuthInfoInExample",
        flag: "include-auth-info-in-example",
        label: "Include auth info in example requests",
        values: SWITCH,
        default: "true",
        help: "Show in saved examples where the credentials go",
    },
    OptionSpec {
        id: "enableOptionalParameters",
        flag: "enable-optional-parameters",
        label: "Enable optional parameters",
        values: SWITCH,
        default: "false",
        help: "Switch on parameters that are not required",
    },
    OptionSpec {
        id: "keepImplicitHeaders",
        flag: "keep-implicit-headers",
        label: "Keep implicit headers",
        values: SWITCH,
        default: "false",
        help: "Keep declared Content-Type, Accept and Authorization parameters as rows",
    },
    OptionSpec {
        id: "includeDeprecated",
        flag: "include-deprecated",
        label: "Include deprecated properties",
        values: SWITCH,
        default: "true",
        help: "Import operations, parameters and properties that are marked as deprecated",
    },
    OptionSpec {
        id: "alwaysInheritAuthentication",
        flag: "always-inherit-authentication",
        label: "Always inherit authentication",
        values: SWITCH,
        default: "false",
        help: "Let every request take the collection's authorization",
    },
    OptionSpec {
        id: "preferredRequestBodyType",
        flag: "preferred-request-body-type",
        label: "Select request body type",
        values: &["first-listed", "x-www-form-urlencoded", "form-data", "raw"],
        default: "first-listed",
        help: "Which body to take where an operation accepts several media types",
    },
    OptionSpec {
        id: "collapseFolders",
        flag: "collapse-folders",
        label: "Collapse redundant folders",
        values: SWITCH,
        default: "false",
        help: "Join chains of folders with a single child into one folder named a/b/c",
    },
];

impl Options {
    /// Sets the choice `id` (camelCase, or as a flag with hyphens) to `value`, whatever its case.
    ///
    /// Refuses unknown choices (`unknown_option`) and values (`unknown_option_value`), naming what there is.
    pub fn set(&mut self, id: &str, value: &str) -> Result<(), Problem> {
        let Some(spec) = OPTIONS.iter().find(|spec| spec.id == id || spec.flag == id.trim_start_matches("--")) else {
            let ids: Vec<_> = OPTIONS.iter().map(|spec| spec.id).collect();
            return Err(Problem::error("unknown_option", format!("there is no import setting `{id}`"))
                .with_hint(format!("There are {}.", ids.join(", "))));
        };
        let value = value.trim().to_ascii_lowercase();
        if !spec.values.contains(&value.as_str()) {
            return Err(Problem::error("unknown_option_value", format!("`{}` cannot be `{value}`", spec.id))
                .with_hint(format!("It can be {}.", spec.values.join(", "))));
        }
        self.apply(spec.id, &value);
        Ok(())
    }

    /// What `id` is set to, spelled as in its [`OptionSpec::values`]; empty for an unknown one.
    pub fn get(&self, id: &str) -> &'static str {
        let switch = |is_on: bool| if is_on { "true" } else { "false" };
        match id {
            "requestNameSource" => ["fallback", "url"][self.request_name_source as usize],
            "indentCharacter" => ["space", "tab"][self.indent_character as usize],
            "parametersResolution" => ["schema", "example"][self.parameters_resolution as usize],
            "folderStrategy" => ["paths", "tags"][self.folder_strategy as usize],
            "nestedFolderHierarchy" => switch(self.nested_folder_hierarchy),
            "includeAuthInfoInExample" => switch(self.include_auth_info_in_example),
            "enableOptionalParameters" => switch(self.enable_optional_parameters),
            "keepImplicitHeaders" => switch(self.keep_implicit_headers),
            "includeDeprecated" => switch(self.include_deprecated),
            "alwaysInheritAuthentication" => switch(self.always_inherit_authentication),
            "preferredRequestBodyType" => {
                ["first-listed", "x-www-form-urlencoded", "form-data", "raw"][self.preferred_request_body_type as usize]
            }
            "collapseFolders" => switch(self.collapse_folders),
            _ => "",
        }
    }

    fn apply(&mut self, id: &str, value: &str) {
        let is_on = value == "true";
        match id {
            "requestNameSource" => {
                self.request_name_source = if value == "url" { NameSource::Url } else { NameSource::Fallback };
            }
            "indentCharacter" => {
                self.indent_character = if value == "tab" { IndentCharacter::Tab } else { IndentCharacter::Space };
            }
            "parametersResolution" => {
                self.parameters_resolution =
                    if value == "example" { ParametersResolution::Example } else { ParametersResolution::Schema };
            }
            "folderStrategy" => {
                self.folder_strategy = if value == "tags" { FolderStrategy::Tags } else { FolderStrategy::Paths };
            }
            "preferredRequestBodyType" => {
                self.preferred_request_body_type = match value {
                    "x-www-form-urlencoded" => BodyPreference::FormUrlEncoded,
                    "form-data" => BodyPreference::FormData,
                    "raw" => BodyPreference::Raw,
                    _ => BodyPreference::FirstListed,
                };
            }
            "nestedFolderHierarchy" => self.nested_folder_hierarchy = is_on,
            "includeAuthInfoInExample" => self.include_auth_info_in_example = is_on,
            "enableOptionalParameters" => self.enable_optional_parameters = is_on,
            "keepImplicitHeaders" => self.keep_implicit_headers = is_on,
            "includeDeprecated" => self.include_deprecated = is_on,
            "alwaysInheritAuthentication" => self.always_inherit_authentication = is_on,
            _ => self.collapse_folders = is_on,
        }
    }
}

#[cfg(test)]
mod tests;
