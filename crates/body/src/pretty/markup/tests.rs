//! Blanks change only where they do not count, wherever the parts end.

use super::*;
use insta::assert_snapshot;

/// The text laid out; `None` when it is none. The same for parts of any length.
fn laid_out(dialect: Dialect, text: &str) -> Option<String> {
    let in_parts = |length: usize| {
        let (mut markup, mut out) = (Markup::new(dialect), Vec::new());
        let is_known = text.as_bytes().chunks(length).all(|part| markup.feed(part, &mut out));
        (is_known && markup.end(&mut out)).then(|| String::from_utf8(out).unwrap())
    };
    let whole = in_parts(text.len().max(1));
    for length in [1, 2, 3, 7] {
        assert_eq!(in_parts(length), whole, "in parts of {length}");
    }
    whole
}

fn xml(text: &str) -> String {
    let once = laid_out(Dialect::Xml, text).expect("it is XML");
    assert_eq!(laid_out(Dialect::Xml, &once).as_deref(), Some(once.as_str()), "a second time changes nothing");
    once
}

fn html(text: &str) -> String {
    let once = laid_out(Dialect::Html, text).expect("everything is HTML");
    assert_eq!(laid_out(Dialect::Html, &once).as_deref(), Some(once.as_str()), "a second time changes nothing");
    once
}

#[test]
fn elements_without_text_among_them_get_lines() {
    let text = "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"<c>\">]><a x='1 > 0'>  <b>one</b><c/><d></d>\n\n\
                <e> </e><!-- note --><f><g>&#32;</g></f></a>\n";
    assert_snapshot!(xml(text), @r#"
    <?xml version='1.0'?>
    <!DOCTYPE a [<!ENTITY b "<c>">]>
    <a x='1 > 0'>
      <b>one</b>
      <c/>
      <d></d>
      <e> </e>
      <!-- note -->
      <f>
        <g>&#32;</g>
      </f>
    </a>
    "#);
}

#[test]
fn an_element_with_text_stays_as_it_was_sent() {
    let text = "<a><p>some <b>bold</b>  <i><u/></i> text</p><q><r/><r/> late</q><s xml:space=\"preserve\"> <t/> </s>\
                <v><![CDATA[ <w> ]]><x/></v></a>";
    assert_snapshot!(xml(text), @r#"
    <a>
      <p>some <b>bold</b>  <i><u/></i> text</p>
      <q><r/><r/> late</q>
      <s xml:space="preserve"> <t/> </s>
      <v><![CDATA[ <w> ]]><x/></v>
    </a>
    "#);
}

#[test]
fn variables_may_stand_in_it() {
    assert_snapshot!(xml("<a id=\"{{id}}\"><b>{{name}}</b><{{tag}}/></a>"), @r#"
    <a id="{{id}}">
      <b>{{name}}</b>
      <{{tag}}/>
    </a>
    "#);
}

#[test]
fn what_is_not_well_formed_is_no_xml() {
    let wrong =
        ["", "text", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a b=<c/>>", "<a>1 < 2</a>", "<a", "<!-- <a/>", "{}"];
    for text in wrong {
        assert_eq!(laid_out(Dialect::Xml, text), None, "{text}");
    }
}

#[test]
fn of_a_cut_text_everything_that_came_is_written() {
    let (mut markup, mut out) = (Markup::new(Dialect::Xml), Vec::new());
    assert!(markup.feed(b"<a><b><c>x</c><d e='", &mut out));
    assert!(!markup.end(&mut out));
    assert_eq!(String::from_utf8(out).unwrap(), "<a>\n  <b>\n    <c>x</c><d e='");
}

#[test]
fn what_is_long_is_not_waited_for() {
    let item = "<item><name>x</name></item>";
    let text = format!("<all>{}</all>", item.repeat(1000));
    let (mut markup, mut out) = (Markup::new(Dialect::Xml), Vec::new());
    let mut waiting = 0;
    for part in text.as_bytes().chunks(10) {
        assert!(markup.feed(part, &mut out));
        waiting = waiting.max(markup.waiting_bytes);
    }
    assert!(waiting < 2 * WAITING_BYTES_MAX, "{waiting} bytes wait");
    assert!(markup.end(&mut out));
    let item = "\n  <item>\n    <name>x</name>\n  </item>";
    assert_eq!(String::from_utf8(out).unwrap(), format!("<all>{}\n</all>", item.repeat(1000)));
    // Text that shows late keeps what is left of its element as it was sent.
    let late = format!("<a>{}<b/> and <b/> <c/></a>", "<b/>".repeat(100));
    assert!(xml_once(&late).ends_with("\n  <b/>\n  <b/> and <b/> <c/></a>"));
    let comment = format!("<a><!--{} --><b><![CDATA[{}]]></b></a>", "c - ".repeat(100), " d>".repeat(100));
    assert_eq!(
        xml_once(&comment),
        comment.replace("<!--", "\n  <!--").replace("<b>", "\n  <b>").replace("</a>", "\n</a>")
    );
}

fn xml_once(text: &str) -> String {
    laid_out(Dialect::Xml, text).unwrap()
}

#[test]
fn blocks_of_html_get_lines_and_sentences_stay_together() {
    let text = "<!DOCTYPE html><html><head><meta charset=utf-8><title> A & B </title><script>if (1<2) { x('</p>') }\n</script>\
                <style> p > a { } </style></head><body class=x><!-- c --><h1>Hi  <em>you</em>! </h1><p>One<br>two <b>three</b>\n\
                <p>Four<ul><li>a<li>b <div>c</div></ul><pre>\n  as\n <b>is</b></pre>text<script>y</script>text\
                <textarea> z </textarea><img alt='>'></body></html>";
    assert_snapshot!(html(text), @r#"
    <!DOCTYPE html>
    <html>
      <head>
        <meta charset=utf-8>
        <title> A & B </title>
        <script>if (1<2) { x('</p>') }
    </script>
        <style> p > a { } </style>
      </head>
      <body class=x>
        <!-- c -->
        <h1>Hi  <em>you</em>!</h1>
        <p>One<br>two <b>three</b>
        <p>Four
        <ul>
          <li>a
          <li>
            b
            <div>c</div>
        </ul>
        <pre>
      as
     <b>is</b></pre>
        text<script>y</script>text<textarea> z </textarea><img alt='>'>
      </body>
    </html>
    "#);
}

#[test]
fn html_of_any_kind_is_laid_out() {
    assert_eq!(html("a < b </i> <div>"), "a < b </i>\n<div>");
    assert_eq!(html("<p title=it's>x</p><p>y</p>"), "<p title=it's>x</p>\n<p>y</p>");
    assert_eq!(
        html("<table><tr><td>1<td>2<tr><td>3</table>"),
        "<table>\n  <tr>\n    <td>1\n    <td>2\n  <tr>\n    <td>3\n</table>"
    );
    let long = format!("<div>{} <b>x</b></div><p>y", "word ".repeat(200));
    assert_eq!(html(&long), format!("<div>{} <b>x</b></div>\n<p>y", "word ".repeat(200)));
}
