//! Walks the places of a text along a path.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;

use super::expression::{Comparison, Operand, Pattern, Test, expression};
use super::path::{Path, Selector, Step};
use super::tape::{Kind, Node, Tape};

/// Every so many values it is asked whether to go on.
const ASKED_EVERY: u32 = 4096;
/// More values at once are not followed: each `..` may multiply them.
const NODES_MAX: usize = 20_000_000;

pub(super) struct Evaluation<'e, 'a> {
    tape: &'e Tape<'a>,
    is_cancelled: &'e dyn Fn() -> bool,
    visited: Cell<u32>,
    is_over: Cell<bool>,
}

/// A value of a comparison.
enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Null,
    /// An object or array.
    Node(Node),
}

impl<'e, 'a> Evaluation<'e, 'a> {
    pub(super) fn new(tape: &'e Tape<'a>, is_cancelled: &'e dyn Fn() -> bool) -> Self {
        Self { tape, is_cancelled, visited: Cell::new(0), is_over: Cell::new(false) }
    }

    /// What the path selects of the whole text; `None` when it was cancelled or led to too much.
    pub(super) fn select(&self, path: &Path) -> Option<Vec<Node>> {
        let nodes = self.nodes(path, Tape::root());
        (!self.is_over.get()).then_some(nodes)
    }

    fn nodes(&self, path: &Path, current: Node) -> Vec<Node> {
        let mut nodes = vec![if path.from_root { Tape::root() } else { current }];
        for step in &path.steps {
            let mut next = Vec::new();
            for node in nodes {
                self.step(step, node, &mut next);
                if self.goes_on(next.len()) {
                    continue;
                }
                return Vec::new();
            }
            nodes = next;
        }
        nodes
    }

    fn step(&self, step: &Step, node: Node, next: &mut Vec<Node>) {
        if !step.descends {
            step.selectors.iter().for_each(|selector| self.take(selector, node, next));
            return;
        }
        // A value before what is in it, in the order of the text.
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            if !self.goes_on(next.len()) {
                return;
            }
            step.selectors.iter().for_each(|selector| self.take(selector, node, next));
            let from = waiting.len();
            waiting.extend(self.tape.children(node).map(|(_, value)| value));
            waiting[from..].reverse();
        }
    }

    fn take(&self, selector: &Selector, node: Node, next: &mut Vec<Node>) {
        let tape = self.tape;
        match selector {
            Selector::Name(name) => {
                // Of a repeated name the last one counts, as for most readers of JSON.
                let named = tape.children(node).filter(|(own, _)| own.is_some_and(|own| self.is_named(own, name)));
                next.extend(named.last().map(|(_, value)| value));
            }
            Selector::All => next.extend(tape.children(node).map(|(_, value)| value)),
            Selector::Index(index) if tape.kind(node) == Kind::Array => {
                let found = if let Ok(index) = usize::try_from(*index) {
                    tape.children(node).nth(index)
                } else {
                    let elements: Vec<_> = tape.children(node).collect();
                    let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                    elements.len().checked_sub(back).and_then(|at| elements.get(at).copied())
                };
                next.extend(found.map(|(_, value)| value));
            }
            Selector::Slice { start, end, step } if tape.kind(node) == Kind::Array => {
                let elements: Vec<Node> = tape.children(node).map(|(_, value)| value).collect();
                next.extend(slice(elements.len(), *start, *end, *step).filter_map(|at| elements.get(at)));
            }
            Selector::Index(_) | Selector::Slice { .. } => {}
            Selector::Filter(test) => {
                for (_, value) in tape.children(node) {
                    if !self.goes_on(0) {
                        return;
                    }
                    if self.holds(test, value) {
                        next.push(value);
                    }
                }
            }
        }
    }

    fn is_named(&self, own: Node, name: &str) -> bool {
        let bytes = self.tape.bytes(own);
        let inner = bytes.get(1..bytes.len().saturating_sub(1)).unwrap_or_default();
        inner == name.as_bytes() || (inner.contains(&b'\\') && self.tape.string(own).is_some_and(|own| own == name))
    }

    fn holds(&self, test: &Test, current: Node) -> bool {
        match test {
            Test::Or(tests) => tests.iter().any(|test| self.holds(test, current)),
            Test::And(tests) => tests.iter().all(|test| self.holds(test, current)),
            Test::Not(test) => !self.holds(test, current),
            Test::Exists(path) => !self.nodes(path, current).is_empty(),
            Test::Compare { left, by, right } => {
                self.compare(&self.value(left, current), *by, &self.value(right, current))
            }
            Test::Matches { text, pattern, is_whole } => {
                let Value::Text(subject) = self.value(text, current) else { return false };
                match pattern {
                    Pattern::Known(known) => known.as_ref().is_some_and(|known| known.is_match(&subject)),
                    Pattern::Found(operand) => match self.value(operand, current) {
                        Value::Text(found) => {
                            expression(&found, *is_whole).is_some_and(|expression| expression.is_match(&subject))
                        }
                        _ => false,
                    },
                }
            }
        }
    }

    fn value(&self, operand: &Operand, current: Node) -> Value<'a> {
        match operand {
            Operand::Text(text) => Value::Text(Cow::Owned(text.clone())),
            Operand::Number(number) => Value::Number(*number),
            Operand::Bool(is_true) => Value::Bool(*is_true),
            Operand::Null => Value::Null,
            Operand::Path(path) | Operand::Value(path) => match self.nodes(path, current).as_slice() {
                [node] => self.value_of(*node),
                _ => Value::Nothing,
            },
            Operand::Count(path) => number(self.nodes(path, current).len()),
            Operand::Length(of) => match self.value(of, current) {
                Value::Text(text) => number(text.chars().count()),
                Value::Node(node) => number(self.tape.children(node).count()),
                _ => Value::Nothing,
            },
        }
    }

    fn value_of(&self, node: Node) -> Value<'a> {
        match self.tape.kind(node) {
            Kind::Text => Value::Text(self.tape.string(node).unwrap_or_default()),
            Kind::Number => {
                let number = std::str::from_utf8(self.tape.bytes(node)).ok().and_then(|text| text.parse().ok());
                number.map_or(Value::Nothing, Value::Number)
            }
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Null => Value::Null,
            Kind::Object | Kind::Array => Value::Node(node),
        }
    }

    fn compare(&self, left: &Value<'_>, by: Comparison, right: &Value<'_>) -> bool {
        let order = || match (left, right) {
            (Value::Text(left), Value::Text(right)) => Some(left.chars().cmp(right.chars())),
            (Value::Number(left), Value::Number(right)) => left.partial_cmp(right),
            _ => None,
        };
        match by {
            Comparison::Equal => self.is_equal(left, right),
            Comparison::Unequal => !self.is_equal(left, right),
            Comparison::Less => order() == Some(Ordering::Less),
            Comparison::Greater => order() == Some(Ordering::Greater),
            Comparison::LessOrEqual => order() == Some(Ordering::Less) || self.is_equal(left, right),
            Comparison::GreaterOrEqual => order() == Some(Ordering::Greater) || self.is_equal(left, right),
        }
    }

    fn is_equal(&self, left: &Value<'_>, right: &Value<'_>) -> bool {
        match (left, right) {
            (Value::Nothing, Value::Nothing) | (Value::Null, Value::Null) => true,
            (Value::Text(left), Value::Text(right)) => left == right,
            (Value::Number(left), Value::Number(right)) => left.partial_cmp(right) == Some(Ordering::Equal),
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Node(left), Value::Node(right)) => {
                // Objects and arrays are small where they are compared; the order of members does not count.
                let read = |node: Node| serde_json::from_slice::<serde_json::Value>(self.tape.bytes(node)).ok();
                left == right || (read(*left).is_some() && read(*left) == read(*right))
            }
            _ => false,
        }
    }

    /// Counts a visited value; `false` when nobody waits any more, or when it is too much.
    fn goes_on(&self, held: usize) -> bool {
        let visited = self.visited.get().wrapping_add(1);
        self.visited.set(visited);
        if held > NODES_MAX || (visited.is_multiple_of(ASKED_EVERY) && (self.is_cancelled)()) {
            self.is_over.set(true);
        }
        !self.is_over.get()
    }
}

#[expect(clippy::cast_precision_loss, reason = "nothing is that long")]
fn number(count: usize) -> Value<'static> {
    Value::Number(count as f64)
}

/// The indexes of a slice, RFC 9535 §2.3.4.2.
fn slice(length: usize, start: Option<i64>, end: Option<i64>, step: i64) -> impl Iterator<Item = usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_end = |at: i64| if at < 0 { at.saturating_add(length) } else { at };
    let (mut at, bound) = if step >= 0 {
        (from_end(start.unwrap_or(0)).clamp(0, length), from_end(end.unwrap_or(length)).clamp(0, length))
    } else {
        let start = start.map_or(length - 1, from_end).clamp(-1, length - 1);
        (start, end.map_or(-1, from_end).clamp(-1, length - 1))
    };
    std::iter::from_fn(move || {
        let is_inside = (step > 0 && at < bound) || (step < 0 && at > bound);
        let index = is_inside.then_some(at)?;
        at = at.saturating_add(step);
        usize::try_from(index).ok()
    })
}
