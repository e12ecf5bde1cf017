//! Rows are the same wherever reading begins.

use super::*;

fn index_of(text: &[u8], part: usize) -> LineIndex {
    let mut index = LineIndex::default();
    text.chunks(part).for_each(|part| index.push(part));
    index
}

fn reader(text: &[u8]) -> impl FnMut(Range<u64>) -> io::Result<Vec<u8>> {
    |range| Ok(text[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()].to_vec())
}

fn rows(text: &[u8], from: u64, count: usize) -> Vec<(u64, bool, String)> {
    let rows = index_of(text, 7).read(from, count, &mut reader(text)).unwrap();
    rows.into_iter().map(|row| (row.line, row.continues, String::from_utf8_lossy(&row.bytes).into_owned())).collect()
}

fn found(text: &str, wanted: &str, options: SearchOptions) -> Vec<(u64, u64, u64)> {
    let index = index_of(text.as_bytes(), 1000);
    let search = Search::new(wanted, options).unwrap();
    let (mut hits, mut next) = (Vec::new(), 0);
    loop {
        let walk = index.locate(next, &mut reader(text.as_bytes())).unwrap();
        let part = search.part(walk, next, text.len() as u64, &mut reader(text.as_bytes())).unwrap();
        hits.extend(part.hits.iter().map(|hit| (hit.row, hit.from, hit.to)));
        if part.is_end {
            return hits;
        }
        assert!(part.next > next, "a search goes on");
        next = part.next;
    }
}

#[test]
fn lines_end_with_line_feeds_and_lose_carriage_returns() {
    let row = |line, text: &str| (line, false, text.to_owned());
    assert_eq!(rows(b"a\r\n\nb", 0, 9), [row(0, "a"), row(1, ""), row(2, "b")]);
    assert_eq!(rows(b"a\n", 0, 9), [row(0, "a"), row(1, "")]);
    assert_eq!(rows(b"", 0, 9), [row(0, "")]);
    assert_eq!(rows(b"a\nb\nc", 1, 1), [row(1, "b")]);
    assert_eq!(rows(b"a\nb", 2, 1), []);
}

#[test]
fn a_long_line_is_cut_between_characters() {
    let text = format!("{}€{}\nend", "x".repeat(ROW_BYTES_MAX - 1), "y".repeat(ROW_BYTES_MAX));
    let cut = rows(text.as_bytes(), 0, 9);
    let lengths: Vec<_> = cut.iter().map(|(line, continues, text)| (*line, *continues, text.chars().count())).collect();
    assert_eq!(lengths, [(0, false, ROW_BYTES_MAX), (0, true, ROW_BYTES_MAX), (1, false, 3)]);
    let exact = format!("{}\nz", "x".repeat(ROW_BYTES_MAX));
    assert_eq!(rows(exact.as_bytes(), 0, 9).len(), 2);
    let junk = vec![0x80_u8; 3 * ROW_BYTES_MAX];
    assert_eq!(rows(&junk, 0, 9).len(), 3);
}

#[test]
fn any_row_is_read_as_if_from_the_beginning() {
    let lines: Vec<String> = (0..=3000).map(|number| format!("{number} {}", "ä".repeat(number * 7 % 5000))).collect();
    let text = lines.join("\n");
    let index = index_of(text.as_bytes(), 10_000);
    let all = index.read(0, usize::MAX, &mut reader(text.as_bytes())).unwrap();
    assert_eq!(all.len() as u64, index.rows());
    assert_eq!(index.lines(), 3001);
    for from in [0, 1, 255, 256, 257, 1000, index.rows() - 1] {
        let some = index.read(from, 3, &mut reader(text.as_bytes())).unwrap();
        let at = usize::try_from(from).unwrap();
        assert_eq!(some, all[at..(at + 3).min(all.len())], "from {from}");
    }
    let mut at = 0;
    for (number, row) in all.iter().enumerate().take(600) {
        let walk = index.locate(at, &mut reader(text.as_bytes())).unwrap();
        assert_eq!((walk.row, walk.at, walk.line), (number as u64, at, row.line));
        let is_cut = all.get(number + 1).is_some_and(|next| next.continues);
        at += row.bytes.len() as u64 + u64::from(!is_cut);
    }
}

#[test]
fn hits_have_row_and_columns() {
    let text = "one\n\u{1f600} Zieliński ZIELIŃSKI\nzieli";
    let plain = SearchOptions::default();
    assert_eq!(found(text, "zieliń", plain), [(1, 3, 9), (1, 13, 19)]);
    assert_eq!(found(text, "Zieli", SearchOptions { matches_case: true, ..plain }), [(1, 3, 8)]);
    let expression = SearchOptions { is_expression: true, ..plain };
    assert_eq!(found(text, "^zieli$", expression), [(2, 0, 5)]);
    assert_eq!(found(text, "x*", expression), []);
    assert_eq!(found(text, "one\\s", expression), [(0, 0, 3)]);
    assert_eq!(found(text, "a.b", plain), []);
    assert_eq!(found(text, "", plain), []);
    assert!(Search::new("(", expression).is_err());
    assert!(Search::new("(", plain).is_ok());
}

#[test]
fn a_search_goes_over_all_parts() {
    let line = "{\"name\":\"needle\"}\n";
    let text = line.repeat(20_000);
    let hits = found(&text, "needle", SearchOptions::default());
    assert_eq!(hits.len(), 20_000);
    assert!(hits.iter().zip(0..).all(|(hit, row)| *hit == (row, 9, 15)));
    let minified = format!("[{}]", "\"needle\",".repeat(20_000));
    assert_eq!(found(&minified, "needle", SearchOptions::default()).len(), 20_000);
}

fn folded(index: &LineIndex, text: &str, row: u64) -> Option<(u64, String, Option<u64>)> {
    let fold = index.fold(row, &mut reader(text.as_bytes())).unwrap()?;
    Some((fold.end, String::from_utf8(fold.close).unwrap(), fold.parts))
}

#[test]
fn what_a_row_opens_ends_with_the_row_that_closes_it() {
    let text = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {\n    \"c\": 2\n  }\n}";
    let index = index_of(text.as_bytes(), 3);
    let opening: Vec<u64> = (0..index.rows()).filter(|row| folded(&index, text, *row).is_some()).collect();
    assert_eq!(opening, [0, 1, 5]);
    let read = index.read(0, 99, &mut reader(text.as_bytes())).unwrap();
    assert_eq!((0..).zip(&read).filter(|(_, row)| row.opens).map(|(at, _)| at).collect::<Vec<u64>>(), opening);
    assert!(index.read(5, 1, &mut reader(text.as_bytes())).unwrap()[0].opens, "the row behind the last one is asked");
    assert_eq!(folded(&index, text, 0), Some((8, "}".to_owned(), Some(2))));
    assert_eq!(folded(&index, text, 1), Some((4, "],".to_owned(), Some(2))));
    assert_eq!(folded(&index, text, 5), Some((7, "}".to_owned(), Some(1))));
    assert_eq!(folded(&index, text, 99), None);
}

#[test]
fn what_is_never_closed_is_open_to_the_end() {
    let cut = "[\n  {\n    \"a\": 1,\n    \"b\"";
    assert_eq!(folded(&index_of(cut.as_bytes(), 5), cut, 0), Some((3, String::new(), Some(1))));
    let text = "<a>\n  <b>\n\n    one\n    two\n  <c/>\n</a>\n";
    let index = index_of(text.as_bytes(), 5);
    assert_eq!(folded(&index, text, 0), Some((6, "</a>".to_owned(), Some(2))));
    assert_eq!(folded(&index, text, 1), None, "what an empty row belongs to is not known");
}

#[test]
fn a_long_fold_is_found_by_the_index() {
    let item = "  {\n    \"n\": [\n      1\n    ]\n  },\n";
    let text = format!("[\n{}  2\n]", item.repeat(3000));
    let index = index_of(text.as_bytes(), 1000);
    let mut bytes_read = 0;
    let fold = index
        .fold(0, &mut |range| {
            bytes_read += range.end - range.start;
            reader(text.as_bytes())(range)
        })
        .unwrap();
    assert_eq!(fold, Some(Fold { end: 15_002, close: b"]".to_vec(), parts: None }));
    assert!(bytes_read < 2 * BLOCK_BYTES + text.len() as u64 / 2, "blocks between are not read: {bytes_read}");
    for item in [0, 50, 51, 52, 102, 2999] {
        assert_eq!(folded(&index, &text, 1 + 5 * item), Some((5 + 5 * item, "},".to_owned(), Some(1))), "{item}");
        assert_eq!(folded(&index, &text, 2 + 5 * item), Some((4 + 5 * item, "]".to_owned(), Some(1))), "{item}");
    }
}

/// All folds that fold a text as far as something is seen, asked for in parts.
fn all_folds(text: &str, count: usize) -> Vec<(u64, u64)> {
    let index = index_of(text.as_bytes(), 7);
    let (mut all, mut from) = (Vec::new(), Some(0));
    while let Some(at) = from {
        let folds = index.folds(at, count, &mut reader(text.as_bytes())).unwrap();
        all.extend(folds.rows);
        from = folds.next;
    }
    all
}

#[test]
fn all_is_folded_inside_what_holds_everything() {
    let one = "[\n  {\n    \"a\": [\n      1\n    ]\n  },\n  2,\n  {},\n  [\n    3\n  ]\n]\n";
    let xml =
        "<?xml version=\"1.0\"?>\n<list>\n  <item>\n    <a/>\n  </item>\n  <b/>\n  <c>\n    text\n  </c>\n</list>";
    let several = "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n{\n  \"b\": [\n    1\n  ]\n}";
    let cut = "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\"";
    for count in [1, 2, 100] {
        assert_eq!(all_folds(one, count), [(1, 5), (8, 10)], "{count}");
        assert_eq!(all_folds(xml, count), [(2, 4), (6, 8)], "{count}");
        assert_eq!(all_folds(several, count), [(0, 2), (3, 5), (6, 10)], "{count}");
        assert_eq!(all_folds(cut, count), [(1, 3), (4, 5)], "{count}");
        assert_eq!(all_folds("plain\ntext", count), []);
    }
    // Each of them is what its row opens when it is asked alone.
    let index = index_of(one.as_bytes(), 7);
    for (opener, end) in all_folds(one, 100) {
        assert_eq!(folded(&index, one, opener).unwrap().0, end);
    }
}
