//! Amounts as people read them.

use super::*;

#[test]
fn sizes() {
    let shown = [0, 999, 1000, 2310, 14_000_000, 999_499, 999_999, 5_200_000_000].map(bytes);
    assert_eq!(shown, ["0 B", "999 B", "1.00 KB", "2.31 KB", "14.0 MB", "999 KB", "1.00 MB", "5.20 GB"]);
}

#[test]
fn durations_and_spans() {
    assert_eq!([800, 131_400, 2_310_000, 200_000_000].map(duration), ["0.8 ms", "131 ms", "2.31 s", "200 s"]);
    assert_eq!(
        [-5, 59_999, 1_198_000, 3_720_000, 90_000_000].map(span),
        ["0 s", "59 s", "19 min 58 s", "1 h 2 min", "1 day 1 h"]
    );
    assert_eq!(time(1_700_000_000_123), "2023-11-14T22:13:20.123Z");
}
