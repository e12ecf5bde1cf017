//! Whole answers of the history: what their entries do not hold lies beside them as a file, masked on its way there.
//!
//! An entry holds the first 16 KiB of an answer that is text. A longer one, or one that is no text, is kept as a file when a
//! program that still has it (the app) hands it over after the send.

use std::fs::File;
use std::io::{self, Read};

use store::{HistoryRow, KeptBody, NewBody};

use crate::error::Error;
use crate::mask::MaskStream;
use crate::record::is_in_its_entry;
use crate::send::Sent;
use crate::workspace::Engine;

/// Longer answers are not kept: 50 MB.
pub const KEPT_ANSWER_BYTES_MAX: u64 = 50 * 1024 * 1024;
/// All kept answers together: 1 GB. Beyond, the oldest go.
const ALL_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Bytes taken at a time.
const PART_BYTES: usize = 256 * 1024;

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

impl Engine {
    /// What of an answer is to be handed to [`Engine::keep_answer`]; `None` when its entry holds all of it, and when it is too
    /// long.
    pub fn answer_to_keep(&self, sent: &Sent) -> Option<AnswerToKeep> {
        let received = sent.exchange.received()?;
        let fits = (1..=KEPT_ANSWER_BYTES_MAX).contains(&received.body_bytes);
        let is_needed = fits && !is_in_its_entry(received);
        // Secrets that cannot be looked for are not written down.
        let stream = if is_needed { sent.mask.stream()? } else { return None };
        Some(AnswerToKeep { id: sent.history_id, stream, is_cut: sent.exchange.failure.is_some() })
    }

    /// Keeps an answer beside its entry. `read` gives the bytes from a place on, none at the end.
    pub fn keep_answer(
        &self,
        answer: AnswerToKeep,
        read: &mut dyn FnMut(u64) -> io::Result<Vec<u8>>,
    ) -> Result<(), Error> {
        let AnswerToKeep { id, mut stream, is_cut } = answer;
        let history = self.store.history();
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

    /// What is kept of an entry's answer beside it.
    pub fn kept_answer(&self, row: &HistoryRow) -> Result<KeptAnswer, Error> {
        match row.body {
            KeptBody::Nothing => Ok(KeptAnswer::InEntry),
            KeptBody::Gone => Ok(KeptAnswer::Gone),
            KeptBody::File { .. } => Ok(self.store.history().body(row.id)?.map_or(KeptAnswer::Gone, KeptAnswer::Whole)),
        }
    }

    /// Removes kept answers without an entry, left by programs that were killed.
    pub fn remove_left_answers(&self) -> Result<usize, Error> {
        Ok(self.store.history().remove_orphans()?)
    }

    pub(crate) fn copied(&self, mut file: File) -> Result<NewBody, Error> {
        let history = self.store.history();
        let mut body = history.new_body()?;
        let mut part = vec![0; PART_BYTES];
        loop {
            let read = file.read(&mut part).map_err(|error| history.body_error(error))?;
            if read == 0 {
                return Ok(body);
            }
            body.write(&part[..read]).map_err(|error| history.body_error(error))?;
        }
    }
}
