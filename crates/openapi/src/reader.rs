//! Looks into documents: values with the file they stand in, references, and the problems met on the way.
//!
//! A value is known by where it lies in memory; its JSON pointer is worked out at the end, for those with a problem.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use model::Problem;
use serde_json::Value;

use crate::{Base, Documents, Options, address};

/// References are followed this far; longer chains are cycles in all but name.
const CHAIN_MAX: usize = 32;

/// More problems than this are counted, not listed.
const PROBLEMS_MAX: usize = 1000;

/// A value of one of the documents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(crate) file: usize,
    pub(crate) value: &'a Value,
}

impl<'a> Node<'a> {
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| Self { value, ..self }).filter(|node| !node.value.is_null())
    }

    /// The text at `key`; numbers and booleans as they are written, because people forget quotes.
    pub(crate) fn text(self, key: &str) -> Option<Cow<'a, str>> {
        match self.value.get(key)? {
            Value::String(text) => Some(Cow::Borrowed(text)),
            value @ (Value::Number(_) | Value::Bool(_)) => Some(Cow::Owned(value.to_string())),
            _ => None,
        }
    }

    pub(crate) fn str(self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// Whether `key` is `true`, also as a text.
    pub(crate) fn is(self, key: &str) -> bool {
        match self.value.get(key) {
            Some(Value::Bool(value)) => *value,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }

    /// Members of an object without extensions; none if it is something else.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        let map = self.value.as_object();
        map.into_iter().flatten().map(move |(key, value)| (key.as_str(), Self { value, ..self }))
    }

    /// Elements of an array; none if it is something else.
    pub(crate) fn elements(self) -> impl Iterator<Item = Self> {
        self.value.as_array().into_iter().flatten().map(move |value| Self { value, ..self })
    }

    /// Texts of an array; a single text counts as an array of one.
    pub(crate) fn texts(self) -> Vec<&'a str> {
        match self.value {
            Value::String(text) => vec![text],
            _ => self.elements().filter_map(|node| node.value.as_str()).collect(),
        }
    }

    pub(crate) fn is_object(self) -> bool {
        self.value.is_object()
    }

    pub(crate) fn id(self) -> usize {
        std::ptr::from_ref(self.value) as usize
    }
}

/// What everything of one import shares.
pub(crate) struct Reader<'a> {
    pub(crate) documents: &'a Documents,
    pub(crate) options: &'a Options,
    needs: RefCell<BTreeSet<String>>,
    faults: RefCell<Faults<'a>>,
}

#[derive(Default)]
struct Faults<'a> {
    list: Vec<(Node<'a>, Problem)>,
    known: HashSet<(usize, String)>,
    left_out: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(documents: &'a Documents, options: &'a Options) -> Self {
        Self { documents, options, needs: RefCell::default(), faults: RefCell::default() }
    }

    /// The value of a whole document.
    pub(crate) fn root(&self, file: usize) -> Option<Node<'a>> {
        let content = self.documents.files.get(file)?.content.as_ref().ok()?;
        Some(Node { file, value: &content.value })
    }

    pub(crate) fn base(&self, node: Node<'_>) -> &'a Base {
        self.documents.files.get(node.file).map_or(&Base::None, |file| &file.base)
    }

    /// Notes a problem at `node`, once for each code and text.
    pub(crate) fn report(&self, node: Node<'a>, problem: Problem) {
        let mut faults = self.faults.borrow_mut();
        if !faults.known.insert((node.id(), problem.message.clone())) {
            return;
        }
        if faults.list.len() < PROBLEMS_MAX {
            faults.list.push((node, problem));
        } else {
            faults.left_out += 1;
        }
    }

    /// What `node` stands for: itself, or what its `$ref` leads to. `None` (and a problem) if that leads nowhere.
    pub(crate) fn follow(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut at = node;
        for _ in 0..CHAIN_MAX {
            let Some(reference) = at.str("$ref") else { return Some(at) };
            at = match self.target(at, reference) {
                Ok(target) => target,
                Err(Some(problem)) => {
                    self.report(at, problem);
                    return None;
                }
                Err(None) => return None,
            };
        }
        let problem = Problem::error("reference_cycle", "this reference leads back to itself")
            .with_hint("Let one of the references in the circle hold the thing itself.");
        self.report(node, problem);
        None
    }

    /// `Err(None)` while the document it leads to is not loaded yet.
    fn target(&self, node: Node<'a>, reference: &str) -> Result<Node<'a>, Option<Problem>> {
        let (document, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let unresolved = |reason: String, hint: &str| {
            Some(Problem::error("unresolved_reference", format!("`{reference}` {reason}")).with_hint(hint))
        };
        let file = if document.is_empty() {
            node.file
        } else if let Some(definition) = self.bare_name(node, reference) {
            return Ok(definition);
        } else {
            let Some(address) = address::absolute(self.base(node), document) else {
                return Err(unresolved(
                    "is in another document that cannot be found from here".to_owned(),
                    "Import the document by its address or file, so that relative references can be followed.",
                ));
            };
            let Some(number) = self.documents.number(&address) else {
                self.needs.borrow_mut().insert(address);
                return Err(None);
            };
            number
        };
        let root = match &self.documents.files[file].content {
            Ok(content) => Node { file, value: &content.value },
            Err(reason) => {
                let hint = "Make the other document reachable and import again.";
                return Err(unresolved(format!("is in a document that could not be read: {reason}"), hint));
            }
        };
        pointed_at(root, fragment)
            .ok_or_else(|| unresolved("leads nowhere".to_owned(), "Correct the reference or add what it names."))
    }

    /// Early Swagger wrote `$ref: User` for `#/definitions/User`.
    fn bare_name(&self, node: Node<'a>, reference: &str) -> Option<Node<'a>> {
        if reference.contains(['/', '.', '#']) {
            return None;
        }
        self.root(node.file)?.get("definitions")?.get(reference)
    }

    /// Further documents without which the import is not complete.
    pub(crate) fn needs(&self) -> Vec<String> {
        self.needs.borrow().iter().cloned().collect()
    }

    /// All problems with their places: those of reading each document, then those met, in the order of the documents.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems: Vec<Problem> =
            self.documents.files.iter().flat_map(|file| file.problems.iter().cloned()).collect();
        let faults = self.faults.into_inner();
        for (number, file) in self.documents.files.iter().enumerate() {
            let Ok(content) = &file.content else { continue };
            let here: Vec<_> = faults.list.iter().filter(|(node, _)| node.file == number).collect();
            if here.is_empty() {
                continue;
            }
            let mut pointers: HashMap<usize, String> =
                here.iter().map(|(node, _)| (node.id(), String::new())).collect();
            locate(&content.value, &mut String::new(), &mut pointers);
            let mut placed: Vec<Problem> = here
                .into_iter()
                .map(|(node, problem)| {
                    problem.clone().at(content.place(pointers.get(&node.id()).map_or("", String::as_str)))
                })
                .collect();
            placed.sort_by_key(|problem| (problem.place.line, problem.place.column));
            problems.extend(placed);
        }
        if faults.left_out > 0 {
            let message = format!("{} more problems are not listed", faults.left_out);
            problems.push(Problem::note("more_problems", message).with_hint("Correct the listed ones first."));
        }
        problems
    }
}

/// The value at a fragment, RFC 6901 §6. Common slips are understood: no leading slash, names that were not escaped.
fn pointed_at<'a>(root: Node<'a>, fragment: &str) -> Option<Node<'a>> {
    let decoded = address::percent_decoded(fragment);
    let found = |pointer: &str| root.value.pointer(pointer).map(|value| Node { value, ..root });
    found(&decoded)
        .or_else(|| found(fragment))
        .or_else(|| found(&format!("/{decoded}")).filter(|_| !decoded.starts_with('/')))
        .or_else(|| unescaped(root, &decoded))
}

/// `#/definitions/a/b` where `a/b` is the name of one definition.
fn unescaped<'a>(root: Node<'a>, pointer: &str) -> Option<Node<'a>> {
    let pointer = pointer.strip_prefix('/')?;
    let (section, name) = if let Some(rest) = pointer.strip_prefix("components/") {
        let (kind, name) = rest.split_once('/')?;
        (root.get("components")?.get(kind)?, name)
    } else {
        let (section, name) = pointer.split_once('/')?;
        (root.get(section)?, name)
    };
    section.get(name)
}

/// Fills in the pointers of the wanted values.
fn locate(value: &Value, pointer: &mut String, wanted: &mut HashMap<usize, String>) {
    if let Some(found) = wanted.get_mut(&(std::ptr::from_ref(value) as usize)) {
        found.clone_from(pointer);
    }
    let length = pointer.len();
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                locate(value, pointer, wanted);
                pointer.truncate(length);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                locate(value, pointer, wanted);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
