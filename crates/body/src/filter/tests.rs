//! Paths of RFC 9535 and what they select, cut out as written.

use super::*;

const STORE: &str = r#"{"store":{"book":[
 {"category":"reference","author":"Nigel Rees","price":8.950},
 {"category":"fiction","author":"Evelyn Waugh","price":12.99},
 {"category":"fiction","author":"Herman Melville","isbn":"0-553-21311-3","price":8.99},
 {"category":"fiction","author":"J. R. R. Tolkien","isbn":"0-395-19395-8","price":22.99}],
 "bicycle":{"color":"red","price":399}},"o":{"a":1,"a":2,"j j":{"k.k":3},"\u00e4":"umlaut"},"n":null,"e":[],"big":12345678901234567890}"#;

/// What a path selects, joined by blanks; `!` and the message when it cannot be read.
fn selected(text: &str, path: &str) -> String {
    let path = match Path::read(path) {
        Ok(path) => path,
        Err(error) => return format!("! {error}"),
    };
    let tape = Tape::read(text.as_bytes(), &|| false).unwrap();
    let places = select(&tape, &path, &|| false).unwrap();
    places.into_iter().map(|place| &text[place]).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_paths_of_the_standard_give_its_answers() {
    let cases = [
        ("$.store.book[*].author", r#""Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien""#),
        ("$..author", r#""Nigel Rees" "Evelyn Waugh" "Herman Melville" "J. R. R. Tolkien""#),
        ("$.store..price", "8.950 12.99 8.99 22.99 399"),
        ("$..book[2].author", r#""Herman Melville""#),
        ("$..book[-1].price", "22.99"),
        ("$..book[0,1].price", "8.950 12.99"),
        ("$..book[:2].price", "8.950 12.99"),
        ("$..book[::-2].price", "22.99 12.99"),
        ("$..book[1:3].price", "12.99 8.99"),
        ("$..book[::0].price", ""),
        ("$..book[?@.isbn].price", "8.99 22.99"),
        ("$..book[?@.price<10].price", "8.950 8.99"),
        ("$..book[?@.price == 8.95].price", "8.950"),
        ("$..book[?(@.price > 8.96 && @.price<20) || @.category=='reference'].price", "8.950 12.99 8.99"),
        ("$..book[?!@.isbn].price", "8.950 12.99"),
        ("$..book[?match(@.author, '.*ll.*')].price", "8.99"),
        ("$..book[?search(@.author, 'R[.e]')].price", "8.950 22.99"),
        ("$..book[?length(@.author) == 10].price", "8.950"),
        ("$..book[?count(@.*) > 3].price", "8.99 22.99"),
        ("$..book[?value(@.price) >= $.store.book[1].price].price", "12.99 22.99"),
        ("$.o.a", "2"),
        ("$.o['j j']['k.k']", "3"),
        (r#"$.o["j j"]"#, r#"{"k.k":3}"#),
        ("$.o.ä", r#""umlaut""#),
        ("$[?@ == null]", "null"),
        ("$[?@.color]", ""),
        ("$.e", "[]"),
        ("$.big", "12345678901234567890"),
        ("$.nothing", ""),
        (" $ ['n'] ", "null"),
        ("$.store.book[?@ == $.store.book[0]].price", "8.950"),
    ];
    for (path, wanted) in cases {
        assert_eq!(selected(STORE, path), wanted, "{path}");
    }
    assert_eq!(selected("[1,[2,[3]]]", "$..*"), "1 [2,[3]] 2 [3] 3");
    assert_eq!(selected("[1]", "$"), "[1]");
    assert_eq!(selected("\u{feff}[1]", "$[0]"), "1");
}

#[test]
fn a_path_that_cannot_be_read_says_where() {
    let cases = [
        ("", "! a path begins with `$` at character 1"),
        ("store", "! a path begins with `$` at character 1"),
        ("$.", "! a name is missing at character 3"),
        ("$[", "! a name, an index, `*` or `?` is missing at character 3"),
        ("$['a'", "! `,` or `]` is missing at character 6"),
        ("$['a", "! the closing quote is missing at character 5"),
        ("$[01]", "! this is no index at character 3"),
        ("$[?@.a==]", "! a value, a path or a function is missing at character 9"),
        ("$[?@.* == 1]", "! only a path to one value can be compared at character 4"),
        ("$[?1]", "! a comparison is missing at character 5"),
        ("$[?(@.a]", "! `)` is missing at character 8"),
        ("$.a b", "! this does not belong to a path at character 4"),
        ("$['\\x']", "! this cannot be escaped at character 6"),
        ("$['\\ud800']", "! half a character at character 10"),
    ];
    for (path, wanted) in cases {
        assert_eq!(selected("[]", path), wanted, "{path}");
    }
    assert!(selected("[]", &format!("$[?{}@.a", "(".repeat(100_000))).contains("too deep"));
    assert!(selected("[]", &format!("$[?{}@.a]", "!".repeat(100_000))).contains("too deep"));
}

#[test]
fn what_is_no_json_has_no_places() {
    for text in ["", "{", "[1,]", "{\"a\" 1}", "{1:2}", "nul", "truex", "[1 2]", "\"a", "1 2", "[\"\\", "}"] {
        assert_eq!(Tape::read(text.as_bytes(), &|| false).map(|_| ()), Err(TapeError::NotJson), "{text}");
    }
    let deep = "[".repeat(1_000_000);
    assert!(Tape::read(deep.as_bytes(), &|| false).is_err());
}

#[test]
fn nobody_waits_for_what_was_cancelled() {
    assert_eq!(Tape::read(b"[1]", &|| true).map(|_| ()), Err(TapeError::Cancelled));
    let text = format!("[{}1]", "[1],".repeat(10_000));
    let tape = Tape::read(text.as_bytes(), &|| false).unwrap();
    assert_eq!(select(&tape, &Path::read("$..*").unwrap(), &|| true), None);
}
