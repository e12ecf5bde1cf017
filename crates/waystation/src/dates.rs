//! Dates as clients write them: any ISO 8601; without an offset it is UTC.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

/// Reads a date with or without time and offset; a date alone is its midnight in UTC.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    read(text).or_else(|| {
        // An offset of `+02:00` which was not percent-encoded arrives with a space, because `+` means a space in a query.
        let (date, offset) = text.rsplit_once(' ')?;
        date.contains(['T', 't']).then(|| read(&format!("{date}+{offset}")))?
    })
}

fn read(text: &str) -> Option<Timestamp> {
    let pieces = Pieces::parse(text).ok()?;
    let local = pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight()));
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    // A timestamp ends a day before the calendar does. Clients mean "for ever" by the last moment of the year 9999.
    let end = if local.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Some(offset.to_timestamp(local).unwrap_or(end))
}

#[cfg(test)]
mod tests;
