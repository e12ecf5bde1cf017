//! Import: read or fetch a document and those it refers to, make a collection of it, place it in the workspace.
//!
//! All or nothing: the collection is built in a hidden folder and renamed once. Nothing is overwritten unless asked.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use document::Syntax;
use exchange::{
    Address, CookieJar, Failure, FailureKind, HeaderRow, Origin, Received, ResolvedAuth, ResolvedRequest, SendOptions,
};
use files::side::{BaseDocument, Side, Source};
use model::{Collection, Problem};
use openapi::{Base, Documents, Options, Read};
use resolve::{Inputs, Scopes, Text};
use tokio_util::sync::CancellationToken;
use wire::Answer;

use crate::error::{Error, error_chain};
use crate::import::Importer;
use crate::import::curl::collection_of_curl;
use crate::import::plan::{Fetching, ImportPlan, ImportPreview, ImportReport, Imports, Progress};
use crate::outside::Outside;
use crate::send::mask::Mask;
use crate::workspace::Engine;

/// Longest document, in bytes.
const DOCUMENT_BYTES_MAX: usize = 256 * 1024 * 1024;

/// A document as a collection, and what is kept of it.
struct Converted {
    format: String,
    collection: Collection,
    requests: usize,
    problems: Vec<Problem>,
    base_document: BaseDocument,
    options: Options,
}

impl Importer<'_> {
    /// Imports an API document, or a cURL command as a collection of one request.
    pub async fn run(
        self,
        plan: ImportPlan,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &CancellationToken,
    ) -> Result<ImportReport, Error> {
        if let Some(command) = curl_command(&plan.imports) {
            return match &plan.into {
                Some((opened, parent)) => self.curl_into(command, opened, parent),
                None => self.curl(command, &plan),
            };
        }
        if plan.into.is_some() {
            let hint = "A document becomes a collection of its own; move requests of it by Move to….";
            return Err(Error::usage("only a cURL command goes into a collection that is there", hint));
        }
        let converted = self.converted(&plan, progress, cancel).await?;
        progress(Progress::Writing);
        let Converted { mut collection, requests, problems, base_document, options, .. } = converted;
        let side = self.side(&plan.imports, &options, base_document);
        let (folder, replaced) = self.place(&mut collection, &side, plan.replaces)?;
        let path = String::new();
        Ok(ImportReport { collection: collection.name, folder, path, requests, problems, replaced })
    }

    /// What an import would make. Documents are read and fetched, nothing is written.
    pub async fn preview(self, plan: ImportPlan, cancel: &CancellationToken) -> Result<ImportPreview, Error> {
        if let Some(command) = curl_command(&plan.imports) {
            let (collection, problems) = collection_of_curl(command)?;
            return Ok(ImportPreview {
                format: "cURL".to_owned(),
                document_bytes: command.len(),
                collection,
                problems,
                documents: Vec::new(),
                is_command: true,
            });
        }
        let Converted { format, collection, problems, base_document, .. } =
            self.converted(&plan, &mut |_| {}, cancel).await?;
        let documents = match &plan.imports {
            Imports::Files(given) => given.documents(),
            Imports::Url(_) | Imports::File(_) | Imports::Text(_) => Vec::new(),
        };
        let document_bytes = base_document.bytes.len();
        Ok(ImportPreview { format, collection, document_bytes, problems, documents, is_command: false })
    }

    async fn converted(
        self,
        plan: &ImportPlan,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &CancellationToken,
    ) -> Result<Converted, Error> {
        let options = options(&plan.settings)?;
        let mut fetcher = Fetcher { engine: self.engine, plan, progress, cancel };
        let (name, base, bytes) = fetcher.main_document().await?;
        (fetcher.progress)(Progress::Converting);
        let (text, mut problems) = document::decode(&name, &bytes);
        let mut documents = Documents::read(openapi::Source { name, base }, &text).map_err(refused)?;
        let imported = loop {
            match openapi::import(&documents, &options).map_err(refused)? {
                Read::Done(imported) => break imported,
                Read::Needs(addresses) => {
                    for address in addresses {
                        fetcher.further_document(&mut documents, &address).await?;
                    }
                    (fetcher.progress)(Progress::Converting);
                }
            }
        };
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let mut collection = imported.collection;
        if let Some(name) = &plan.name {
            collection.name.clone_from(name);
        }
        problems.extend(imported.problems);
        let syntax = if is_json(&text) { Syntax::Json } else { Syntax::Yaml };
        let base_document = BaseDocument { syntax, bytes: bytes.to_vec() };
        Ok(Converted {
            format: imported.format,
            collection,
            requests: imported.requests,
            problems,
            base_document,
            options,
        })
    }

    fn side(self, imports: &Imports, options: &Options, base_document: BaseDocument) -> Side {
        let address = match imports {
            Imports::Url(url) => Some(url.clone()),
            // A path of this machine means nothing on another; the file's name is enough to recognise it.
            Imports::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Imports::Files(given) => given.documents().into_iter().next(),
            Imports::Text(_) => None,
        };
        let chosen = openapi::OPTIONS.iter().map(|spec| (spec.id.to_owned(), options.get(spec.id).into()));
        let source = address.map(|address| Source { address, options: chosen.collect() });
        Side { id: self.engine.outside.new_id(), source, base_document: Some(base_document) }
    }

    /// Gives the collection's folder, and the deletion of the one that was in its place.
    pub(crate) fn place(
        self,
        collection: &mut Collection,
        side: &Side,
        replaces: bool,
    ) -> Result<(PathBuf, Option<String>), Error> {
        let failed = |error: files::SaveError| Error::file("writing", &self.engine.workspace, &error_chain(&error));
        let (entries, _) = self.engine.collections().list()?;
        let known = entries.iter().find(|entry| entry.name.to_lowercase() == collection.name.to_lowercase());
        match known {
            Some(_) if !replaces => Err(Error::Exists { name: collection.name.clone() }),
            Some(entry) => {
                let deletion = self.engine.trash().replace_collection(entry, collection, side)?;
                Ok((entry.folder.clone(), Some(deletion.id)))
            }
            None => {
                let folder_name = files::free_folder_name(&self.engine.workspace, &collection.name)
                    .map_err(|error| Error::file("reading", &self.engine.workspace, &error))?;
                Ok((files::create(&self.engine.workspace, &folder_name, collection, side).map_err(failed)?, None))
            }
        }
    }
}

/// Reads or fetches the documents of one import.
struct Fetcher<'a> {
    engine: &'a Engine,
    plan: &'a ImportPlan,
    progress: &'a mut (dyn FnMut(Progress) + Send),
    cancel: &'a CancellationToken,
}

impl Fetcher<'_> {
    async fn main_document(&mut self) -> Result<(String, Base, Bytes), Error> {
        match &self.plan.imports {
            Imports::Text(bytes) => Ok(("standard input".to_owned(), Base::None, Bytes::from(bytes.clone()))),
            Imports::File(path) => {
                let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
                let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                Ok((path.display().to_string(), Base::File(absolute.to_string_lossy().into_owned()), bytes.into()))
            }
            Imports::Files(given) => {
                let path = given.documents().into_iter().next().ok_or_else(no_document)?;
                let bytes = given.text(&path).unwrap_or_default().as_bytes().to_vec();
                Ok((path.clone(), Base::File(path), bytes.into()))
            }
            Imports::Url(url) => {
                let (address, bytes) = self.fetch_document(url).await?;
                Ok((url.clone(), Base::Url(address), bytes))
            }
        }
    }

    /// Reads or fetches a document that another one refers to. What cannot be had is a problem, not the end.
    async fn further_document(&mut self, documents: &mut Documents, address: &str) -> Result<(), Error> {
        let got = if address.starts_with("http://") || address.starts_with("https://") {
            match self.fetch_document(address).await {
                Ok((_, bytes)) => Ok(bytes),
                Err(Error::Cancelled) => return Err(Error::Cancelled),
                Err(error) => Err(error.to_string()),
            }
        } else if let Imports::Files(given) = &self.plan.imports {
            let text = given.text(address).map(|text| Bytes::from(text.as_bytes().to_vec()));
            text.ok_or_else(|| "it is not among the files that were given".to_owned())
        } else {
            std::fs::read(address).map(Bytes::from).map_err(|error| error.to_string())
        };
        match got {
            Ok(bytes) => documents.add(address, &document::decode(address, &bytes).0),
            Err(reason) => documents.add_missing(address, &reason),
        }
        Ok(())
    }

    /// The bytes at an address, and the address after redirects.
    async fn fetch_document(&mut self, url: &str) -> Result<(String, Bytes), Error> {
        (self.progress)(Progress::Fetching(url.to_owned()));
        let (network, fetching) =
            (self.engine.network(), self.engine.settings().fetching_with_defaults(&self.plan.fetching));
        let (request, mask) = document_request(url, &fetching, &self.engine.outside, &network.own_secrets)?;
        let mut answer = DocumentBytes { bytes: Vec::new(), length: None, progress: &mut *self.progress };
        let exchange =
            self.engine.requests().send_once(&request, &mut CookieJar::default(), &mut answer, self.cancel).await;
        let bytes = Bytes::from(answer.bytes);
        if let Some(failure) = exchange.failure {
            return Err(match failure.kind {
                FailureKind::Cancelled => Error::Cancelled,
                _ => Error::Network { doing: format!("fetching {}", mask.text(url)), failure },
            });
        }
        let final_url = exchange.hops.last().map_or_else(|| url.to_owned(), |hop| hop.url.clone());
        let received = exchange.received().ok_or_else(|| Error::Network {
            doing: format!("fetching {}", mask.text(url)),
            failure: Failure::new(FailureKind::Cut, "no answer came"),
        })?;
        if !(200..300).contains(&received.status) {
            return Err(status_error(&mask.text(&final_url), received));
        }
        Ok((final_url, bytes))
    }
}

fn curl_command(imports: &Imports) -> Option<&str> {
    let Imports::Text(bytes) = imports else { return None };
    std::str::from_utf8(bytes).ok().filter(|text| formats::curl::is_command(text))
}

fn refused(problem: Problem) -> Error {
    Error::Document(Box::new(problem))
}

fn no_document() -> Error {
    let problem = Problem::error("no_document", "none of these files is an API document");
    let hint = "One of them must begin with `swagger: \"2.0\"` or `openapi: 3…`; choose its folder as a whole.";
    Error::Document(Box::new(problem.with_hint(hint)))
}

fn options(settings: &[(String, String)]) -> Result<Options, Error> {
    let mut options = Options::default();
    for (id, value) in settings {
        options.set(id, value).map_err(|problem| Error::usage(problem.message, problem.hint.unwrap_or_default()))?;
    }
    Ok(options)
}

/// The request that fetches a document: the address byte for byte, and the person's header rows.
fn document_request(
    url: &str,
    fetching: &Fetching,
    outside: &Outside,
    own_secrets: &[exchange::Secret],
) -> Result<(ResolvedRequest, Mask), Error> {
    let scopes = Scopes(Vec::new());
    let inputs = Inputs {
        now_ms: (outside.now_ms)(),
        random: &outside.random,
        process_env: &outside.variable,
        vault: &|_| Ok(None),
        keeps_unknown: false,
    };
    let mut text = Text::new(&scopes, &inputs, None);
    let url = text.resolve(url, "the URL");
    let mut headers = Vec::new();
    for (name, value) in &fetching.headers {
        let resolved = text.resolve(value, &format!("header `{name}`"));
        headers.push(HeaderRow { name: name.clone(), value: resolved, origin: Origin::Typed });
    }
    let (_, problems) = text.finish();
    if !problems.is_empty() {
        return Err(Error::Unresolved(problems));
    }
    let address = Address::parse(&url, true).map_err(|error| {
        Error::usage(error.to_string(), "Give the address of an API document, a file, or - for standard input.")
    })?;
    let typed = |name: &str| headers.iter().any(|row| row.name.eq_ignore_ascii_case(name));
    let generated = [
        ("User-Agent", concat!("Postrider/", env!("CARGO_PKG_VERSION"))),
        ("Accept", "application/json, application/yaml, text/yaml, */*;q=0.8"),
        ("Accept-Encoding", "gzip, deflate, br"),
    ];
    let generated: Vec<HeaderRow> = generated
        .into_iter()
        .filter(|(name, _)| !typed(name))
        .map(|(name, value)| HeaderRow { name: name.to_owned(), value: value.to_owned(), origin: Origin::Generated })
        .collect();
    headers.extend(generated);
    let mut options = SendOptions { uses_cookies: true, ..SendOptions::default() };
    fetching.options.apply(&mut options);
    let mut request = ResolvedRequest {
        method: "GET".to_owned(),
        auth: match &address.user {
            Some((username, password)) => {
                ResolvedAuth::Basic { username: username.clone(), password: password.clone() }
            }
            None => ResolvedAuth::None,
        },
        address,
        headers,
        suppressed_headers: Vec::new(),
        body: None,
        options,
        secrets: own_secrets.to_vec(),
    };
    auth::sign(&mut request);
    let mask = Mask::new(&request.secrets);
    Ok((request, mask))
}

fn status_error(url: &str, received: &Received) -> Error {
    let hint = match received.status {
        401 | 407 => {
            "The document is protected: give its credentials with -H 'Authorization: Bearer {{process.env.NAME}}', or download it and import the file."
        }
        403 => "You may not read it: ask for access, or download it and import the file.",
        404 => "Check the address: copy it from the API's documentation page.",
        300..=399 => "The redirect could not be followed; import the address it leads to.",
        _ => "Try again later, or open the address in a browser to see what it says.",
    };
    let status = format!("{} {}", received.status, received.reason).trim().to_owned();
    Error::HttpStatus { url: url.to_owned(), status, hint: hint.to_owned() }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        let message = format!("there is no file `{}`", path.display());
        let hint = "Give a file, a URL that begins with http:// or https://, or - for standard input.";
        return Error::Document(Box::new(Problem::error("no_such_file", message).with_hint(hint)));
    }
    Error::file("reading", path, &error)
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Gathers a document and tells how far it is.
struct DocumentBytes<'a> {
    bytes: Vec<u8>,
    length: Option<u64>,
    progress: &'a mut (dyn FnMut(Progress) + Send),
}

impl Answer for DocumentBytes<'_> {
    fn head(&mut self, received: &Received) {
        self.length = received.header("content-length").and_then(|length| length.parse().ok());
    }

    fn body(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if self.bytes.len() + bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(std::io::Error::other("the document is larger than 256 MB"));
        }
        self.bytes.extend_from_slice(bytes);
        (self.progress)(Progress::Received(self.bytes.len() as u64, self.length));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
