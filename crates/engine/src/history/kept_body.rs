//! Whole answers of the history: what their entries do not hold lies beside them as a file, masked on its way there.
//!
//! An entry holds the first 16 KiB of an answer that is text. A longer one, or one that is no text, is kept as a file when
//! whoever still has it hands it over after the send: the app, which shows it, or a [`Keeper`].

use std::fs::File;
use std::io::{self, Read};

use exchange::{Hop, Received};
use store::{HistoryRow, KeptBody, NewBody};
use wire::Answer;

use crate::error::Error;
use crate::history::History;
use crate::history::record::is_in_its_entry;
use crate::send::mask::MaskStream;
use crate::send::requests::Sent;
use crate::send::spool::Spool;

/// Longer answers are not kept: 50 MB.
pub const KEPT_ANSWER_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// All kept answers together: 1 GB. Beyond, the oldest go.
const ALL_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Bytes of an answer that are copied at a time.
pub const ANSWER_PART_BYTES: usize = 256 * 1024;

/// Passes an answer on and has its bytes at hand afterwards, as far as they would be kept.
pub struct Keeper<'a> {
    answer: &'a mut dyn Answer,
    /// `None` when it is too long to be kept, or could not be written.
    spool: Option<Spool>,
}

impl Answer for Keeper<'_> {
    fn redirected(&mut self, hop: &Hop) {
        self.answer.redirected(hop);
    }

    fn head(&mut self, received: &Received) {
        self.answer.head(received);
    }

    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        let has_kept = self.spool.as_ref().is_some_and(|spool| {
            spool.length() + bytes.len() as u64 <= KEPT_ANSWER_BYTES_MAX && spool.append(bytes).is_ok()
        });
        if !has_kept {
            self.spool = None;
        }
        self.answer.body(bytes)
    }
}

/// A deleted entry of the history, whole.
#[derive(Debug)]
pub struct DeletedEntry {
    pub(crate) row: HistoryRow,
    pub(crate) body: Option<File>,
}

/// An answer that is to be kept, and how it is masked.
#[derive(Debug)]
pub struct AnswerToKeep {
    id: i64,
    stream: MaskStream,
    /// It would have gone on.
    is_cut: bool,
}

/// What is kept of an entry's answer.
#[derive(Debug)]
pub enum KeptAnswer {
    /// All of it.
    Whole(File),
    /// All of it that came is what the entry holds.
    InEntry,
    /// It made room for later ones, or somebody took the file away.
    Gone,
}

impl History<'_> {
    /// What of an answer is to be handed to [`History::keep_response`]; `None` when its entry holds all of it, and when it is too
    /// long.
    pub fn response_to_keep(self, sent: &Sent) -> Option<AnswerToKeep> {
        let received = sent.exchange.received()?;
        let fits = (1..=KEPT_ANSWER_BYTES_MAX).contains(&received.body_bytes);
        let is_needed = fits && !is_in_its_entry(received);
        // Secrets that cannot be looked for are not written down.
        let stream = if is_needed { sent.mask.stream()? } else { return None };
        Some(AnswerToKeep { id: sent.history_id, stream, is_cut: sent.exchange.failure.is_some() })
    }

    /// Keeps an answer beside its entry. `read` gives the bytes from a place on, none at the end.
    pub fn keep_response(
        self,
        answer: AnswerToKeep,
        read: &mut dyn FnMut(u64) -> io::Result<Vec<u8>>,
    ) -> Result<(), Error> {
        let AnswerToKeep { id, mut stream, is_cut } = answer;
        let history = self.engine.store.history();
        let mut body = history.new_body()?;
        let failed = |error| history.body_error(error);
        let mut at = 0;
        loop {
            let part = read(at).map_err(failed)?;
            at += part.len() as u64;
            let masked = if part.is_empty() { stream.finish(is_cut) } else { stream.feed(&part) };
            body.write(&masked).map_err(failed)?;
            if part.is_empty() {
                break;
            }
        }
        Ok(history.keep_body(id, body, ALL_BYTES_MAX)?)
    }

    /// Stands between a send and where its answer goes, so that the answer can be kept.
    pub fn keeper(self, answer: &mut dyn Answer) -> Keeper<'_> {
        Keeper { answer, spool: Some(Spool::new(&self.engine.store.folders().answers())) }
    }

    /// Keeps what passed a keeper beside the entry of its send, where the entry does not hold all of it.
    pub fn keep_whole(self, sent: &Sent, keeper: Keeper<'_>) -> Result<(), Error> {
        let (Some(answer), Some(spool)) = (self.response_to_keep(sent), keeper.spool) else { return Ok(()) };
        self.keep_response(answer, &mut |from| spool.read(from, from + ANSWER_PART_BYTES as u64))
    }

    /// What is kept of an entry's answer beside it.
    pub fn kept_response(self, row: &HistoryRow) -> Result<KeptAnswer, Error> {
        match row.body {
            KeptBody::Nothing => Ok(KeptAnswer::InEntry),
            KeptBody::Gone => Ok(KeptAnswer::Gone),
            KeptBody::File { .. } => {
                Ok(self.engine.store.history().body(row.id)?.map_or(KeptAnswer::Gone, KeptAnswer::Whole))
            }
        }
    }

    /// Removes kept answers without an entry, left by programs that were killed.
    pub fn remove_left_responses(self) -> Result<usize, Error> {
        Ok(self.engine.store.history().remove_orphans()?)
    }

    pub(crate) fn copied(self, mut file: File) -> Result<NewBody, Error> {
        let history = self.engine.store.history();
        let mut body = history.new_body()?;
        let mut part = vec![0; ANSWER_PART_BYTES];
        loop {
            let read = file.read(&mut part).map_err(|error| history.body_error(error))?;
            if read == 0 {
                return Ok(body);
            }
            body.write(&part[..read]).map_err(|error| history.body_error(error))?;
        }
    }
}
