//! From what a person asked for to a resolved request and where it belongs.

use std::path::Path;

use exchange::ResolvedRequest;
use model::{Problem, Request, Severity};
use resolve::{GivenBody, Scope, Scopes, fetching_block, inherited_auth};

use crate::collection::find::{FoundRequest, find_request, request_at};
use crate::error::Error;
use crate::send::Requests;
use crate::send::options::OptionChanges;
use crate::send::overrides::{self, Changes};
use crate::send::owner::Owner;
use crate::send::situation::{ForThisSend, Resolving, SecretValues, Situation};
use crate::variables::scopes::local_scope;
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
                self.prepare_found(plan, &opened, found)
            }
            Target::Edited { opened, request } => {
                let saved = request_at(&opened.collection, &request.path)?;
                self.prepare_found(plan, opened, FoundRequest { request, folders: saved.folders })
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
        let mut scopes: Vec<Scope> = local_scope(&plan.variables).into_iter().collect();
        // Reading the global scope costs a file; only a placeholder can want it.
        if !resolve::placeholders(url).is_empty() || !plan.changes.headers.is_empty() {
            scopes.push(self.engine.variables().global_scope()?);
        }
        let (parents, scopes, folder) = (Vec::new(), Scopes(scopes), Path::new("."));
        self.finish(plan, request, Situation { parents, scopes, owner: Owner::default(), folder })
    }

    fn prepare_found(self, plan: &SendPlan, opened: &Opened, found: FoundRequest<'_>) -> Result<Prepared, Error> {
        let request = found.request.clone();
        let given = ForThisSend { environment: plan.environment.as_deref(), variables: &plan.variables };
        let mut situation = self.situation(opened, &found.lineage(&opened.collection), given)?;
        if plan.changes.token.is_some() {
            situation.owner.auth_path = None;
        }
        self.finish(plan, request, situation)
    }

    fn finish(self, plan: &SendPlan, mut saved: Request, situation: Situation<'_>) -> Result<Prepared, Error> {
        let inherited = inherited_auth(&saved.auth, &situation.parents).0.clone();
        let mut changes = plan.changes.clone();
        changes.drops_body = plan.body.is_some();
        let mut problems = overrides::apply(&mut saved, &inherited, &changes);
        if let Some(block) = fetching_block(&saved.auth, &situation.parents) {
            saved.auth = block.clone();
        }
        let resolving = Resolving {
            request: &saved,
            body: plan.body.clone(),
            keeps_unknown: plan.keeps_unknown,
            secrets: SecretValues::Real,
        };
        let resolution = self.resolve_to_send(&situation, resolving);
        problems.extend(resolution.problems);
        let Some(mut request) = resolution.request.filter(|_| !has_error(&problems)) else {
            return Err(Error::Unresolved(problems));
        };
        plan.options.apply(&mut request.options);
        Ok(Prepared { request, saved, owner: situation.owner, problems })
    }
}

fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
