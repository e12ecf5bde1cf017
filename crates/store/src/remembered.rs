//! Small things that are remembered: settings, active environments, current values, chosen tokens, collections opened by
//! their path.

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};

use crate::state::{State, StateError};
use crate::{drafts, history};

/// The small things in the state database.
#[derive(Debug, Clone, Copy)]
pub struct Remembered<'a> {
    state: &'a State,
}

/// Which token a person chose in `Available Tokens`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenChoice {
    /// Exactly this one, also when it has expired.
    Id(String),
    /// The newest one of this name.
    Name(String),
}

/// A set of variables whose current values are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableSet<'a> {
    /// An environment, by its name.
    Environment(&'a str),
    /// What a collection (empty path) or a folder hands down.
    Item(&'a str),
}

impl<'a> VariableSet<'a> {
    fn place(self) -> (&'static str, &'a str) {
        match self {
            Self::Environment(name) => ("current_value", name),
            Self::Item(path) => ("item_value", path),
        }
    }
}

/// Where a value stands: topic, owner, part, name.
type Place<'a> = (&'static str, &'a str, &'a str, &'a str);

impl<'a> Remembered<'a> {
    pub(crate) fn new(state: &'a State) -> Self {
        Self { state }
    }

    /// A setting as it was stored; `None` when it never was. A value that is no longer JSON counts as not stored.
    pub fn setting(self, key: &str) -> Result<Option<serde_json::Value>, StateError> {
        let text = self.get(("setting", "", "", key))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Stores a setting.
    pub fn set_setting(self, key: &str, value: &serde_json::Value) -> Result<(), StateError> {
        self.put(("setting", "", "", key), Some(&value.to_string()))
    }

    /// Forgets a setting.
    pub fn delete_setting(self, key: &str) -> Result<(), StateError> {
        self.put(("setting", "", "", key), None)
    }

    /// Name of the environment that is active in a collection; `None` for no environment.
    pub fn active_environment(self, collection_id: &str) -> Result<Option<String>, StateError> {
        self.get(("active_environment", collection_id, "", ""))
    }

    /// Makes an environment the active one of a collection, or none.
    pub fn set_active_environment(self, collection_id: &str, environment: Option<&str>) -> Result<(), StateError> {
        self.put(("active_environment", collection_id, "", ""), environment)
    }

    /// The current values of a set of variables: names and values, by name. Variables with their initial value are not among
    /// them. `owner` is the id of the collection, or of the workspace for environments that all collections share.
    pub fn current_values(self, owner: &str, set: VariableSet<'_>) -> Result<Vec<(String, String)>, StateError> {
        let (topic, part) = set.place();
        self.state.read("reading current values", |connection| {
            connection
                .prepare_cached(
                    "SELECT name, value FROM remembered WHERE topic = ?1 AND owner = ?2 AND part = ?3 ORDER BY name",
                )?
                .query_map([topic, owner, part], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Sets the current value of a variable; `None` brings the initial value back.
    pub fn set_current_value(
        self,
        owner: &str,
        set: VariableSet<'_>,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), StateError> {
        let (topic, part) = set.place();
        self.put((topic, owner, part, name), value)
    }

    /// The token chosen for an item; `item_path` is empty for the collection itself.
    pub fn chosen_token(self, collection_id: &str, item_path: &str) -> Result<Option<TokenChoice>, StateError> {
        let text = self.get(("chosen_token", collection_id, item_path, ""))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Chooses a token for an item, or none.
    pub fn choose_token(
        self,
        collection_id: &str,
        item_path: &str,
        choice: Option<&TokenChoice>,
    ) -> Result<(), StateError> {
        let text = choice.map(|choice| serde_json::to_string(choice).expect("an enum of texts is JSON"));
        self.put(("chosen_token", collection_id, item_path, ""), text.as_deref())
    }

    /// Folders of collections that lie outside the workspace and were opened by their path, in the order of their paths.
    pub fn opened_collections(self, workspace: &Path) -> Result<Vec<PathBuf>, StateError> {
        let workspace = history::path_text(workspace)?;
        self.state.read("reading which collections were opened", |connection| {
            connection
                .prepare_cached(
                    "SELECT name FROM remembered WHERE topic = 'opened_collection' AND owner = ?1 ORDER BY name",
                )?
                .query_map([workspace], |row| row.get::<_, String>(0).map(PathBuf::from))?
                .collect()
        })
    }

    /// Remembers a collection outside the workspace; once is enough.
    pub fn remember_collection(self, workspace: &Path, folder: &Path) -> Result<(), StateError> {
        let place = ("opened_collection", history::path_text(workspace)?, "", history::path_text(folder)?);
        self.put(place, Some(""))
    }

    /// Forgets a collection outside the workspace; its files stay.
    pub fn forget_collection(self, workspace: &Path, folder: &Path) -> Result<(), StateError> {
        self.put(("opened_collection", history::path_text(workspace)?, "", history::path_text(folder)?), None)
    }

    /// After a rename or move inside a collection: takes history, drafts, current values and chosen tokens along. `from` and `to` are a request's
    /// file or a folder, as paths inside the collection.
    pub fn move_item(self, collection_id: &str, from: &str, to: &str) -> Result<(), StateError> {
        self.move_across((collection_id, from), (collection_id, to))
    }

    /// After a move to another collection: the same. Chosen tokens, which belong to a collection, are forgotten then.
    pub fn move_across(self, from: (&str, &str), to: (&str, &str)) -> Result<(), StateError> {
        self.state.write("following a moved item", |transaction| {
            history::move_item(transaction, from, to)?;
            drafts::move_item(transaction, from, to)?;
            if from.0 != to.0 {
                transaction.execute(
                    "DELETE FROM remembered WHERE topic = 'chosen_token' AND owner = ?1 \
                     AND (part = ?2 OR substr(part, 1, length(?2) + 1) = ?2 || '/')",
                    [from.0, from.1],
                )?;
            }
            transaction
                .execute(
                    "UPDATE OR REPLACE remembered SET owner = ?3, part = ?4 || substr(part, length(?2) + 1) \
                     WHERE topic IN ('chosen_token', 'item_value') AND owner = ?1 \
                     AND (part = ?2 OR substr(part, 1, length(?2) + 1) = ?2 || '/')",
                    [from.0, from.1, to.0, to.1],
                )
                .map(drop)
        })
    }

    fn get(self, (topic, owner, part, name): Place<'_>) -> Result<Option<String>, StateError> {
        self.state.read("reading what was remembered", |connection| {
            connection
                .prepare_cached(
                    "SELECT value FROM remembered WHERE topic = ?1 AND owner = ?2 AND part = ?3 AND name = ?4",
                )?
                .query_row([topic, owner, part, name], |row| row.get(0))
                .optional()
        })
    }

    fn put(self, (topic, owner, part, name): Place<'_>, value: Option<&str>) -> Result<(), StateError> {
        self.state.write("remembering", |transaction| {
            match value {
                Some(value) => transaction.execute(
                    "INSERT OR REPLACE INTO remembered (topic, owner, part, name, value) VALUES (?1, ?2, ?3, ?4, ?5)",
                    [topic, owner, part, name, value],
                ),
                None => transaction.execute(
                    "DELETE FROM remembered WHERE topic = ?1 AND owner = ?2 AND part = ?3 AND name = ?4",
                    [topic, owner, part, name],
                ),
            }
            .map(drop)
        })
    }
}

#[cfg(test)]
mod tests;
