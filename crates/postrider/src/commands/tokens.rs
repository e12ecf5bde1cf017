//! `postrider token`.

use engine::{Engine, FetchedToken, TokenPlan, TokenRow};
use serde_json::{Value, json};

use crate::args::TokenCommand;
use crate::commands::{Outcome, read, wait};
use crate::context::{Context, now_ms};
use crate::exit;
use crate::report::{amount, heads, output};

pub(crate) fn run(command: TokenCommand, context: &Context) -> Outcome {
    match command {
        TokenCommand::New { collection, item, env, var, connection, verbose } => {
            let options = read::option_changes(&connection)?;
            let plan = TokenPlan { item, environment: env, variables: read::pairs("--var ", &var)?, options };
            let engine = context.engine(read::wire_settings(&connection)?)?;
            new(&engine, &collection, &plan, verbose, context)
        }
        TokenCommand::List => list(context),
        TokenCommand::Delete { name, expired, all } => delete(name.as_deref(), expired, all, context),
    }
}

fn new(engine: &Engine, collection: &str, plan: &TokenPlan, is_verbose: bool, context: &Context) -> Outcome {
    wait(|cancel| async move {
        let mut opened = engine.collections().open(collection)?;
        let fetched = engine.tokens().get_new(&mut opened, plan, &cancel).await?;
        if is_verbose {
            heads::print(&fetched.exchange, &fetched.mask, context.err);
        }
        print_new(&fetched, context)
    })
}

fn print_new(fetched: &FetchedToken, context: &Context) -> Outcome {
    if context.as_json {
        let mut row = row_json(&fetched.row);
        row["details"] = Value::Object(fetched.details.clone());
        return output::json(&row);
    }
    let row = &fetched.row;
    output::text(&format!("Got token {} ({}), {}\n", row.name, row.token_type, life(row)))
}

fn row_json(row: &TokenRow) -> Value {
    json!({
        "name": row.name,
        "collection": row.collection,
        "environment": row.environment,
        "token_type": row.token_type,
        "received_at": amount::time(row.received_at_ms),
        "expires_at": row.expires_at_ms.map(amount::time),
        "expired": row.is_expired,
    })
}

/// `expires in 19 min 58 s`, `expired 2 min ago`, `does not say when it expires`.
fn life(row: &TokenRow) -> String {
    match row.expires_at_ms {
        None => "does not say when it expires".to_owned(),
        Some(at) if row.is_expired => format!("expired {} ago", amount::span(now_ms() - at)),
        Some(at) => format!("expires in {}", amount::span(at - now_ms())),
    }
}

fn list(context: &Context) -> Outcome {
    let tokens = context.quiet_engine()?.tokens().list()?;
    if context.as_json {
        return output::json(&Value::Array(tokens.iter().map(row_json).collect()));
    }
    if tokens.is_empty() {
        output::note("No tokens yet. Get one with: postrider token new COLLECTION");
        return Ok(exit::OK);
    }
    let paint = context.out;
    let row = |token: &TokenRow| {
        let name = if token.is_expired { paint.struck(&token.name) } else { paint.bold(&token.name) };
        let life = if token.is_expired { paint.warning(&life(token)) } else { life(token) };
        let environment = token.environment.clone().unwrap_or_default();
        vec![name, token.collection.clone().unwrap_or_default(), environment, life]
    };
    let rows: Vec<_> = tokens.iter().map(row).collect();
    output::table(&["TOKEN", "COLLECTION", "ENVIRONMENT", "EXPIRY"], &rows, paint)
}

fn delete(name: Option<&str>, expired: bool, all: bool, context: &Context) -> Outcome {
    let engine = context.quiet_engine()?;
    let deleted = match name {
        Some(name) => engine.tokens().delete_named(name)?,
        None if expired => engine.tokens().delete_expired()?,
        None if all => engine.tokens().delete_all()?,
        None => 0,
    };
    output::done(context, &format!("Deleted {}.", amount::count(deleted, "token")), &json!({"deleted": deleted}))
}
