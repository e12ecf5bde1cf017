//! `postrider send`.

use engine::{Changes, SendPlan, Sent, Target};
use exchange::Exchange;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::args::Send;
use crate::commands::{Outcome, read, wait};
use crate::context::Context;
use crate::exit::{self, CommandError};
use crate::report::body::Body;
use crate::report::{error, heads, output, problems};

pub(crate) fn run(args: &Send, context: &Context) -> Outcome {
    let engine = context.engine(read::wire_settings(&args.connection)?)?;
    let plan = plan(args)?;
    let mut body = Body::new(args, context)?;
    wait(|cancel: CancellationToken| async move {
        let mut keeper = engine.history().keeper(&mut body);
        let sent = engine.requests().send(&plan, &mut keeper, &cancel).await?;
        // The answer itself is there; that it could not be kept, its entry says.
        let _ = engine.history().keep_whole(&sent, keeper);
        finish(&sent, body, args, context)
    })
}

fn plan(args: &Send) -> Result<SendPlan, CommandError> {
    let body = match (&args.body, &args.body_json) {
        (Some(text), _) => Some(read::body(text, None)?),
        (None, Some(text)) => Some(read::body(text, Some("application/json"))?),
        (None, None) => None,
    };
    Ok(SendPlan {
        target: target(args),
        changes: Changes {
            unticks_query: args.no_query,
            query: read::pairs("--query ", &args.query)?,
            path: read::pairs("--path ", &args.path)?,
            headers: read::headers(&args.headers)?,
            without_headers: args.without_header.clone(),
            without_generated: args.without_generated.clone(),
            token: args.token.clone(),
            drops_body: body.is_some(),
        },
        body,
        environment: args.env.clone(),
        variables: read::pairs("--var ", &args.var)?,
        fetches_tokens: !args.no_auto_token,
        keeps_unknown: args.allow_unresolved,
        options: read::option_changes(&args.connection)?,
    })
}

/// METHOD and URL where the second word looks like an address or the first is a method and the second holds no blank;
/// otherwise a collection and a request. A collection that is called like a method is named by its folder.
fn target(args: &Send) -> Target {
    const METHODS: [&str; 9] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"];
    let is_token = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
    };
    let is_method = METHODS.iter().any(|method| method.eq_ignore_ascii_case(&args.collection));
    let has_scheme = args.request.contains("://");
    let is_address = !args.request.trim().contains(char::is_whitespace);
    if (is_token(&args.collection) && has_scheme) || (is_method && is_address) {
        Target::Typed { method: args.collection.clone(), url: args.request.clone() }
    } else if has_scheme && is_address {
        // Not a method and not a collection either: the engine says what is wrong with the word.
        Target::Typed { method: args.collection.clone(), url: args.request.clone() }
    } else {
        Target::Saved { collection: args.collection.clone(), request: args.request.clone() }
    }
}

fn finish(sent: &Sent, body: Body, args: &Send, context: &Context) -> Outcome {
    problems::print_all(&sent.problems, context.err);
    if args.verbose {
        for exchange in &sent.earlier {
            heads::print(exchange, &sent.mask, context.err);
        }
        heads::print(&sent.exchange, &sent.mask, context.err);
    }
    let exchange = &sent.exchange;
    if context.as_json {
        print_json(sent, &body)?;
    }
    if let Some(failure) = &exchange.failure {
        if body.reader_is_gone() {
            return Ok(exit::OK);
        }
        if !context.as_json {
            body.abandon();
            error::print_failure(failure, &sent.mask, context.err);
        }
        return Ok(exit::of_failure(failure.kind));
    }
    if !context.as_json {
        heads::print_status(exchange, sent.earlier.len(), context);
    }
    body.finish(exchange, context.as_json, context)?;
    Ok(code(exchange, args.fail))
}

fn code(exchange: &Exchange, fails: bool) -> u8 {
    let status = exchange.received().map_or(0, |received| received.status);
    if fails && status >= 400 { exit::HTTP } else { exit::OK }
}

fn print_json(sent: &Sent, body: &Body) -> Outcome {
    let mut shown = engine::exchange_json(&sent.exchange, &sent.mask);
    let received = sent.exchange.received();
    shown["status"] = json!(received.map(|received| received.status));
    shown["reason"] = json!(received.map(|received| received.reason.clone()));
    shown["earlier"] = sent.earlier.iter().map(|exchange| engine::exchange_json(exchange, &sent.mask)).collect();
    if let Some((name, value)) = body.as_json() {
        shown[name] = value;
    }
    output::json(&shown)
}
