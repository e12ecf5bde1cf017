//! The dates of `Expires`, read as generously as RFC 6265 §5.1.1 asks.

/// Seconds since 1970 UTC, or `None` when a part is missing or out of range.
pub(super) fn read(text: &str) -> Option<i64> {
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    for token in text.split(is_delimiter).filter(|token| !token.is_empty()) {
        if time.is_none() && token.contains(':') {
            time = read_time(token);
            if time.is_some() {
                continue;
            }
        }
        if day.is_none() {
            day = leading_number(token, 1, 2);
            if day.is_some() {
                continue;
            }
        }
        if month.is_none() {
            month = read_month(token);
            if month.is_some() {
                continue;
            }
        }
        if year.is_none() {
            year = leading_number(token, 2, 4);
        }
    }
    let (hour, minute, second) = time?;
    let (day, month) = (day?, month?);
    let year = match year? {
        year @ 70..=99 => year + 1900,
        year @ 0..=69 => year + 2000,
        year => year,
    };
    let is_valid =
        year >= 1601 && (1..=days_in_month(year, month)).contains(&day) && hour <= 23 && minute <= 59 && second <= 59;
    is_valid.then(|| days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Everything but digits, letters and `:`, plus the bytes beyond ASCII, which count as part of a token.
fn is_delimiter(c: char) -> bool {
    matches!(c, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~')
}

/// A number of `min` to `max` digits; what follows must not begin with a digit.
fn leading_number(token: &str, min: usize, max: usize) -> Option<i64> {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    if (min..=max).contains(&digits) { token[..digits].parse().ok() } else { None }
}

fn read_time(token: &str) -> Option<(i64, i64, i64)> {
    let mut fields = token.splitn(3, ':');
    let hour = fields.next().filter(|field| field.bytes().all(|b| b.is_ascii_digit()))?;
    let minute = fields.next().filter(|field| field.bytes().all(|b| b.is_ascii_digit()))?;
    Some((leading_number(hour, 1, 2)?, leading_number(minute, 1, 2)?, leading_number(fields.next()?, 1, 2)?))
}

fn read_month(token: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = token.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == start).and_then(|at| i64::try_from(at + 1).ok())
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let past = year - 1;
    let leap_days = past / 4 - past / 100 + past / 400 - 477;
    let month_days: i64 = (1..month).map(|month| days_in_month(year, month)).sum();
    (year - 1970) * 365 + leap_days + month_days + day - 1
}

#[cfg(test)]
mod tests;
