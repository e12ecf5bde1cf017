//! JSON and YAML text to values with places (line, column, JSON pointer). The only YAML parser of the workspace.
//!
//! A text is read whole and once. Where its parts stand is worked out only when somebody asks ([`Document::place`]),
//! because most documents have no faults. Small mistakes (repeated keys, tabs, a trailing comma) are repaired and
//! reported; what makes the whole text unreadable is an `Err` with a code of its own: `empty_document`,
//! `binary_document`, `html_document`, `xml_document`, `truncated_document`, `nested_too_deeply`,
//! `document_too_large`, `json_syntax`, `yaml_syntax`.

#![expect(clippy::result_large_err, reason = "a text is refused once, so the size of the problem costs nothing")]

mod decode;
mod json;
mod places;
mod read;
mod sniff;
mod value;
mod yaml;

pub use decode::decode;
pub use read::{Document, Syntax};
