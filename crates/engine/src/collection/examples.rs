//! Saved examples of a request. They go to its file at once; a draft of the request stays as it is.

use model::{Example, Request};

use crate::collection::Examples;
use crate::collection::find::{FindError, request_at};
use crate::error::{Error, error_chain};
use crate::workspace::Opened;

/// Names one example of a request.
#[derive(Debug, Clone, Copy)]
pub struct ExampleAt<'a> {
    /// Path of the request.
    pub path: &'a str,
    /// Its place among the examples.
    pub at: usize,
    /// The name it is known by: another one means that the file changed meanwhile.
    pub known: &'a str,
}

impl Examples<'_> {
    /// Adds an example at place `at` (behind the last one if there is no such place). Of equal names the later gets a number.
    pub fn add(self, opened: &Opened, path: &str, at: usize, mut example: Example) -> Result<usize, Error> {
        self.change(opened, path, |examples| {
            example.name = free_name(&example.name, examples);
            let at = at.min(examples.len());
            examples.insert(at, example);
            Ok(at)
        })
    }

    /// Gives an example another name.
    pub fn rename(self, opened: &Opened, which: ExampleAt<'_>, name: &str) -> Result<(), Error> {
        self.change(opened, which.path, |examples| {
            check(examples, which)?;
            name.clone_into(&mut examples[which.at].name);
            Ok(())
        })
    }

    /// Deletes an example and gives it, so that it can be added again.
    pub fn delete(self, opened: &Opened, which: ExampleAt<'_>) -> Result<Example, Error> {
        self.change(opened, which.path, |examples| {
            check(examples, which)?;
            Ok(examples.remove(which.at))
        })
    }

    fn change<T>(
        self,
        opened: &Opened,
        path: &str,
        change: impl FnOnce(&mut Vec<Example>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let before = request_at(&opened.collection, path)?.request;
        let mut request = Request { path: path.to_owned(), ..before.clone() };
        let changed = change(&mut request.examples)?;
        files::save_request(&opened.folder, &request)
            .map_err(|error| Error::file("writing", &opened.folder, &error_chain(&error)))?;
        self.engine.drafts().rebase(opened, path, before)?;
        Ok(changed)
    }
}

fn check(examples: &[Example], which: ExampleAt<'_>) -> Result<(), Error> {
    if examples.get(which.at).is_some_and(|example| example.name == which.known) {
        return Ok(());
    }
    Err(FindError::Nothing { what: "example", name: which.known.to_owned(), nearest: Vec::new() }.into())
}

fn free_name(name: &str, examples: &[Example]) -> String {
    let is_taken = |name: &str| examples.iter().any(|example| example.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
}
