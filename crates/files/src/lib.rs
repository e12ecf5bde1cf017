//! A collection folder on disk and `model`, both ways: read with places, write canonically and atomically.
//!
//! The format is OpenCollection 1.0 in its directory form; `docs/formats/collection.md` describes it. Reading is
//! tolerant, writing strict: what is written satisfies the schema, unless it uses our extension. Nothing here asks for
//! the time or for randomness.

pub mod atomic;
mod carry;
mod create;
mod edit;
mod environments;
pub mod filename;
pub mod items;
mod known;
mod load;
mod merge;
mod outline;
mod query;
mod read;
mod save;
pub mod side;
mod staging;
mod tree;
pub mod watch;
mod workspace;
mod yaml;

pub use create::{create, free_folder_name, replace};
pub use environments::{copy_environment, environment_path, rename_environment, restore_environment};
pub use known::{Known, KnownEnvironments, Stamp, load_environments_known, stamp_of};
pub use load::{LoadError, Loaded, load, load_known};
pub use query::{line_of_rows, rows_of_line};
pub use save::{Extent, SaveError, Saved, environments_folder, save_environment, save_folder, save_request, save_root};
pub use side::{BaseDocument, Side, Source};
pub use staging::recover;
pub use workspace::{Found, GLOBALS, find, list, load_environments};

#[cfg(test)]
mod tests;
