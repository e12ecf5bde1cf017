//! Saved examples: one for each answer an operation declares, or for each of its named examples.

use model::{Example, ExampleResponse, Problem, Request};

use super::rows::described;
use super::{Maker, row};
use crate::api::{Content, Found, Media, Response};
use crate::media;
use crate::sample::{Purpose, Sample};

/// A larger request body is not repeated in each example.
const BODY_REPEATED_MAX: usize = 16 * 1024;

/// More named examples of one answer are left out.
const NAMED_MAX: usize = 10;

impl<'a> Maker<'_, 'a> {
    pub(super) fn examples(&self, request: &Request, responses: &[Response<'a>], found: &Found<'a>) -> Vec<Example> {
        let asked = self.asked(request, found);
        responses.iter().flat_map(|response| self.of_response(&asked, response)).collect()
    }

    /// The request as each example repeats it.
    fn asked(&self, request: &Request, found: &Found<'a>) -> Example {
        let mut asked = Example {
            method: request.method.clone(),
            url: request.url.clone(),
            headers: request.headers.clone(),
            params: request.params.clone(),
            ..Example::default()
        };
        let size = if let model::Body::Raw { text, .. } = &request.body { text.len() } else { 0 };
        if size <= BODY_REPEATED_MAX {
            asked.body = request.body.clone();
        }
        if self.reader.options.include_auth_info_in_example {
            self.security.show_credentials(found, &mut asked);
        }
        asked
    }

    fn of_response(&self, asked: &Example, response: &Response<'a>) -> Vec<Example> {
        let status = self.status(response);
        let name = response.description.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(response.code);
        let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(255).collect();
        let media = self.shown(&response.media);
        let mut headers: Vec<_> = media.iter().map(|media| row("Content-Type", media::concrete(&media.name))).collect();
        headers.extend(response.headers.iter().filter(|header| !header.name.eq_ignore_ascii_case("content-type")).map(
            |header| model::Header {
                description: described(header.description, false, &[]),
                ..row(header.name.clone(), crate::sample::scalar_text(&self.value(header)))
            },
        ));
        let answer = |body: String| ExampleResponse {
            status,
            status_text: status.map_or(String::new(), |status| reason(status).to_owned()),
            headers: headers.clone(),
            body_type: media.filter(|_| !body.is_empty()).map(|media| media::body_type(&media.name).to_owned()),
            body,
        };
        let example = |name: String, body: String| Example { name, response: answer(body), ..asked.clone() };
        match media {
            Some(media) if media.examples.len() > 1 => {
                let named = media.examples.iter().take(NAMED_MAX).map(|named| {
                    let body = self.example_text(&Sample::Literal(named.value), &media.name);
                    let name = named.name.map_or_else(|| name.clone(), |label| format!("{name}: {label}"));
                    example(name, body)
                });
                named.collect()
            }
            Some(media) => vec![example(name, self.text(media, Purpose::Response))],
            None => vec![example(name, String::new())],
        }
    }

    /// JSON where it is offered for something with parts, else the first.
    fn shown<'o>(&self, offered: &'o [Media<'a>]) -> Option<&'o Media<'a>> {
        let is_structured = |media: &&Media<'a>| match media.content {
            Content::Schema(schema) => self.sampler.is_structured(schema),
            Content::Unknown | Content::Fields(_) => false,
        };
        let json = offered.iter().find(|media| media::is_json(&media.name) && !media.examples.is_empty());
        json.or_else(|| offered.iter().filter(is_structured).find(|media| media::is_json(&media.name)))
            .or(offered.first())
    }

    fn status(&self, response: &Response<'a>) -> Option<u16> {
        let code = response.code.trim();
        let status = match code.as_bytes() {
            [digit @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(u16::from(digit - b'0') * 100),
            _ => code.parse().ok().filter(|status| (100..=999).contains(status)),
        };
        if status.is_none() && !code.eq_ignore_ascii_case("default") {
            let problem = Problem::warning("not_a_status", format!("`{code}` is no status code"));
            self.reader
                .report(response.node, problem.with_hint("Write a code such as `200`, a range `2XX`, or `default`."));
        }
        status
    }
}

/// The reason phrase of a status, RFC 9110 §15 and the registry.
fn reason(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        101 => "Switching Protocols",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        422 => "Unprocessable Content",
        423 => "Locked",
        424 => "Failed Dependency",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
