//! A request where it stands: what it inherits, what it can see, whom it belongs to.
//!
//! Sends, previews, cURL commands and token requests are all resolved here; they differ in what they get for a secret.

use std::path::Path;

use exchange::Secret;
use model::{Defaults, Request};
use resolve::{GivenBody, Inputs, Lineage, Plan, Resolution, Scopes, VaultAnswer};
use store::SecretAddress;

use crate::error::Error;
use crate::send::Requests;
use crate::send::mask::MASK;
use crate::send::owner::Owner;
use crate::variables::scopes::local_scope;
use crate::workspace::Opened;

/// The surroundings of a request.
pub(crate) struct Situation<'a> {
    /// Whom it inherits from, the collection first.
    pub(crate) parents: Vec<&'a Defaults>,
    /// Where its variables are looked up, narrowest first.
    pub(crate) scopes: Scopes,
    /// The collection and environment that it belongs to.
    pub(crate) owner: Owner,
    /// Where relative file paths start.
    pub(crate) folder: &'a Path,
}

/// What one send says about its surroundings.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ForThisSend<'a> {
    /// An environment instead of the one in use.
    pub(crate) environment: Option<&'a str>,
    /// Variables narrower than any other.
    pub(crate) variables: &'a [(String, String)],
}

/// What a request gets for a secret.
#[derive(Clone, Copy)]
pub(crate) enum SecretValues<'a> {
    /// Its value.
    Real,
    /// A mask. No secret store is asked: a keychain must not prompt while somebody types. Nothing is random either.
    Masked,
    /// What this makes of its name, such as `vault:apiKey`. Variables of the process are treated likewise.
    Named(&'a dyn Fn(&str) -> String),
}

/// What is to be resolved.
pub(crate) struct Resolving<'a> {
    pub(crate) request: &'a Request,
    /// A body in place of the saved one.
    pub(crate) body: Option<GivenBody>,
    /// Whether unknown names stay as they are.
    pub(crate) keeps_unknown: bool,
    pub(crate) secrets: SecretValues<'a>,
}

impl Requests<'_> {
    /// The surroundings of an item. `opened` is the collection that `lineage` is of.
    pub(crate) fn situation<'a>(
        self,
        opened: &'a Opened,
        lineage: &Lineage<'a>,
        given: ForThisSend<'_>,
    ) -> Result<Situation<'a>, Error> {
        let owner = self.owner(opened, lineage, given.environment)?;
        let mut scopes = self.engine.variables().scopes(opened, lineage, owner.environment.as_deref())?;
        if let Some(local) = local_scope(given.variables) {
            scopes.0.insert(0, local);
        }
        Ok(Situation { parents: lineage.parents(), scopes, owner, folder: &opened.folder })
    }

    /// Whom an item belongs to; `environment` overrides the one in use.
    pub(crate) fn owner(
        self,
        opened: &Opened,
        lineage: &Lineage<'_>,
        environment: Option<&str>,
    ) -> Result<Owner, Error> {
        let environment = match environment {
            Some(name) => Some(name.to_owned()),
            None => self.engine.environments().active(opened)?,
        };
        Ok(Owner {
            collection_id: opened.id.clone(),
            collection_name: Some(opened.collection.name.clone()),
            environment,
            auth_path: Some(lineage.effective_auth().source.path().to_owned()),
        })
    }

    /// Resolves a request in its surroundings.
    pub(crate) fn resolve(self, situation: &Situation<'_>, resolving: Resolving<'_>) -> Resolution {
        let Resolving { request, body, keeps_unknown, secrets } = resolving;
        let Situation { parents, scopes, folder, .. } = situation;
        let work = |inputs: &Inputs<'_>| resolve::resolve(Plan { request, parents, scopes, folder, body }, inputs);
        self.with_inputs(&situation.owner, secrets, keeps_unknown, work)
    }

    /// Resolves a request with its secrets, and puts the app's settings where it and its parents say nothing.
    pub(crate) fn resolve_to_send(self, situation: &Situation<'_>, resolving: Resolving<'_>) -> Resolution {
        let request = resolving.request;
        let mut resolution = self.resolve(situation, Resolving { secrets: SecretValues::Real, ..resolving });
        if let Some(resolved) = &mut resolution.request {
            self.engine.settings().put_defaults(&mut resolved.options, request, &situation.parents);
        }
        resolution
    }

    /// Does something with what a request gets from outside.
    pub(crate) fn with_inputs<T>(
        self,
        owner: &Owner,
        secrets: SecretValues<'_>,
        keeps_unknown: bool,
        work: impl FnOnce(&Inputs<'_>) -> T,
    ) -> T {
        let outside = &self.engine.outside;
        let vault = |name: &str| match secrets {
            SecretValues::Real => self.vault(owner.collection_id.as_deref(), name),
            SecretValues::Masked => Ok(Some(Secret::new(MASK))),
            SecretValues::Named(named) => Ok(Some(Secret::new(named(&format!("vault:{name}"))))),
        };
        let process_env = |name: &str| match secrets {
            SecretValues::Real | SecretValues::Masked => (outside.variable)(name),
            SecretValues::Named(named) => Some(named(&format!("process.env.{name}"))),
        };
        let random = || if matches!(secrets, SecretValues::Masked) { 0 } else { (outside.random)() };
        let now_ms = (outside.now_ms)();
        work(&Inputs { now_ms, random: &random, process_env: &process_env, vault: &vault, keeps_unknown })
    }

    /// The secret store's answer. An environment's own secret (`staging/token`) is the collection's or, where all collections
    /// share the environment, the workspace's; it falls back on the collection's plain one (`token`).
    fn vault(self, collection_id: Option<&str>, name: &str) -> VaultAnswer {
        let read = |owner: &str, name: &str| -> Result<Option<Secret>, String> {
            let secrets = self.engine.store.secrets();
            secrets.get(SecretAddress { collection_id: owner, name }).map_err(|error| error.to_string())
        };
        if let Some(collection_id) = collection_id
            && let Some(secret) = read(collection_id, name)?
        {
            return Ok(Some(secret));
        }
        let Some((_, plain)) = name.split_once('/') else { return Ok(None) };
        if let Some(workspace_id) = self.engine.workspace_id().map_err(|error| error.to_string())?
            && let Some(secret) = read(&workspace_id, name)?
        {
            return Ok(Some(secret));
        }
        collection_id.map_or(Ok(None), |collection_id| read(collection_id, plain))
    }
}
