//! Line and rows, as a person edits one of them.

use insta::assert_snapshot;

use super::*;

/// `rows` as `+name=value` (ticked), `-name=value` (unticked), `:name=value` (path); gives line and rows in the same form.
fn edited(side: EditedSide, url: &str, rows: &[&str]) -> String {
    let row = |text: &&str| {
        let (name, value) = text[1..].split_once('=').unwrap();
        Param {
            name: name.to_owned(),
            value: value.to_owned(),
            kind: if text.starts_with(':') { ParamKind::Path } else { ParamKind::Query },
            description: None,
            is_enabled: !text.starts_with('-'),
        }
    };
    let mut request = Request { url: url.to_owned(), params: rows.iter().map(row).collect(), ..Request::default() };
    bring_into_step(&mut request, side);
    let shown = |row: &Param| {
        let sign = match (row.kind, row.is_enabled) {
            (ParamKind::Path, _) => ':',
            (_, true) => '+',
            (_, false) => '-',
        };
        format!(" {sign}{}={}", row.name, row.value)
    };
    format!("{}{}", request.url, request.params.iter().map(shown).collect::<String>())
}

#[test]
fn an_unticked_row_leaves_the_line_and_stays_in_the_table() {
    let rows = edited(EditedSide::Rows, "http://h/a?flag&x=1&&y=%2F#f", &["+flag=", "-x=1", "+y=%2F"]);
    assert_snapshot!(rows, @"http://h/a?flag&y=%2F#f +flag= -x=1 +y=%2F");
    assert_snapshot!(edited(EditedSide::Rows, "http://h/a?x=1", &["-x=1"]), @"http://h/a -x=1");
}

#[test]
fn a_ticked_row_enters_the_line_in_table_order() {
    assert_snapshot!(edited(EditedSide::Rows, "http://h/a?z=1", &["+a=b&c", "+z=1"]), @"http://h/a?a=b%26c&z=1 +a=b%26c +z=1");
    assert_snapshot!(edited(EditedSide::Rows, "http://h/:id", &["+a=1", ":id=7"]), @"http://h/:id?a=1 +a=1 :id=7");
}

#[test]
fn what_is_typed_into_the_line_enters_the_table() {
    assert_snapshot!(edited(EditedSide::Line, "http://h/a?x=2&n=1", &["-off=1", "+x=1"]), @"http://h/a?x=2&n=1 -off=1 +x=2 +n=1");
    assert_snapshot!(edited(EditedSide::Line, "http://h/a", &["+x=1", "-off=1"]), @"http://h/a -off=1");
}

#[test]
fn a_name_typed_into_the_line_switches_its_row_on() {
    assert_snapshot!(edited(EditedSide::Line, "http://h/a?email=a@b", &["-view=x", "-email=<string>", "-role=r"]), @"http://h/a?email=a@b -view=x +email=a@b -role=r");
    assert_snapshot!(edited(EditedSide::Line, "http://h/a?x=1&x=2", &["-x=0", "+x=1"]), @"http://h/a?x=1&x=2 +x=1 +x=2");
    assert_snapshot!(edited(EditedSide::Line, "http://h/a?emai", &["-email="]), @"http://h/a?emai -email= +emai=");
}

#[test]
fn a_described_row_that_leaves_the_line_is_only_switched_off() {
    let described = Param {
        name: "email".to_owned(),
        value: "a".to_owned(),
        kind: ParamKind::Query,
        description: Some("Address".to_owned()),
        is_enabled: true,
    };
    let mut request =
        Request { url: "http://h/a?emails=a".to_owned(), params: vec![described.clone()], ..Request::default() };
    bring_into_step(&mut request, EditedSide::Line);
    let shown: Vec<_> = request.params.iter().map(|row| (row.name.as_str(), row.is_enabled)).collect();
    assert_eq!(shown, [("email", false), ("emails", true)]);
    request.url = "http://h/a?email=b".to_owned();
    bring_into_step(&mut request, EditedSide::Line);
    assert_eq!(request.params, [Param { value: "b".to_owned(), ..described }]);
}

#[test]
fn path_rows_follow_the_line_and_keep_their_values() {
    assert_snapshot!(edited(EditedSide::Line, "http://h/:ids/:b", &[":id=7", ":b=2"]), @"http://h/:ids/:b :ids=7 :b=2");
    assert_snapshot!(edited(EditedSide::Line, "http://h/:id", &[":b=2", ":id=7"]), @"http://h/:id :id=7");
    assert_snapshot!(edited(EditedSide::Line, "http://h/x", &[":id=7"]), @"http://h/x");
}
