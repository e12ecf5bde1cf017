//! The list of excused findings, `xtask/ratchet.txt`: `CHECK SUBJECT: REASON`, one a line. A subject that ends with `/` is a
//! folder and excuses all below it: for a rule that comes before its clean-up.
//!
//! An entry that excuses nothing fails, and so does a list that is longer or shorter than its line `entries: N` says.
//! N is lowered with each entry that goes; raising it is what a review asks about.

use crate::tidy::Finding;

/// Where the list stands.
pub(crate) const FILE: &str = "xtask/ratchet.txt";

/// The list, read.
#[derive(Debug, Default)]
pub(crate) struct Ratchet<'a> {
    entries: Vec<Entry<'a>>,
    faults: Vec<Finding>,
}

#[derive(Debug)]
struct Entry<'a> {
    line: usize,
    check: &'a str,
    subject: &'a str,
}

impl<'a> Ratchet<'a> {
    /// Reads the list; what cannot be read is a finding of its own.
    pub(crate) fn read(text: &'a str) -> Self {
        let mut ratchet = Self::default();
        let mut stated = 0;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(count) = line.strip_prefix("entries:") {
                stated = count.trim().parse().unwrap_or_default();
                continue;
            }
            ratchet.read_entry(line, index + 1);
        }
        let count = ratchet.entries.len();
        if count != stated {
            ratchet.fault(format!(
                "there are {count} entries where `entries: {stated}` is stated; the list only gets shorter"
            ));
        }
        ratchet
    }

    fn read_entry(&mut self, line: &'a str, number: usize) {
        let parts = line.split_once(": ").and_then(|(head, reason)| Some((head.split_once(' ')?, reason)));
        match parts {
            Some(((check, subject), reason)) if !reason.trim().is_empty() => {
                self.entries.push(Entry { line: number, check, subject });
            }
            _ => self.fault(format!("line {number} is not `CHECK SUBJECT: REASON`")),
        }
    }

    fn fault(&mut self, message: String) {
        self.faults.push(Finding::new("ratchet", FILE, message));
    }

    /// What is not excused, and the entries that excuse nothing.
    pub(crate) fn apply(self, findings: Vec<Finding>) -> Vec<Finding> {
        let Self { entries, faults: mut left } = self;
        let excuses = |entry: &Entry<'_>, finding: &Finding| {
            let is_in_folder = entry.subject.ends_with('/') && finding.subject.starts_with(entry.subject);
            entry.check == finding.check && (is_in_folder || entry.subject == finding.subject)
        };
        for entry in entries.iter().filter(|entry| !findings.iter().any(|finding| excuses(entry, finding))) {
            let message = format!("`{} {}` excuses nothing; remove the entry", entry.check, entry.subject);
            left.push(Finding::new("ratchet", FILE, message).at(entry.line));
        }
        left.extend(findings.into_iter().filter(|finding| !entries.iter().any(|entry| excuses(entry, finding))));
        left
    }
}
