//! Drafts: what was edited and not saved yet, as texts that only `engine` reads.
//!
//! A draft stands until it is saved or discarded; it survives a crash of the program and a closed page.

use rusqlite::{Connection, OptionalExtension as _};

use crate::state::{State, StateError};

/// The drafts in the state database.
#[derive(Debug, Clone, Copy)]
pub struct Drafts<'a> {
    state: &'a State,
}

/// An edited item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path of the item inside its collection; empty for the collection itself.
    pub item_path: String,
    /// What the file said when the edits began.
    pub base: String,
    /// What is to be saved.
    pub content: String,
}

impl<'a> Drafts<'a> {
    pub(crate) fn new(state: &'a State) -> Self {
        Self { state }
    }

    /// The draft of an item.
    pub fn get(self, collection_id: &str, item_path: &str) -> Result<Option<Draft>, StateError> {
        self.state.read("reading a draft", |connection| {
            connection
                .prepare_cached("SELECT base, content FROM drafts WHERE collection_id = ?1 AND item_path = ?2")?
                .query_row([collection_id, item_path], |row| {
                    Ok(Draft { item_path: item_path.to_owned(), base: row.get(0)?, content: row.get(1)? })
                })
                .optional()
        })
    }

    /// When the draft of an item was last edited, milliseconds since 1970 UTC.
    pub fn changed_at_ms(self, collection_id: &str, item_path: &str) -> Result<Option<i64>, StateError> {
        self.state.read("reading the time of a draft", |connection| {
            connection
                .prepare_cached("SELECT changed_at_ms FROM drafts WHERE collection_id = ?1 AND item_path = ?2")?
                .query_row([collection_id, item_path], |row| row.get(0))
                .optional()
        })
    }

    /// Every draft of a collection, by path.
    pub fn list(self, collection_id: &str) -> Result<Vec<Draft>, StateError> {
        self.state.read("listing the drafts", |connection| {
            connection
                .prepare_cached(
                    "SELECT item_path, base, content FROM drafts WHERE collection_id = ?1 ORDER BY item_path",
                )?
                .query_map([collection_id], |row| {
                    Ok(Draft { item_path: row.get(0)?, base: row.get(1)?, content: row.get(2)? })
                })?
                .collect()
        })
    }

    /// Keeps a draft in place of the item's former one; both texts are replaced.
    pub fn set(self, collection_id: &str, draft: &Draft, now_ms: i64) -> Result<(), StateError> {
        self.state.write("keeping a draft", |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO drafts (collection_id, item_path, changed_at_ms, base, content) \
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (collection_id, item_path) \
                     DO UPDATE SET changed_at_ms = excluded.changed_at_ms, base = excluded.base, content = excluded.content",
                )?
                .execute(rusqlite::params![collection_id, draft.item_path, now_ms, draft.base, draft.content])
                .map(drop)
        })
    }

    /// Forgets the draft of an item; `false` when there is none.
    pub fn delete(self, collection_id: &str, item_path: &str) -> Result<bool, StateError> {
        self.state.write("forgetting a draft", |transaction| {
            let sql = "DELETE FROM drafts WHERE collection_id = ?1 AND item_path = ?2";
            Ok(transaction.execute(sql, [collection_id, item_path])? > 0)
        })
    }
}

/// Takes the drafts of a renamed or moved item along; `from` and `to` are a collection and a request's file or a folder in it.
pub(crate) fn move_item(connection: &Connection, from: (&str, &str), to: (&str, &str)) -> rusqlite::Result<()> {
    connection
        .execute(
            "UPDATE OR REPLACE drafts SET collection_id = ?3, item_path = ?4 || substr(item_path, length(?2) + 1) WHERE collection_id = ?1 \
             AND (item_path = ?2 OR substr(item_path, 1, length(?2) + 1) = ?2 || '/')",
            [from.0, from.1, to.0, to.1],
        )
        .map(drop)
}

#[cfg(test)]
mod tests;
