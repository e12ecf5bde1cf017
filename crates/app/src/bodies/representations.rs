//! The representations in which one answer is shown: as sent, laid out, filtered; each with its bytes and where its lines begin.
//!
//! The first two grow while the answer arrives, so nothing is left to do at its end, and memory does not grow with it:
//!
//! ```text
//! body ─▶ raw: bytes, lines
//!     └─▶ layout ─▶ laid out: bytes, lines       (in the language that it says it is)
//! ```

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use body::lines::{Fold, Folds, Found, LineIndex, Row, Search};
use body::pretty::{Dialect, Indenter, Layout, Markup};
use engine::Spool;

use crate::bodies::BodyLanguage;

/// Bytes taken at a time where a representation is made of another.
const PART_BYTES: u64 = 256 * 1024;
/// Filtered representations that are kept of one answer.
const FILTERED_MAX: usize = 4;

/// One text of any length.
#[derive(Debug)]
pub(crate) struct Representation {
    spool: Spool,
    lines: Mutex<LineIndex>,
}

impl Representation {
    /// An empty one; a file, if it comes to that, is made in `folder`.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { spool: Spool::new(folder), lines: Mutex::default() }
    }

    pub(crate) fn append(&self, bytes: &[u8]) -> io::Result<()> {
        self.spool.append(bytes)?;
        self.lines().push(bytes);
        Ok(())
    }

    /// Bytes that are here.
    pub(crate) fn length(&self) -> u64 {
        self.spool.length()
    }

    /// The bytes from `from` up to `to`, as far as they are here.
    pub(crate) fn read(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        self.spool.read(from, to)
    }

    /// How many rows and lines are here.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let lines = self.lines();
        (lines.rows(), lines.lines())
    }

    /// At most `count` rows from `from` on.
    pub(crate) fn rows(&self, from: u64, count: usize) -> io::Result<Vec<Row>> {
        self.lines().read(from, count, &mut |range| self.spool.read(range.start, range.end))
    }

    /// What a row opens.
    pub(crate) fn fold(&self, row: u64) -> io::Result<Option<Fold>> {
        self.lines().fold(row, &mut |range| self.spool.read(range.start, range.end))
    }

    /// At most `count` folds from a row on that together fold the text as far as something is seen of it.
    pub(crate) fn folds(&self, from: u64, count: usize) -> io::Result<Folds> {
        self.lines().folds(from, count, &mut |range| self.spool.read(range.start, range.end))
    }

    /// Looks for something in one part, beginning with byte `from`.
    pub(crate) fn search(&self, search: &Search, from: u64) -> io::Result<Found> {
        let mut read = |range: std::ops::Range<u64>| self.spool.read(range.start, range.end);
        let (walk, length) = {
            let lines = self.lines();
            (lines.locate(from, &mut read)?, lines.bytes())
        };
        search.part(walk, from, length, &mut read)
    }

    fn lines(&self) -> MutexGuard<'_, LineIndex> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why there is no laid out representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unpretty {
    /// It is of another language.
    NotOfIt,
    /// The file could not be read or written.
    Broken,
}

/// The languages that are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    Json,
    Xml,
    Html,
}

impl Syntax {
    pub(crate) const ALL: [Self; 3] = [Self::Json, Self::Xml, Self::Html];

    /// The one of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// The syntax of a body; `None` for one that is shown as it is.
    pub(crate) fn of(language: BodyLanguage) -> Option<Self> {
        match language {
            BodyLanguage::Json => Some(Self::Json),
            BodyLanguage::Xml => Some(Self::Xml),
            BodyLanguage::Html => Some(Self::Html),
            BodyLanguage::Javascript | BodyLanguage::Text | BodyLanguage::Binary => None,
        }
    }

    /// Lays out a text of it.
    pub(crate) fn layout(self) -> Layout {
        match self {
            Self::Json => Layout::Json(Indenter::new()),
            Self::Xml => Layout::Markup(Markup::new(Dialect::Xml)),
            Self::Html => Layout::Markup(Markup::new(Dialect::Html)),
        }
    }
}

/// An answer's body in its representations.
#[derive(Debug)]
pub(crate) struct Representations {
    /// The body as the server sent it, decoded.
    pub(crate) raw: Arc<Representation>,
    /// In the order of [`Syntax::ALL`].
    laid_out: Mutex<[Pretty; Syntax::ALL.len()]>,
    filtered: Mutex<Vec<(String, Arc<Representation>)>>,
    folder: PathBuf,
}

/// How far a laid out representation is.
#[derive(Debug, Default)]
enum Pretty {
    /// Nobody asked, and the answer did not say that it is of that language.
    #[default]
    Unknown,
    Growing(Box<Layout>, Arc<Representation>),
    Done(Arc<Representation>),
    Not(Unpretty),
}

impl Representations {
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            raw: Arc::new(Representation::new(folder)),
            laid_out: Mutex::default(),
            filtered: Mutex::default(),
            folder: folder.to_owned(),
        }
    }

    /// From here on what is appended is laid out as well.
    pub(crate) fn lay_out_as(&self, syntax: Syntax) {
        self.laid_out()[syntax as usize] = self.growing(syntax);
    }

    pub(crate) fn append(&self, bytes: &[u8]) -> io::Result<()> {
        self.raw.append(bytes)?;
        self.laid_out().iter_mut().for_each(|pretty| lay_out(pretty, bytes));
        Ok(())
    }

    /// Nothing is appended any more. Of a body that is not whole, what came is laid out all the same.
    pub(crate) fn finish(&self, is_whole: bool) {
        self.laid_out().iter_mut().for_each(|pretty| finish(pretty, is_whole));
    }

    /// The body laid out, as far as it is. Reads all of it when the answer did not say that it is of that language, so call it
    /// away from the threads that answer, and only when `is_over`.
    pub(crate) fn pretty(&self, syntax: Syntax, is_over: bool) -> Result<Option<Arc<Representation>>, Unpretty> {
        let pretty = &mut self.laid_out()[syntax as usize];
        if is_over && matches!(pretty, Pretty::Unknown) {
            *pretty = self.growing(syntax);
            let mut at = 0;
            while at < self.raw.length() && matches!(pretty, Pretty::Growing(..)) {
                let part = self.raw.read(at, at + PART_BYTES).map_err(|_| Unpretty::Broken)?;
                at += part.len() as u64;
                lay_out(pretty, &part);
            }
            finish(pretty, true);
        }
        match pretty {
            Pretty::Unknown => Ok(None),
            Pretty::Growing(_, representation) | Pretty::Done(representation) => Ok(Some(Arc::clone(representation))),
            Pretty::Not(why) => Err(*why),
        }
    }

    /// The filtered representation of that name.
    pub(crate) fn filtered(&self, name: &str) -> Option<Arc<Representation>> {
        let kept = self.filtered.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == name).map(|(_, representation)| Arc::clone(representation))
    }

    /// Keeps a filtered representation; the oldest goes.
    pub(crate) fn keep_filtered(&self, name: String, representation: Representation) {
        let mut kept = self.filtered.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == FILTERED_MAX {
            kept.remove(0);
        }
        kept.push((name, Arc::new(representation)));
    }

    /// An empty representation beside the others.
    pub(crate) fn empty(&self) -> Representation {
        Representation::new(&self.folder)
    }

    /// Bytes that all representations take.
    pub(crate) fn bytes(&self) -> u64 {
        let of = |pretty: &Pretty| match pretty {
            Pretty::Growing(_, representation) | Pretty::Done(representation) => representation.length(),
            Pretty::Unknown | Pretty::Not(_) => 0,
        };
        self.raw.length() + self.laid_out().iter().map(of).sum::<u64>()
    }

    fn growing(&self, syntax: Syntax) -> Pretty {
        Pretty::Growing(Box::new(syntax.layout()), Arc::new(self.empty()))
    }

    fn laid_out(&self) -> MutexGuard<'_, [Pretty; Syntax::ALL.len()]> {
        self.laid_out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lay_out(pretty: &mut Pretty, bytes: &[u8]) {
    let Pretty::Growing(layout, representation) = pretty else { return };
    let mut text = Vec::with_capacity(bytes.len() * 2);
    if !layout.feed(bytes, &mut text) {
        *pretty = Pretty::Not(Unpretty::NotOfIt);
    } else if representation.append(&text).is_err() {
        *pretty = Pretty::Not(Unpretty::Broken);
    }
}

fn finish(pretty: &mut Pretty, is_whole: bool) {
    let Pretty::Growing(layout, representation) = pretty else { return };
    let mut text = Vec::new();
    let is_of_it = layout.end(&mut text);
    *pretty = match representation.append(&text) {
        Ok(()) if is_of_it || !is_whole => Pretty::Done(Arc::clone(representation)),
        Ok(()) => Pretty::Not(Unpretty::NotOfIt),
        Err(_) => Pretty::Not(Unpretty::Broken),
    };
}
