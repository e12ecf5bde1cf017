//! Standard output for results, standard error for everything else.

use std::io::{self, Write as _};

use serde_json::Value;

use crate::commands::Outcome;
use crate::context::Context;
use crate::exit::{self, CommandError};
use crate::report::paint::Paint;

/// Prints a result. Whoever closed the pipe has seen enough.
pub(crate) fn text(text: &str) -> Outcome {
    written(io::stdout().lock().write_all(text.as_bytes()))
}

/// Prints JSON, indented.
pub(crate) fn json(value: &Value) -> Outcome {
    text(&format!("{value:#}\n"))
}

/// Tells that something was done: in words to the person, in JSON to a program.
pub(crate) fn done(context: &Context, words: &str, result: &Value) -> Outcome {
    if context.as_json {
        return json(result);
    }
    note(words);
    Ok(exit::OK)
}

/// Prints a remark for the person.
pub(crate) fn note(text: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints rows in columns; the last column is as wide as it wants to be.
pub(crate) fn table(heading: &[&str], rows: &[Vec<String>], paint: Paint) -> Outcome {
    if rows.is_empty() {
        return Ok(exit::OK);
    }
    let mut widths: Vec<usize> = heading.iter().map(|word| word.len()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(visible_width(cell));
        }
    }
    let line = |cells: Vec<String>| {
        let last = cells.len() - 1;
        let padded = cells.iter().enumerate().map(|(index, cell)| match index {
            _ if index == last => cell.clone(),
            _ => format!("{cell}{}", " ".repeat(widths[index].saturating_sub(visible_width(cell)))),
        });
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    let mut result = paint.dim(line(heading.iter().map(|word| (*word).to_owned()).collect()).trim_end());
    result.push('\n');
    for row in rows {
        result += &line(row.clone());
    }
    text(&result)
}

/// Characters without colour codes.
fn visible_width(text: &str) -> usize {
    let mut width = 0;
    let mut is_code = false;
    for character in text.chars() {
        match character {
            '\u{1b}' => is_code = true,
            'm' if is_code => is_code = false,
            _ if is_code => {}
            _ => width += 1,
        }
    }
    width
}

/// A word as a shell takes it.
pub(crate) fn shell_word(word: &str) -> String {
    let is_plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c));
    if is_plain {
        return word.to_owned();
    }
    if word.chars().all(|c| !"\"$`\\!".contains(c)) {
        return format!("\"{word}\"");
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

pub(crate) fn written(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Ok(exit::OK),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit::OK),
        Err(error) => Err(CommandError::File { message: format!("writing to standard output: {error}") }),
    }
}

/// Text of others, safe to print: control characters other than line breaks and tabs are shown as symbols.
pub(crate) fn printable(text: &str) -> String {
    let shown = |character: char| match character {
        '\n' | '\t' => character,
        '\r' => '␍',
        '\u{7f}' => '␡',
        character if (character as u32) < 0x20 => char::from_u32(0x2400 + character as u32).unwrap_or('�'),
        character if ('\u{80}'..='\u{9f}').contains(&character) => '�',
        character => character,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests;
