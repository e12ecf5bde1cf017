//! Colours, on a terminal only.

use anstream::AutoStream;
use anstyle::{AnsiColor, Effects, Style};
use clap::ColorChoice;

/// Colours of one stream: on or off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    is_on: bool,
}

impl Paint {
    /// On where the stream is a terminal and nobody said otherwise (`--color`, `NO_COLOR`, `TERM=dumb`).
    pub(crate) fn for_stream<S: anstream::stream::RawStream>(stream: &S, choice: ColorChoice) -> Self {
        let is_on = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
        };
        Self { is_on }
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.is_on && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    pub(crate) fn error(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    pub(crate) fn warning(self, text: &str) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    pub(crate) fn hint(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }

    pub(crate) fn struck(self, text: &str) -> String {
        self.with(Style::new().effects(Effects::STRIKETHROUGH), text)
    }

    pub(crate) fn status(self, status: u16, text: &str) -> String {
        let colour = match status {
            200..=299 => AnsiColor::Green,
            300..=399 => AnsiColor::Cyan,
            400..=499 => AnsiColor::Yellow,
            _ => AnsiColor::Red,
        };
        self.with(colour.on_default().bold(), text)
    }

    pub(crate) fn method(self, method: &str) -> String {
        let colour = match method.trim() {
            "GET" => AnsiColor::Green,
            "POST" => AnsiColor::Yellow,
            "PUT" => AnsiColor::Blue,
            "PATCH" => AnsiColor::Magenta,
            "DELETE" => AnsiColor::Red,
            _ => return self.with(Style::new().bold(), method),
        };
        self.with(colour.on_default().bold(), method)
    }

    pub(crate) fn json(self, kind: ::body::pretty::Kind, text: &str) -> String {
        match kind {
            ::body::pretty::Kind::Key => self.with(AnsiColor::Blue.on_default(), text),
            ::body::pretty::Kind::Text => self.with(AnsiColor::Green.on_default(), text),
            ::body::pretty::Kind::Number => self.with(AnsiColor::Cyan.on_default(), text),
            ::body::pretty::Kind::Word => self.with(AnsiColor::Magenta.on_default(), text),
            ::body::pretty::Kind::Punctuation => text.to_owned(),
        }
    }
}
