//! Keeps a send in the history, masked.

use exchange::Received;
use model::{Body, Header, ParamKind, Request};
use serde_json::{Value, json};
use store::{HistoryEntry, HistoryFilter, HistoryRow};

use crate::error::Error;
use crate::history::History;
use crate::history::exchange_record::exchange_json;
use crate::history::kept_body::DeletedEntry;
use crate::send::mask::{MASK, Mask, Piece};
use crate::send::owner::Owner;
use crate::send::requests::Sent;

impl History<'_> {
    pub(crate) fn record(self, sent: &Sent, saved: &Request, owner: &Owner) -> Result<i64, Error> {
        let Sent { exchange, earlier, mask, .. } = sent;
        let received = exchange.received();
        let mut detail = exchange_json(exchange, mask);
        if !earlier.is_empty() {
            detail["earlier"] = earlier.iter().map(|exchange| exchange_json(exchange, mask)).collect();
        }
        if let Some(body) = received.and_then(|received| kept_body(received, mask, exchange.failure.is_some())) {
            detail["body"] = body;
        }
        let first = exchange.hops.first();
        let entry = HistoryEntry {
            at_ms: exchange.started_at_ms,
            workspace: self.engine.workspace.to_string_lossy().into_owned(),
            collection_id: owner.collection_id.clone(),
            collection_name: owner.collection_name.clone(),
            item_path: (!saved.path.is_empty()).then(|| saved.path.clone()),
            method: first.map_or_else(|| saved.method.clone(), |hop| hop.method.clone()),
            url: mask.text(first.map_or(saved.url.as_str(), |hop| hop.url.as_str())),
            status: received.map(|received| received.status),
            reason: received.map(|received| received.reason.clone()),
            duration_us: exchange.duration_us,
            body_bytes: received.map_or(0, |received| received.body_bytes),
            failure: exchange.failure.as_ref().map(|failure| mask.text(&failure.message)),
            request: Some(saved_json(saved, mask).to_string()),
            exchange: Some(detail.to_string()),
        };
        Ok(self.engine.store.history().record(&entry)?)
    }

    /// What was sent from this workspace, newest first.
    pub fn list(self, text: Option<&str>, limit: usize) -> Result<Vec<HistoryRow>, Error> {
        let filter = HistoryFilter { text: text.map(str::to_owned), ..self.of_this_workspace() };
        Ok(self.engine.store.history().list(&filter, limit)?)
    }

    /// A page of what was sent from this workspace, newest first: with each of these words, older than `before_id`.
    pub fn page(self, words: Vec<String>, before_id: Option<i64>, limit: usize) -> Result<Vec<HistoryRow>, Error> {
        let filter = HistoryFilter { words, before_id, ..self.of_this_workspace() };
        Ok(self.engine.store.history().list(&filter, limit)?)
    }

    /// Deletes one entry and gives it, so that it can be taken back; `None` when there is none.
    pub fn delete(self, id: i64) -> Result<Option<DeletedEntry>, Error> {
        let Some(row) = self.engine.store.history().get(id)? else { return Ok(None) };
        // Opened before it is deleted: what is open can be read until it is closed.
        let body = self.engine.store.history().body(id)?;
        self.engine.store.history().delete(id)?;
        Ok(Some(DeletedEntry { row, body }))
    }

    /// Brings a deleted entry back where it stood, with its answer.
    pub fn restore(self, deleted: DeletedEntry) -> Result<HistoryRow, Error> {
        let DeletedEntry { row, body } = deleted;
        let body = match body {
            Some(file) => Some(self.copied(file)?),
            None => None,
        };
        self.engine.store.history().restore(&row, body)?;
        Ok(row)
    }

    /// One entry of the history with its heads.
    pub fn entry(self, id: i64) -> Result<Option<HistoryRow>, Error> {
        Ok(self.engine.store.history().get(id)?)
    }

    /// Deletes the history of this workspace and says how many entries.
    pub fn clear(self) -> Result<usize, Error> {
        Ok(self.engine.store.history().clear(&self.of_this_workspace())?)
    }

    fn of_this_workspace(self) -> HistoryFilter {
        HistoryFilter {
            workspace: Some(self.engine.workspace.to_string_lossy().into_owned()),
            ..HistoryFilter::default()
        }
    }
}

/// The beginning of an answer's body, if it is text. With `has_failed` a secret may have been cut at its end.
fn kept_body(received: &Received, mask: &Mask, has_failed: bool) -> Option<Value> {
    let start = &received.body_start;
    let is_cut = received.body_bytes > start.len() as u64;
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if (is_cut || has_failed) && error.error_len().is_none() => {
            std::str::from_utf8(&start[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let pieces = mask.pieces(text, is_cut || has_failed).into_iter().map(|piece| match piece {
        Piece::Shown(text) => text,
        Piece::Masked(_) => MASK.to_owned(),
    });
    let is_text = !text.is_empty() && !text.contains('\0');
    is_text.then(|| json!({"text": pieces.collect::<String>(), "is_cut": is_cut}))
}

/// Whether an entry holds all of an answer's body: it is text, and short.
pub(crate) fn is_in_its_entry(received: &Received) -> bool {
    received.body_bytes == received.body_start.len() as u64 && kept_body(received, &Mask::default(), false).is_some()
}

/// The request with its placeholders, and with the changes of this send.
fn saved_json(saved: &Request, mask: &Mask) -> Value {
    let rows = |rows: &[Header]| -> Vec<Value> {
        let shown = |row: &Header| json!({"name": row.name, "value": mask.header(&row.name, &row.value), "enabled": row.is_enabled});
        rows.iter().map(shown).collect()
    };
    let params: Vec<Value> = saved
        .params
        .iter()
        .map(|row| {
            let kind = if row.kind == ParamKind::Path { "path" } else { "query" };
            json!({"name": row.name, "value": mask.text(&row.value), "type": kind, "enabled": row.is_enabled})
        })
        .collect();
    let body = match &saved.body {
        Body::None => Value::Null,
        Body::Raw { language, text } => json!({"type": language, "text": mask.text(text)}),
        Body::FormUrlEncoded(fields) => json!({"type": "form-urlencoded", "rows": rows(fields)}),
        Body::Multipart(parts) => {
            json!({"type": "multipart-form", "rows": parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>()})
        }
        Body::File(choices) => {
            json!({"type": "file", "files": choices.iter().map(|choice| choice.path.as_str()).collect::<Vec<_>>()})
        }
    };
    json!({
        "name": saved.name,
        "method": saved.method,
        "url": mask.text(&saved.url),
        "headers": rows(&saved.headers),
        "params": params,
        "body": body,
        "auth": saved.auth.label(),
        "whole": whole_json(saved, mask),
    })
}

/// The request itself, without its examples.
fn whole_json(saved: &Request, mask: &Mask) -> Value {
    let mut whole = Request { examples: Vec::new(), ..saved.clone() };
    for row in &mut whole.headers {
        row.value = mask.header(&row.name, &row.value);
    }
    let mut whole = serde_json::to_value(&whole).unwrap_or_default();
    mask_texts(&mut whole, mask);
    whole
}

fn mask_texts(value: &mut Value, mask: &Mask) {
    match value {
        Value::String(text) => *text = mask.text(text),
        Value::Array(values) => values.iter_mut().for_each(|value| mask_texts(value, mask)),
        Value::Object(members) => members.values_mut().for_each(|value| mask_texts(value, mask)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A request as it was when it was sent.
#[derive(Debug)]
pub struct RecordedRequest {
    /// With its placeholders.
    pub request: Request,
    /// Whether a secret in it is masked, so that it would not be sent as it was.
    pub is_masked: bool,
}

/// The request of an entry; `None` when it was too long to keep, or an earlier version did not keep it.
pub fn recorded_request(row: &HistoryRow) -> Option<RecordedRequest> {
    let text = row.entry.request.as_deref()?;
    let mut kept: Value = serde_json::from_str(text).ok()?;
    let request: Request = serde_json::from_value(kept["whole"].take()).ok()?;
    // What stands beside it is masked in the same way.
    let is_masked = text.contains(MASK);
    Some(RecordedRequest { request, is_masked })
}
