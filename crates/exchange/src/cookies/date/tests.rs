//! Dates as servers write them.

use super::*;

#[test]
fn the_usual_forms_are_read() {
    for text in [
        "Wed, 09 Jun 2021 10:18:14 GMT",
        "Wednesday, 09-Jun-21 10:18:14 GMT",
        "Wed Jun  9 10:18:14 2021",
        "Wed, 09 Jun 2021 10:18:14",
        "9 june 2021 10:18:14 UTC",
        "09-Jun-2021 10:18:14",
    ] {
        assert_eq!(read(text), Some(1_623_233_894), "{text}");
    }
}

#[test]
fn edges_of_the_calendar() {
    assert_eq!(read("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
    assert_eq!(read("Wed, 31 Dec 1969 23:59:59 GMT"), Some(-1));
    assert_eq!(read("Tue, 29 Feb 2000 00:00:00 GMT"), Some(951_782_400));
    assert_eq!(read("Tue, 01 Mar 2000 00:00:00 GMT"), Some(951_868_800));
    assert_eq!(read("Fri, 31 Dec 9999 23:59:59 GMT"), Some(253_402_300_799));
    assert_eq!(read("Mon, 01 Jan 1601 00:00:00 GMT"), Some(-11_644_473_600));
}

#[test]
fn what_is_no_date_is_none() {
    for text in
        ["", "0", "tomorrow", "30 Feb 2021 10:00:00", "9 Jun 2021", "9 Jun 2021 24:00:00", "9 Jun 1600 10:00:00"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}
