//! `postrider env`.

use engine::{Engine, Opened};
use model::Environment;
use serde_json::{Value, json};

use crate::args::EnvCommand;
use crate::commands::{Outcome, read};
use crate::context::Context;
use crate::exit::CommandError;
use crate::report::output;

pub(crate) fn run(command: EnvCommand, context: &Context) -> Outcome {
    let engine = context.quiet_engine()?;
    match command {
        EnvCommand::Set { collection, env, variables } => {
            let opened = engine.collections().open(&collection)?;
            if env.trim().is_empty() {
                return Err(CommandError::usage("the environment has no name", "Name it: --env NAME."));
            }
            let is_new = engine.environments().set_values(&opened, &env, &read::pairs("", &variables)?)?;
            let verb = if is_new { "made" } else { "changed" };
            let (collection, name) = (output::shell_word(&collection), output::shell_word(&env));
            let words = format!("Environment {env} is {verb}. Use it with: postrider env use {collection} {name}");
            output::done(context, &words, &json!({"environment": env, "made": is_new}))
        }
        EnvCommand::Unset { collection, env, names } => {
            engine.environments().unset_values(&engine.collections().open(&collection)?, &env, &names)?;
            output::done(
                context,
                &format!("Environment {env} is changed."),
                &json!({"environment": env, "unset": names}),
            )
        }
        EnvCommand::List { collection, env: None } => list(&engine, &engine.collections().open(&collection)?, context),
        EnvCommand::List { collection, env: Some(name) } => {
            variables(&engine, &engine.collections().open(&collection)?, &name, context)
        }
        EnvCommand::Use { collection, env, none: _ } => {
            let mut opened = engine.collections().open(&collection)?;
            engine.environments().choose(&mut opened, env.as_deref())?;
            let words = match &env {
                Some(name) => format!("{} uses environment {name}.", opened.collection.name),
                None => format!("{} uses no environment.", opened.collection.name),
            };
            output::done(context, &words, &json!({"collection": opened.collection.name, "environment": env}))
        }
        EnvCommand::Delete { collection, env } => {
            engine.environments().delete(Some(&engine.collections().open(&collection)?), &env)?;
            output::done(context, &format!("Environment {env} is deleted."), &json!({"deleted": env}))
        }
    }
}

fn list(engine: &Engine, opened: &Opened, context: &Context) -> Outcome {
    let active = engine.environments().active(opened)?;
    let environments = engine.environments().list(opened)?;
    let is_active = |environment: &Environment| active.as_deref() == Some(environment.name.as_str());
    if context.as_json {
        let row = |environment: &Environment| json!({"name": environment.name, "active": is_active(environment), "variables": environment.variables.len()});
        return output::json(&Value::Array(environments.iter().map(row).collect()));
    }
    if environments.is_empty() {
        output::note("No environments yet. Make one with: postrider env set COLLECTION --env NAME variable=value");
    }
    let row = |environment: &Environment| {
        let mark = if is_active(environment) { "in use" } else { "" };
        vec![environment.name.clone(), environment.variables.len().to_string(), mark.to_owned()]
    };
    let rows: Vec<_> = environments.iter().map(row).collect();
    output::table(&["ENVIRONMENT", "VARIABLES", ""], &rows, context.out)
}

fn variables(engine: &Engine, opened: &Opened, name: &str, context: &Context) -> Outcome {
    let environments = engine.environments().list(opened)?;
    let Some(environment) = environments.iter().find(|environment| environment.name == name) else {
        let names = environments.iter().map(|environment| environment.name.clone());
        let nearest = engine::nearest(name, names);
        return Err(engine::Error::Find(engine::FindError::Nothing {
            what: "environment",
            name: name.to_owned(),
            nearest,
        })
        .into());
    };
    let shown = |variable: &model::Variable| {
        if variable.is_secret { "(secret)".to_owned() } else { variable.value.clone() }
    };
    if context.as_json {
        let row = |variable: &model::Variable| {
            let value = if variable.is_secret { Value::Null } else { json!(variable.value) };
            json!({"name": variable.name, "value": value, "enabled": variable.is_enabled, "secret": variable.is_secret})
        };
        return output::json(&Value::Array(environment.variables.iter().map(row).collect()));
    }
    let rows: Vec<_> =
        environment.variables.iter().map(|variable| vec![variable.name.clone(), shown(variable)]).collect();
    output::table(&["VARIABLE", "VALUE"], &rows, context.out)
}
