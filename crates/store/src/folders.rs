//! Where things live on a person's machine.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::private_file;

/// The folders of this program, resolved to absolute paths. Nothing is made until [`Folders::create`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The workspace: collections, as plain files.
    pub workspace: PathBuf,
    /// What the app remembers: database, locks.
    pub state: PathBuf,
    /// The encrypted secrets file, where no keychain is used, and the record which of the two it is.
    pub secrets: PathBuf,
    /// Whether the operating system's keychain may be used; never under `POSTRIDER_HOME`.
    pub may_use_keychain: bool,
}

/// The folders are not known or cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum FoldersError {
    /// No variable says where the person's home is.
    #[error("the home folder is not known: `{variable}` is not set")]
    NoHome {
        /// The variable that was asked for last.
        variable: &'static str,
    },
    /// A folder is missing and cannot be made.
    #[error("making the folder `{}`", path.display())]
    Create {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
}

impl FoldersError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoHome { .. } => "Set POSTRIDER_HOME to a folder of your choice.",
            Self::Create { .. } => "Check who owns the folder above it, or set POSTRIDER_HOME to another folder.",
        }
    }
}

impl Folders {
    /// Where long answers go while they are looked at. Their files have no names and are gone with the program.
    pub fn answers(&self) -> PathBuf {
        self.state.join("answers")
    }

    /// Resolves the folders from environment variables; `get` gives the value of one. Empty values count as not set.
    ///
    /// `POSTRIDER_HOME` puts everything under one folder. Otherwise the workspace is `~/Postrider`, and state goes where
    /// the platform wants it: `$XDG_STATE_HOME/postrider` or `~/.local/state/postrider`; on macOS
    /// `~/Library/Application Support/Postrider`; on Windows `%LOCALAPPDATA%\Postrider`.
    pub fn from_variables(get: impl Fn(&str) -> Option<OsString>) -> Result<Self, FoldersError> {
        let get = |name: &str| get(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        match get("POSTRIDER_HOME") {
            Some(home) => Ok(Self::under(&home)),
            None => Self::of_platform(get),
        }
    }

    /// Everything under one folder, the keychain unused.
    pub fn under(home: &Path) -> Self {
        // A folder that cannot be made absolute (the current one was removed) is left as typed; using it says what is wrong.
        let home = std::path::absolute(home).unwrap_or_else(|_| home.to_owned());
        Self {
            workspace: home.join("workspace"),
            state: home.join("state"),
            secrets: home.join("secrets"),
            may_use_keychain: false,
        }
    }

    /// Makes the folders that are missing; each one made is readable by its owner only.
    pub fn create(&self) -> Result<(), FoldersError> {
        for path in [&self.workspace, &self.state, &self.secrets] {
            private_file::create_folder(path).map_err(|source| FoldersError::Create { path: path.clone(), source })?;
        }
        Ok(())
    }

    fn of_platform(get: impl Fn(&str) -> Option<PathBuf>) -> Result<Self, FoldersError> {
        let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let home = get(variable).ok_or(FoldersError::NoHome { variable })?;
        let state = if cfg!(windows) {
            get("LOCALAPPDATA").unwrap_or_else(|| home.join("AppData").join("Local")).join("Postrider")
        } else if cfg!(target_os = "macos") {
            home.join("Library").join("Application Support").join("Postrider")
        } else {
            // Relative paths are to be ignored, XDG Base Directory Specification.
            let xdg = get("XDG_STATE_HOME").filter(|path| path.is_absolute());
            xdg.unwrap_or_else(|| home.join(".local").join("state")).join("postrider")
        };
        Ok(Self { workspace: home.join("Postrider"), secrets: state.join("secrets"), state, may_use_keychain: true })
    }
}

#[cfg(test)]
mod tests;
