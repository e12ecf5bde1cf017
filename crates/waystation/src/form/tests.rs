use insta::assert_snapshot;
use proptest::prelude::{prop_assert_eq, proptest};
use serde_json::Value;

use super::{pairs, text, tree};

fn shown(text: &str) -> String {
    Value::Object(tree(text)).to_string()
}

#[test]
fn pairs_keep_order_and_repeats_and_survive_odd_escapes() {
    let read = |text| format!("{:?}", pairs(text));
    assert_snapshot!(read("a=1&b=%C3%A9+x&a=&&c&=d"), @r#"[("a", "1"), ("b", "é x"), ("a", ""), ("c", ""), ("", "d")]"#);
    assert_snapshot!(read("a=100%&b=%zz&c=%ff&d=x=y"), @r#"[("a", "100%"), ("b", "%zz"), ("c", "�"), ("d", "x=y")]"#);
}

#[test]
fn members_and_lists_make_a_tree() {
    assert_snapshot!(shown("a.b=1&a[c]=2&a.d.e=3"), @r#"{"a":{"b":"1","c":"2","d":{"e":"3"}}}"#);
    assert_snapshot!(shown("a[0]=x&a[1]=y&b[]=x&b[]=y&c=x&c=y&c=z"), @r#"{"a":["x","y"],"b":["x","y"],"c":["x","y","z"]}"#);
    assert_snapshot!(shown("a[0].b=1&a[0].c=2&a[1].b=3"), @r#"{"a":[{"b":"1","c":"2"},{"b":"3"}]}"#);
}

#[test]
fn a_body_that_is_no_utf_8_plain_or_escaped_is_no_text() {
    for good in ["", "a=%C3%A9", "a=\u{e9}", "a=100%&b=%zz"] {
        assert_eq!(text(good.as_bytes()), Some(good));
    }
    for bad in [b"a=\xff".as_slice(), b"a=%ff", b"a=%C3&b=%A9", b"%E9=1"] {
        assert_eq!(text(bad), None);
    }
}

#[test]
fn nonsense_makes_a_small_tree() {
    assert_snapshot!(shown("a[4000000000]=x&a[x=1"), @r#"{"a":{"x":"1"}}"#);
    assert_snapshot!(shown("a=1&a.b=2&a=3"), @r#"{"a":[{"b":"2"},"3"]}"#);
    assert_snapshot!(shown("[]=1&.=2&%5B%5D%5B%5D=3"), @r#"{"":["1","2",["3"]]}"#);
    let deep = format!("a{}=1", ".a".repeat(100_000));
    assert!(shown(&deep).len() < 200);
}

proptest! {
    #[test]
    fn any_text_is_read(text in r"[\PC\[\]\.=&%0-9]{0,80}") {
        tree(&text);
        pairs(&text);
    }

    #[test]
    fn what_was_encoded_comes_back(name in "[a-z]{1,8}", value in any_text()) {
        let encoded = percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC);
        prop_assert_eq!(pairs(&format!("{name}={encoded}")), [(name, value)]);
    }
}

fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    proptest::prelude::any::<String>()
}
