//! The rows that this program generates, in the order of Postman's (`Host`, `Content-Length` and `Cookie` are left to `wire`).

use exchange::{HeaderRow, Origin};

/// Name and version that go out as `User-Agent`.
const USER_AGENT: &str = concat!("Postrider/", env!("CARGO_PKG_VERSION"));

/// The generated rows that are neither typed nor switched off.
pub(crate) fn generated_rows(
    typed: &[HeaderRow],
    suppressed: &[String],
    content_type: Option<String>,
) -> Vec<HeaderRow> {
    let rows = [
        ("Content-Type", content_type),
        ("User-Agent", Some(USER_AGENT.to_owned())),
        ("Accept", Some("*/*".to_owned())),
        ("Accept-Encoding", Some("gzip, deflate, br".to_owned())),
        ("Connection", Some("keep-alive".to_owned())),
    ];
    let is_wanted = |name: &str| {
        !typed.iter().any(|row| row.name.eq_ignore_ascii_case(name))
            && !suppressed.iter().any(|other| other.eq_ignore_ascii_case(name))
    };
    rows.into_iter()
        .filter(|(name, _)| is_wanted(name))
        .filter_map(|(name, value)| Some(HeaderRow { name: name.to_owned(), value: value?, origin: Origin::Generated }))
        .collect()
}
