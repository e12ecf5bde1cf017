//! A home folder of one test, and the same test binary as another process.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::{Folders, Store};

/// Tells a test that it is the other process, and which home it works on.
const HOME_VARIABLE: &str = "STORE_TEST_HOME";

pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// What another process would open.
    pub(crate) fn store(&self) -> Store {
        Store::new(Folders::under(self.path()), None)
    }

    /// Starts this test binary again with one of its tests, named by its path in the crate.
    pub(crate) fn spawn(&self, test: &str, variables: &[(&str, &OsStr)]) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(HOME_VARIABLE, self.path())
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs `test` in another process and passes its failure on.
    pub(crate) fn run(&self, test: &str, variables: &[(&str, &OsStr)]) {
        let output = self.spawn(test, variables).wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    /// Every file below the home, with its bytes.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.path()).unwrap().display().to_string();
                    files.push((name, std::fs::read(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

/// In the other process: the store to work on. `None` in the process that runs all tests.
#[expect(clippy::disallowed_methods, reason = "only the environment tells a test that it is the other process")]
pub(crate) fn store_of_other_process() -> Option<Store> {
    let home = std::env::var_os(HOME_VARIABLE)?;
    Some(Store::new(Folders::under(Path::new(&home)), None))
}

/// Message, hint and causes of an error, as a person gets them.
pub(crate) fn shown(error: &dyn std::error::Error, hint: Option<&str>) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    format!("{text} | {}", hint.unwrap_or("-"))
}
