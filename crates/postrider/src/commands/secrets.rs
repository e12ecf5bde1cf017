//! `postrider secret`.

use serde_json::json;

use crate::args::SecretCommand;
use crate::commands::{Outcome, read};
use crate::context::Context;
use crate::exit::CommandError;
use crate::report::output;

pub(crate) fn run(command: SecretCommand, context: &Context) -> Outcome {
    let engine = context.quiet_engine()?;
    match command {
        SecretCommand::Set { collection, name, value_env } => {
            let mut opened = engine.collections().open(&collection)?;
            if name.is_empty() || name.contains(['{', '}']) {
                return Err(CommandError::usage(
                    format!("`{name}` cannot be the name of a secret"),
                    "Use letters, digits, - and _.",
                ));
            }
            let secret = read::secret(context, value_env.as_deref(), "--value-env", &format!("Value of {name}"))?;
            if secret.is_empty() {
                return Err(CommandError::usage(
                    "the value is empty",
                    "To remove a secret: postrider secret delete COLLECTION NAME.",
                ));
            }
            engine.secrets().set(&mut opened, &name, &secret)?;
            let collection = &opened.collection.name;
            let words = format!("Secret {name} of {collection} is set. A request uses it as {{{{vault:{name}}}}}.");
            output::done(context, &words, &json!({"collection": collection, "name": name}))
        }
        SecretCommand::List { collection } => {
            let names = engine.secrets().names(&engine.collections().open(&collection)?)?;
            if context.as_json {
                return output::json(&json!(names.iter().map(|name| json!({"name": name})).collect::<Vec<_>>()));
            }
            if names.is_empty() {
                output::note("No secrets yet. Set one with: postrider secret set COLLECTION NAME");
            }
            output::text(&names.iter().flat_map(|name| [name.as_str(), "\n"]).collect::<String>())
        }
        SecretCommand::Delete { collection, name } => {
            engine.secrets().delete(&engine.collections().open(&collection)?, &name)?;
            output::done(context, &format!("Secret {name} is deleted."), &json!({"deleted": name}))
        }
    }
}
