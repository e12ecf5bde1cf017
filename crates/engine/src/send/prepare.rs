//! From what a person asked for to a resolved request and where it belongs.

use std::path::Path;

use exchange::{ResolvedRequest, Secret};
use model::{Auth, Defaults, Folder, Problem, Request, Severity};
use resolve::{GivenBody, Inputs, Plan, Resolution, Scopes, VaultAnswer, fetching_block, inherited_auth};
use store::SecretAddress;

use crate::collection::find::{FoundRequest, find_request, request_at};
use crate::error::Error;
use crate::send::Requests;
use crate::send::options::OptionChanges;
use crate::send::overrides::{self, Changes};
use crate::send::owner::Owner;
use crate::variables::scopes::{View, local_scope};
use crate::workspace::Opened;

/// What to send.
#[derive(Debug, Clone)]
pub enum Target {
    /// A request of a collection.
    Saved {
        /// Name or folder of the collection.
        collection: String,
        /// The request in it.
        request: String,
    },
    /// A request as edited, in a collection as edited.
    Edited {
        /// The collection, with its drafts in place of what is saved.
        opened: Box<Opened>,
        /// The request; its path says which one it is.
        request: Box<Request>,
    },
    /// A method and a URL.
    Typed {
        /// Method token.
        method: String,
        /// URL; only `{{name}}` is replaced in it.
        url: String,
    },
}

/// Everything a person said about one send.
#[derive(Debug, Clone)]
pub struct SendPlan {
    /// What to send.
    pub target: Target,
    /// Rows ticked, unticked, filled in and added.
    pub changes: Changes,
    /// A body in place of the saved one.
    pub body: Option<GivenBody>,
    /// Environment for this send instead of the one in use.
    pub environment: Option<String>,
    /// Variables for this send.
    pub variables: Vec<(String, String)>,
    /// Whether a token may be fetched, and once more after a 401.
    pub fetches_tokens: bool,
    /// Whether unknown names stay as they are instead of stopping the send.
    pub keeps_unknown: bool,
    /// Settings for this send.
    pub options: OptionChanges,
}

/// A request ready to be signed, and where it belongs.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) request: ResolvedRequest,
    /// The request as saved, with its placeholders and the changes of this send.
    pub(crate) saved: Request,
    pub(crate) owner: Owner,
    /// Warnings for the person.
    pub(crate) problems: Vec<Problem>,
}

impl Requests<'_> {
    pub(crate) fn prepare(self, plan: &SendPlan) -> Result<Prepared, Error> {
        match &plan.target {
            Target::Typed { method, url } => self.prepare_typed(plan, method, url),
            Target::Saved { collection, request } => {
                let opened = self.engine.collections().open(collection)?;
                let found = find_request(&opened.collection, request)?;
                self.prepare_found(plan, &opened, &found)
            }
            Target::Edited { opened, request } => {
                let saved = request_at(&opened.collection, &request.path)?;
                self.prepare_found(plan, opened, &FoundRequest { request, folders: saved.folders })
            }
        }
    }

    fn prepare_typed(self, plan: &SendPlan, method: &str, url: &str) -> Result<Prepared, Error> {
        let request = Request { method: method.to_owned(), url: url.to_owned(), ..Request::default() };
        if let Some(name) = &plan.environment {
            let hint = "An environment belongs to a collection: name one, or give variables with --var NAME=VALUE.";
            return Err(Error::usage(format!("--env {name} needs a collection"), hint));
        }
        if let Some((name, _)) = plan.changes.path.first() {
            let hint = "In a typed URL `:name` stays as it is; write the value into the URL.";
            return Err(Error::usage(format!("--path {name}=… needs a request of a collection"), hint));
        }
        let mut scopes = local_scope(&plan.variables);
        // Reading the global scope costs a file; only a placeholder can want it.
        let may_want_it = !resolve::placeholders(url).is_empty() || !plan.changes.headers.is_empty();
        scopes.extend(if may_want_it { self.engine.variables().global_scope()? } else { None });
        let around = Around { parents: &[], scopes: &Scopes(scopes), folder: Path::new(".") };
        self.finish(plan, request, &around, Owner::default())
    }

    fn prepare_found(self, plan: &SendPlan, opened: &Opened, found: &FoundRequest) -> Result<Prepared, Error> {
        let mut owner = self.owner(opened, plan.environment.as_deref())?;
        if plan.changes.token.is_none() {
            owner.auth_path = Some(found.auth_path(&opened.collection));
        }
        let view = View {
            request: &found.request.variables,
            folders: &found.folders,
            environment: owner.environment.as_deref(),
            local: &plan.variables,
        };
        let scopes = self.engine.variables().scopes(opened, &view)?;
        let parents = found.parents(&opened.collection);
        let around = Around { parents: &parents, scopes: &scopes, folder: &opened.folder };
        self.finish(plan, found.request.clone(), &around, owner)
    }

    /// Whom a send or token belongs to; `environment` overrides the one in use.
    pub(crate) fn owner(self, opened: &Opened, environment: Option<&str>) -> Result<Owner, Error> {
        let environment = match environment {
            Some(name) => Some(name.to_owned()),
            None => self.engine.environments().active(opened)?,
        };
        let collection_name = Some(opened.collection.name.clone());
        Ok(Owner { collection_id: opened.id.clone(), collection_name, environment, auth_path: None })
    }

    fn finish(self, plan: &SendPlan, mut saved: Request, around: &Around, owner: Owner) -> Result<Prepared, Error> {
        let inherited = inherited_auth(&saved.auth, around.parents).0.clone();
        let mut changes = plan.changes.clone();
        changes.drops_body = plan.body.is_some();
        let mut problems = overrides::apply(&mut saved, &inherited, &changes);
        if let Some(block) = fetching_block(&saved.auth, around.parents) {
            saved.auth = block.clone();
        }
        let wanted = Wanted { request: &saved, around, body: plan.body.clone(), keeps_unknown: plan.keeps_unknown };
        let resolution = self.resolve(wanted, &owner);
        problems.extend(resolution.problems);
        let Some(mut request) = resolution.request.filter(|_| !has_error(&problems)) else {
            return Err(Error::Unresolved(problems));
        };
        plan.options.apply(&mut request.options);
        Ok(Prepared { request, saved, owner, problems })
    }

    pub(crate) fn resolve(self, wanted: Wanted, owner: &Owner) -> Resolution {
        let vault = |name: &str| self.vault(owner.collection_id.as_deref(), name);
        let inputs = Inputs {
            now_ms: (self.engine.outside.now_ms)(),
            random: &self.engine.outside.random,
            process_env: &self.engine.outside.variable,
            vault: &vault,
            keeps_unknown: wanted.keeps_unknown,
        };
        let Around { parents, scopes, folder } = *wanted.around;
        let plan = Plan { request: wanted.request, parents, scopes, folder, body: wanted.body };
        let mut resolution = resolve::resolve(plan, &inputs);
        if let Some(request) = &mut resolution.request {
            self.engine.settings().put_defaults(&mut request.options, wanted.request, parents);
        }
        resolution
    }

    /// The secret store's answer. An environment's own secret (`staging/token`) is the collection's or, where all collections
    /// share the environment, the workspace's; it falls back on the collection's plain one (`token`).
    pub(crate) fn vault(self, collection_id: Option<&str>, name: &str) -> VaultAnswer {
        let read = |owner: &str, name: &str| -> Result<Option<Secret>, String> {
            self.engine
                .store
                .secrets()
                .get(SecretAddress { collection_id: owner, name })
                .map_err(|error| error.to_string())
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

    /// An authorization resolved by itself, as a collection, folder or request would use it.
    pub(crate) fn resolved_authorization(
        self,
        opened: &Opened,
        at: &AuthPlace,
        owner: &Owner,
        local: &[(String, String)],
    ) -> Result<ResolvedRequest, Error> {
        let environment = owner.environment.as_deref();
        let view = View { request: at.variables, folders: &at.folders, environment, local };
        let scopes = self.engine.variables().scopes(opened, &view)?;
        // The rest of the request takes no part: an unknown variable in its body must not stop a token.
        let request = Request {
            path: at.file.clone(),
            method: "GET".to_owned(),
            url: "http://localhost/".to_owned(),
            auth: at.auth.clone(),
            settings: at.settings.clone(),
            behavior: at.behavior.clone(),
            ..Request::default()
        };
        let around = Around { parents: &[], scopes: &scopes, folder: &opened.folder };
        let wanted = Wanted { request: &request, around: &around, body: None, keeps_unknown: false };
        let resolution = self.resolve(wanted, owner);
        resolution.request.ok_or(Error::Unresolved(resolution.problems))
    }
}

/// What is around a request: whom it inherits from, what it can see, where its files are.
pub(crate) struct Around<'a> {
    pub(crate) parents: &'a [&'a Defaults],
    pub(crate) scopes: &'a Scopes,
    pub(crate) folder: &'a Path,
}

/// What is to be resolved.
pub(crate) struct Wanted<'a> {
    pub(crate) request: &'a Request,
    pub(crate) around: &'a Around<'a>,
    pub(crate) body: Option<GivenBody>,
    pub(crate) keeps_unknown: bool,
}

/// Where an authorization stands.
pub(crate) struct AuthPlace<'a> {
    pub(crate) auth: Auth,
    pub(crate) variables: &'a [model::Variable],
    pub(crate) folders: Vec<&'a Folder>,
    pub(crate) file: String,
    pub(crate) settings: model::Settings,
    pub(crate) behavior: model::Behavior,
}

fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
