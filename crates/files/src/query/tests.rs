use super::*;

fn row(name: &str, value: &str, description: &str, is_enabled: bool) -> Param {
    Param {
        name: name.to_owned(),
        value: value.to_owned(),
        kind: ParamKind::Query,
        description: (!description.is_empty()).then(|| description.to_owned()),
        is_enabled,
    }
}

/// The URL and the rows after one step, as text; a second step must change nothing.
fn stepped(url: &str, rows: &[Param]) -> String {
    let (url, rows) = in_step(url, rows);
    let again = in_step(&url, &rows);
    assert_eq!(again, (url.clone(), rows.clone()));
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let mark = if row.is_enabled { "" } else { "~" };
            let description = row.description.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
            let kind = if row.kind == ParamKind::Path { ":" } else { "" };
            format!("{mark}{kind}{}={}{description}", row.name, row.value)
        })
        .collect();
    format!("{url} | {}", rows.join(", "))
}

#[test]
fn the_url_wins_for_presence_and_order() {
    let rows = [row("gone", "1", "", true), row("b", "9", "second", true), row("a", "1", "first", true)];
    assert_eq!(stepped("/x?a=1&b=2&c", &rows), "/x?a=1&b=2&c | a=1 (first), b=2 (second), c=");
}

#[test]
fn rows_that_agree_stay_as_they_are() {
    let rows =
        [row("off", "0", "", false), row("a", "1", "d", true), row("off2", "", "", false), row("b", "", "", true)];
    assert_eq!(stepped("/x?a=1&b=#top", &rows), "/x?a=1&b=#top | ~off=0, a=1 (d), ~off2=, b=");
}

#[test]
fn a_switched_off_row_stays_behind_its_neighbour() {
    let rows = [row("a", "1", "", true), row("off", "0", "", false), row("b", "2", "", true)];
    assert_eq!(stepped("/x?b=2&a=1", &rows), "/x?b=2&a=1 | b=2, a=1, ~off=0");
    assert_eq!(stepped("/x?b=2", &rows), "/x?b=2 | b=2, ~off=0");
}

#[test]
fn a_url_without_a_query_takes_the_enabled_rows() {
    let rows = [row("a b", "1&2#3=4", "", true), row("off", "&", "", false), row("n=", "{{a&b}}", "", true)];
    assert_eq!(stepped("/x#top", &rows), "/x?a b=1%262%233=4&n%3D={{a&b}}#top | a b=1%262%233=4, ~off=&, n%3D={{a&b}}");
}

#[test]
fn placeholders_are_not_cut() {
    assert_eq!(stepped("{{host?}}/x?{{a&b=c}}={{d#}}&e", &[]), "{{host?}}/x?{{a&b=c}}={{d#}}&e | {{a&b=c}}={{d#}}, e=");
}

#[test]
fn odd_queries_are_left_alone() {
    assert_eq!(stepped("/x?", &[]), "/x? | ");
    assert_eq!(stepped("/x?a=1&&b", &[]), "/x?a=1&&b | a=1, b=");
    assert_eq!(stepped("", &[]), " | ");
}

#[test]
fn path_rows_come_last() {
    let path = Param { kind: ParamKind::Path, ..row("id", "5", "", true) };
    assert_eq!(stepped("/x/:id?a=1", &[path, row("a", "1", "", true)]), "/x/:id?a=1 | a=1, :id=5");
}
