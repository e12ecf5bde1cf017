//! A collection as a person arranges it: finding, making, moving, editing, deleting and bringing back its items.

pub(crate) mod attachments;
pub(crate) mod conflict;
pub(crate) mod drafts;
pub(crate) mod examples;
pub(crate) mod files_in_bodies;
pub(crate) mod find;
pub(crate) mod items;
pub(crate) mod move_across;
pub(crate) mod orphaned;
pub(crate) mod trash;
pub(crate) mod url_and_params;
