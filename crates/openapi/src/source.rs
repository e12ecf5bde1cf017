//! The documents of one import: the one that was asked for and those it refers to.

use std::collections::HashMap;

use document::Document;
use model::{Place, Problem};

use crate::{address, recognize};

/// What relative references of a document are relative to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The address it was fetched from, after redirects.
    Url(String),
    /// The path of its file.
    File(String),
    /// Nothing: it came from standard input.
    None,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// File path or address as typed; names the document in problems.
    pub name: String,
    /// What its relative references are relative to.
    pub base: Base,
}

/// The document that is imported and those that were loaded for it.
#[derive(Debug)]
pub struct Documents {
    pub(crate) files: Vec<File>,
    numbers: HashMap<String, usize>,
}

/// One loaded document, or why it could not be loaded.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) base: Base,
    pub(crate) content: Result<Document, String>,
    pub(crate) problems: Vec<Problem>,
}

impl Documents {
    /// Reads the text of the document that is imported.
    ///
    /// Refuses what is no JSON or YAML with the codes of [`Document::parse`]. For an HTML page the hint names the API
    /// documents that the page points to, if there are any; [`crate::page_links`] gives them as a list.
    pub fn read(source: Source, text: &str) -> Result<Self, Problem> {
        let (content, problems) = Document::parse(&source.name, text)
            .map_err(|problem| recognize::with_links(problem, &source.base, text))?;
        let numbers = match &source.base {
            Base::Url(address) | Base::File(address) => HashMap::from([(address.clone(), 0)]),
            Base::None => HashMap::new(),
        };
        Ok(Self { files: vec![File { base: source.base, content: Ok(content), problems }], numbers })
    }

    /// Adds the text of a document that was named in [`crate::Read::Needs`]. A text that cannot be read counts as [`Self::add_missing`].
    pub fn add(&mut self, address: &str, text: &str) {
        match Document::parse(address, text) {
            Ok((content, problems)) => self.insert(address, Ok(content), problems),
            Err(problem) => {
                let reason = problem.message.clone();
                self.insert(address, Err(reason), vec![problem]);
            }
        }
    }

    /// Notes that the document at `address` cannot be had, so that it is not asked for again. `reason` is a message
    /// for people, such as `404 Not Found`.
    pub fn add_missing(&mut self, address: &str, reason: &str) {
        let place = Place { file: Some(address.to_owned()), ..Place::default() };
        let problem = Problem::error("missing_document", format!("`{address}` could not be read: {reason}"))
            .with_hint("References to it stay open; make the document reachable and import again.")
            .at(place);
        self.insert(address, Err(reason.to_owned()), vec![problem]);
    }

    /// The text of the document that is imported, as it was read.
    pub fn main_text(&self) -> &str {
        self.files.first().and_then(|file| file.content.as_ref().ok()).map_or("", Document::text)
    }

    pub(crate) fn number(&self, address: &str) -> Option<usize> {
        self.numbers.get(address).copied()
    }

    fn insert(&mut self, address: &str, content: Result<Document, String>, problems: Vec<Problem>) {
        if self.numbers.contains_key(address) {
            return;
        }
        let base =
            if address::is_web(address) { Base::Url(address.to_owned()) } else { Base::File(address.to_owned()) };
        self.numbers.insert(address.to_owned(), self.files.len());
        self.files.push(File { base, content, problems });
    }
}
