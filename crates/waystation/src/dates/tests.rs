use proptest::prelude::{prop_assert_eq, proptest};

use super::parse;

fn read(text: &str) -> String {
    parse(text).map_or_else(|| "no date".to_owned(), |at| at.to_string())
}

#[test]
fn iso_8601_in_its_usual_spellings_is_read() {
    for (text, expected) in [
        ("2014-03-10T14:18:35Z", "2014-03-10T14:18:35Z"),
        ("2024-09-19T10:02:54.589Z", "2024-09-19T10:02:54.589Z"),
        ("2024-09-19t10:02:54z", "2024-09-19T10:02:54Z"),
        ("2024-09-19T10:02:54+02:00", "2024-09-19T08:02:54Z"),
        ("2024-09-19T10:02:54 02:00", "2024-09-19T08:02:54Z"),
        ("2024-09-19T10:02:54", "2024-09-19T10:02:54Z"),
        ("2024-09-19 10:02:54", "2024-09-19T10:02:54Z"),
        ("2024-09-19T10:02", "2024-09-19T10:02:00Z"),
        (" 2024-09-19 ", "2024-09-19T00:00:00Z"),
        ("20240919", "2024-09-19T00:00:00Z"),
        ("20240919T100254+0200", "2024-09-19T08:02:54Z"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn the_ends_of_the_calendar_are_dates_too() {
    for text in ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999", "9999-12-31", "9999-12-31T23:59:59-12:00"] {
        assert_eq!(parse(text), Some(jiff::Timestamp::MAX), "{text}");
    }
    assert_eq!(read("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
    assert_eq!(parse("-009999-01-01T00:00:00+12:00"), Some(jiff::Timestamp::MIN));
}

#[test]
fn what_is_no_date_is_none() {
    for text in
        ["", "<dateTime>", "yesterday", "2024-13-01", "2024-02-30", "10:00", "1700000000", "2024-09-19Tx", "é é"]
    {
        assert_eq!(read(text), "no date", "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in r"[0-9TtZz:+\- .\PC]{0,40}") {
        parse(&text);
    }

    #[test]
    fn what_the_server_writes_it_reads(ms in 0_i64..4_000_000_000_000) {
        let at = jiff::Timestamp::from_millisecond(ms).unwrap();
        prop_assert_eq!(parse(&at.to_string()), Some(at));
    }
}
