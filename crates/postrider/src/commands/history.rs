//! `postrider history`.

use engine::HistoryRow;
use serde_json::{Value, json};

use crate::args::{History, HistoryCommand};
use crate::commands::Outcome;
use crate::context::Context;
use crate::exit;
use crate::report::{amount, output};

pub(crate) fn run(history: &History, context: &Context) -> Outcome {
    match &history.command {
        None => list(history, context),
        Some(HistoryCommand::Show { id }) => show(*id, context),
        Some(HistoryCommand::Clear) => {
            let cleared = context.quiet_engine()?.history().clear()?;
            output::done(context, &format!("Deleted {}.", amount::entries(cleared)), &json!({"deleted": cleared}))
        }
    }
}

fn list(history: &History, context: &Context) -> Outcome {
    let rows = context.quiet_engine()?.history().list(history.filter.as_deref(), history.limit as usize)?;
    if context.as_json {
        return output::json(&Value::Array(rows.iter().map(row_json).collect()));
    }
    if rows.is_empty() {
        output::note("Nothing was sent yet.");
        return Ok(exit::OK);
    }
    let paint = context.out;
    let row = |row: &HistoryRow| {
        let entry = &row.entry;
        vec![
            row.id.to_string(),
            amount::local_time(entry.at_ms),
            paint.method(&entry.method),
            entry.status.map_or_else(|| paint.error("failed"), |status| paint.status(status, &status.to_string())),
            amount::duration(entry.duration_us),
            entry.url.clone(),
        ]
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    output::table(&["ID", "AT", "METHOD", "STATUS", "TIME", "URL"], &rows, paint)
}

fn row_json(row: &HistoryRow) -> Value {
    let entry = &row.entry;
    #[expect(clippy::cast_precision_loss, reason = "a send takes less than the 285 years that lose a microsecond")]
    let duration_ms = entry.duration_us as f64 / 1000.0;
    json!({
        "id": row.id,
        "at": amount::time(entry.at_ms),
        "method": entry.method,
        "url": entry.url,
        "status": entry.status,
        "reason": entry.reason,
        "duration_ms": duration_ms,
        "body_bytes": entry.body_bytes,
        "failure": entry.failure,
        "collection": entry.collection_name,
        "request": entry.item_path,
    })
}

fn show(id: i64, context: &Context) -> Outcome {
    let Some(row) = context.quiet_engine()?.history().entry(id)? else {
        let nothing = engine::FindError::Nothing { what: "history entry", name: id.to_string(), nearest: Vec::new() };
        return Err(engine::Error::Find(nothing).into());
    };
    let parsed =
        |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null);
    let exchange = parsed(&row.entry.exchange);
    if context.as_json {
        let mut shown = row_json(&row);
        shown["saved"] = parsed(&row.entry.request);
        shown["exchange"] = exchange;
        return output::json(&shown);
    }
    let entry = &row.entry;
    let mut text = format!("{} {}  {}\n", entry.method, entry.url, amount::local_time(entry.at_ms));
    for hop in exchange["hops"].as_array().into_iter().flatten() {
        for (mark, head) in [("> ", &hop["sent"]["head"]), ("< ", &hop["received"]["head"])] {
            for line in head.as_str().unwrap_or_default().lines() {
                text += &format!("{}{line}\n", context.out.dim(mark));
            }
        }
    }
    if let Some(failure) = &entry.failure {
        text += &format!("{}: {failure}\n", context.out.error("failed"));
    }
    output::text(&text)
}
