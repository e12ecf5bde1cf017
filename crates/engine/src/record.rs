//! Keeps a send in the history, masked.

use model::{Body, Header, ParamKind, Request};
use serde_json::{Value, json};
use store::{HistoryEntry, HistoryFilter, HistoryRow};

use crate::error::Error;
use crate::mask::Mask;
use crate::prepare::Owner;
use crate::report::exchange_json;
use crate::send::Sent;
use crate::workspace::Engine;

impl Engine {
    pub(crate) fn record(&self, sent: &Sent, saved: &Request, owner: &Owner) -> Result<i64, Error> {
        let Sent { exchange, earlier, mask, .. } = sent;
        let received = exchange.received();
        let mut detail = exchange_json(exchange, mask);
        if !earlier.is_empty() {
            detail["earlier"] = earlier.iter().map(|exchange| exchange_json(exchange, mask)).collect();
        }
        let first = exchange.hops.first();
        let entry = HistoryEntry {
            at_ms: exchange.started_at_ms,
            workspace: self.workspace.to_string_lossy().into_owned(),
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
        Ok(self.store.history().record(&entry)?)
    }

    /// What was sent from this workspace, newest first.
    pub fn history(&self, text: Option<&str>, limit: usize) -> Result<Vec<HistoryRow>, Error> {
        let filter = HistoryFilter { text: text.map(str::to_owned), ..self.of_this_workspace() };
        Ok(self.store.history().list(&filter, limit)?)
    }

    /// One entry of the history with its heads.
    pub fn history_entry(&self, id: i64) -> Result<Option<HistoryRow>, Error> {
        Ok(self.store.history().get(id)?)
    }

    /// Deletes the history of this workspace and says how many entries.
    pub fn clear_history(&self) -> Result<usize, Error> {
        Ok(self.store.history().clear(&self.of_this_workspace())?)
    }

    fn of_this_workspace(&self) -> HistoryFilter {
        HistoryFilter { workspace: Some(self.workspace.to_string_lossy().into_owned()), ..HistoryFilter::default() }
    }
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
    })
}
