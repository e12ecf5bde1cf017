//! Dates as clients write them: any ISO 8601; without an offset it is UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Reads a date with or without time and offset; a date alone is its midnight in UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    // An offset of `+02:00` which was not percent-encoded arrives with a space, because `+` means a space in a query.
    if let Some((date, offset)) = text.rsplit_once(' ')
        && let Ok(at) = format!("{date}+{offset}").parse::<Timestamp>()
        && date.contains(['T', 't'])
    {
        return Some(at);
    }
    let civil = text
        .parse::<DateTime>()
        .or_else(|_| text.parse::<Date>().map(|date| date.to_datetime(jiff::civil::Time::midnight())))
        .ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests;
