//! A collection as a person arranges it: finding, making, moving, editing, deleting and bringing back its items.

pub(crate) mod attachments;
pub(crate) mod collections;
pub(crate) mod conflict;
pub(crate) mod drafts;
pub(crate) mod examples;
pub(crate) mod files_in_bodies;
pub(crate) mod find;
pub(crate) mod items;
pub(crate) mod move_across;
pub(crate) mod open_collection;
pub(crate) mod orphaned;
pub(crate) mod trash;
pub(crate) mod url_and_params;

use crate::workspace::Engine;

/// Collections of the workspace, and those opened by their folder.
#[derive(Clone, Copy)]
pub struct Collections<'a> {
    pub(crate) engine: &'a Engine,
}

/// Requests and folders of a collection.
#[derive(Clone, Copy)]
pub struct Items<'a> {
    pub(crate) engine: &'a Engine,
}

/// Edits that are not saved yet.
#[derive(Clone, Copy)]
pub struct Drafts<'a> {
    pub(crate) engine: &'a Engine,
}

/// Edits whose file changed on disk.
#[derive(Clone, Copy)]
pub struct Conflicts<'a> {
    pub(crate) engine: &'a Engine,
}

/// Examples saved with a request.
#[derive(Clone, Copy)]
pub struct Examples<'a> {
    pub(crate) engine: &'a Engine,
}

/// What was deleted or replaced, for as long as it can be brought back.
#[derive(Clone, Copy)]
pub struct Trash<'a> {
    pub(crate) engine: &'a Engine,
}

/// Files that request bodies name.
#[derive(Clone, Copy)]
pub struct Attachments<'a> {
    pub(crate) engine: &'a Engine,
}

impl Engine {
    /// Collections of the workspace, and those opened by their folder.
    pub fn collections(&self) -> Collections<'_> {
        Collections { engine: self }
    }

    /// Requests and folders of a collection.
    pub fn items(&self) -> Items<'_> {
        Items { engine: self }
    }

    /// Edits that are not saved yet.
    pub fn drafts(&self) -> Drafts<'_> {
        Drafts { engine: self }
    }

    /// Edits whose file changed on disk.
    pub fn conflicts(&self) -> Conflicts<'_> {
        Conflicts { engine: self }
    }

    /// Examples saved with a request.
    pub fn examples(&self) -> Examples<'_> {
        Examples { engine: self }
    }

    /// What was deleted or replaced, for as long as it can be brought back.
    pub fn trash(&self) -> Trash<'_> {
        Trash { engine: self }
    }

    /// Files that request bodies name.
    pub fn attachments(&self) -> Attachments<'_> {
        Attachments { engine: self }
    }
}
