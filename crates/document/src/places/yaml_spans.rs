//! Finds the values of a YAML text that was parsed before, from the events of the parser below `serde-saphyr`.
//!
//! What stands behind an alias has its place where the alias stands.

use serde_saphyr::granit_parser::{Event, Parser};

use super::{Builder, Kind};

pub(super) fn scan(text: &str, builder: &mut Builder) {
    let mut options = serde_saphyr::granit_parser::Options::default();
    options.simple_key_max_lookahead = 64 * 1024;
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(Ok((event, span))) = parser.next_event() {
        let start = span.start.byte_offset().unwrap_or_default();
        let length = span.end.byte_offset().unwrap_or_default().saturating_sub(start);
        match event {
            Event::Scalar(name, ..) if builder.expects_key() => builder.key(start, length, &name),
            Event::Scalar(..) | Event::Alias(_) => builder.scalar(start, length),
            Event::SequenceStart(..) => builder.open(start, Kind::Array),
            Event::MappingStart(..) => builder.open(start, Kind::Object),
            Event::SequenceEnd | Event::MappingEnd => builder.close(),
            // A second document is an error of the reader; nothing of it has a place.
            Event::DocumentEnd => break,
            _ => {}
        }
    }
}
