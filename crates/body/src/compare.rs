//! Two answers line by line: what changed, came and went.
//!
//! JSON is laid out first, so that a line is a member; a member that stands in both is one changed line, not two. Members that
//! a person is not interested in (times, counters) are shown and not counted.

use crate::pretty;

/// Most pairs of lines that are compared; beyond, what differs is told as one block.
const PAIRS_MAX: usize = 16_000_000;

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The same on both sides.
    Same,
    /// Another value.
    Changed,
    /// Only after.
    Added,
    /// Only before.
    Removed,
    /// Another value of a member that is passed over.
    Ignored,
}

/// One line of a difference; a side is absent where the other one has a line more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedLine {
    /// What it is.
    pub difference: Difference,
    /// The line before.
    pub before: Option<String>,
    /// The line after.
    pub after: Option<String>,
}

/// Compares two texts. `ignored` names members of JSON objects whose values are passed over.
pub fn compare(before: &str, after: &str, ignored: &[String]) -> Vec<ComparedLine> {
    let laid_out = (laid_out(before), laid_out(after));
    let is_json = laid_out.0.is_some() && laid_out.1.is_some();
    let (before, after) = match laid_out {
        (Some(before), Some(after)) => (before, after),
        _ => (before.to_owned(), after.to_owned()),
    };
    let lines = |text: &str| -> Vec<Line> { text.lines().map(|line| Line::new(line, is_json, ignored)).collect() };
    let (before, after) = (lines(&before), lines(&after));
    let mut compared = Vec::new();
    let (mut at, mut other) = (0, 0);
    for (same_before, same_after) in common(&before, &after) {
        differing(&before[at..same_before], &after[other..same_after], &mut compared);
        compared.push(paired(&before[same_before], &after[same_after], Difference::Same));
        (at, other) = (same_before + 1, same_after + 1);
    }
    differing(&before[at..], &after[other..], &mut compared);
    compared
}

fn laid_out(text: &str) -> Option<String> {
    let mut pretty = String::new();
    let is_json = pretty::indent(text.trim_start_matches('\u{feff}'), |_, token| pretty.push_str(token));
    is_json.then_some(pretty)
}

/// A line, and what of it is compared.
struct Line {
    text: String,
    /// Without what is passed over and without a comma at the end, which only says that a member follows.
    compared: String,
    /// Name of the member that the line holds, with its blanks; empty for other lines.
    member: String,
    is_ignored: bool,
}

impl Line {
    fn new(text: &str, is_json: bool, ignored: &[String]) -> Self {
        let member = if is_json { member(text) } else { "" };
        let name = member.trim_start().trim_end_matches(": ").trim_matches('"');
        let is_ignored = !member.is_empty() && ignored.iter().any(|one| one == name);
        let bare = if is_json { text.strip_suffix(',').unwrap_or(text) } else { text };
        let compared = if is_ignored { member } else { bare };
        Self { text: text.to_owned(), compared: compared.to_owned(), member: member.to_owned(), is_ignored }
    }
}

/// The blanks, name and colon with which a line of laid out JSON begins; empty when it holds no member.
fn member(line: &str) -> &str {
    let start = line.len() - line.trim_start().len();
    if !line[start..].starts_with('"') {
        return "";
    }
    let mut is_escaped = false;
    for (at, c) in line[start + 1..].char_indices() {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => {
                let end = start + 1 + at + 1;
                return if line[end..].starts_with(": ") { &line[..end + 2] } else { "" };
            }
            _ => is_escaped = false,
        }
    }
    ""
}

/// The longest list of pairs of equal lines, in order.
fn common(before: &[Line], after: &[Line]) -> Vec<(usize, usize)> {
    let is_same = |(a, b): (&Line, &Line)| a.compared == b.compared;
    let front = before.iter().zip(after).take_while(|(a, b)| is_same((a, b))).count();
    let back =
        before[front..].iter().rev().zip(after[front..].iter().rev()).take_while(|(a, b)| is_same((a, b))).count();
    let (middle, other) = (&before[front..before.len() - back], &after[front..after.len() - back]);
    let mut pairs: Vec<(usize, usize)> = (0..front).map(|at| (at, at)).collect();
    pairs.extend(common_of_middle(middle, other).into_iter().map(|(a, b)| (front + a, front + b)));
    pairs.extend((0..back).map(|at| (before.len() - back + at, after.len() - back + at)));
    pairs
}

fn common_of_middle(before: &[Line], after: &[Line]) -> Vec<(usize, usize)> {
    let (rows, columns) = (before.len(), after.len());
    if rows.saturating_mul(columns) > PAIRS_MAX {
        return Vec::new();
    }
    // Lengths of the longest common lists of the ends of both sides.
    let width = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * width];
    for a in (0..rows).rev() {
        for b in (0..columns).rev() {
            longest[a * width + b] = if before[a].compared == after[b].compared {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < rows && b < columns {
        if before[a].compared == after[b].compared {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Lines of which none is the same: those of one member are one changed line, the others went and came.
fn differing(before: &[Line], after: &[Line], compared: &mut Vec<ComparedLine>) {
    let is_plain = before.iter().chain(after).all(|line| line.member.is_empty());
    let mut other = 0;
    for (index, line) in before.iter().enumerate() {
        let found = if is_plain {
            (before.len() == after.len()).then_some(index)
        } else {
            let rest = after[other..].iter();
            let same = |one: &Line| !line.member.is_empty() && one.member == line.member;
            rest.into_iter().position(same).map(|at| other + at)
        };
        let Some(found) = found else {
            compared.push(ComparedLine {
                difference: Difference::Removed,
                before: Some(line.text.clone()),
                after: None,
            });
            continue;
        };
        added(&after[other..found], compared);
        compared.push(paired(line, &after[found], Difference::Changed));
        other = found + 1;
    }
    added(&after[other..], compared);
}

fn added(lines: &[Line], compared: &mut Vec<ComparedLine>) {
    compared.extend(lines.iter().map(|line| ComparedLine {
        difference: Difference::Added,
        before: None,
        after: Some(line.text.clone()),
    }));
}

fn paired(before: &Line, after: &Line, difference: Difference) -> ComparedLine {
    let is_passed_over = before.is_ignored && before.text != after.text;
    ComparedLine {
        difference: if is_passed_over { Difference::Ignored } else { difference },
        before: Some(before.text.clone()),
        after: Some(after.text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// Lines with their signs, as a person would write a difference.
    fn shown(before: &str, after: &str, ignored: &[&str]) -> String {
        let ignored: Vec<String> = ignored.iter().map(|name| (*name).to_owned()).collect();
        let line = |line: &ComparedLine| match (line.difference, &line.before, &line.after) {
            (Difference::Same, Some(text), _) => format!("  {text}"),
            (Difference::Changed, Some(before), Some(after)) => format!("~ {before} => {}", after.trim_start()),
            (Difference::Ignored, Some(before), Some(after)) => format!("? {before} => {}", after.trim_start()),
            (Difference::Added, _, Some(text)) => format!("+ {text}"),
            (_, Some(text), _) => format!("- {text}"),
            _ => "nothing on either side".to_owned(),
        };
        compare(before, after, &ignored).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn members_change_lines_come_and_go_and_what_is_ignored_is_not_counted() {
        let before = r#"{"id":1,"name":"Priya","at":"07:58","ids":["a"],"more":["b"],"last":true}"#;
        let after = r#"{"id":1,"name":"Priyanka","at":"10:56","ids":[],"more":["b","c"]}"#;
        assert_snapshot!(shown(before, after, &["at"]), @r#"
          {
            "id": 1,
        ~   "name": "Priya", => "name": "Priyanka",
        ?   "at": "07:58", => "at": "10:56",
        ~   "ids": [ => "ids": [],
        -     "a"
        -   ],
            "more": [
              "b"
        +     "c"
            ],
        -   "last": true
          }
        "#);
    }

    #[test]
    fn text_is_compared_as_it_is() {
        assert_snapshot!(shown("a\nb\nc", "a\nx\nc\n", &[]), @r"
          a
        ~ b => x
          c
        ");
        assert_eq!(shown("", "", &[]), "");
        assert_eq!(shown("{\"a\":1}", "<html>", &[]), "~ {\"a\":1} => <html>");
        assert_eq!(member(r#"  "a\"b": 1"#), r#"  "a\"b": "#);
        assert_eq!((member("  \"a\""), member("\"\u{e4}"), member("")), ("", "", ""));
    }

    #[test]
    fn two_long_texts_without_a_common_line_end_soon() {
        let lines = |word: &str| (0..9_000).map(|at| format!("{word}{at}")).collect::<Vec<_>>().join("\n");
        assert_eq!(compare(&lines("a"), &lines("b"), &[]).len(), 9_000);
    }
}
