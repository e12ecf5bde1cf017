//! Data table: what the names of HTML elements say about blanks.

/// Whether blanks beside the tags of an element do not count. What is not seen is such an element only in the `head`: among
/// text it would part two words.
pub(super) fn is_block(name: &[u8], is_in_head: bool) -> bool {
    match name {
        b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"caption" | b"center" | b"col"
        | b"colgroup" | b"dd" | b"details" | b"dialog" | b"dir" | b"div" | b"dl" | b"dt" | b"fieldset"
        | b"figcaption" | b"figure" | b"footer" | b"form" | b"frame" | b"frameset" | b"h1" | b"h2" | b"h3" | b"h4"
        | b"h5" | b"h6" | b"head" | b"header" | b"hgroup" | b"hr" | b"html" | b"legend" | b"li" | b"main" | b"menu"
        | b"nav" | b"ol" | b"optgroup" | b"option" | b"p" | b"pre" | b"search" | b"section" | b"summary" | b"table"
        | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead" | b"tr" | b"ul" => true,
        b"base" | b"link" | b"meta" | b"noscript" | b"script" | b"style" | b"template" | b"title" => is_in_head,
        _ => false,
    }
}

/// Whether nothing inside the element is a tag, or every blank inside it counts.
pub(super) fn is_raw(name: &[u8]) -> bool {
    matches!(
        name,
        b"pre" | b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"iframe" | b"noembed" | b"noframes"
    )
}

/// Whether the element has neither inside nor end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether an open element ends, its end tag left out, where the next block begins.
pub(super) fn ends_at(open: &[u8], next: &[u8]) -> bool {
    match open {
        b"p" => true,
        b"li" => next == b"li",
        b"dt" | b"dd" => matches!(next, b"dt" | b"dd"),
        b"option" => matches!(next, b"option" | b"optgroup"),
        b"optgroup" => next == b"optgroup",
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr" | b"tbody" | b"tfoot" | b"thead"),
        b"tr" => matches!(next, b"tr" | b"tbody" | b"tfoot" | b"thead"),
        b"thead" | b"tbody" | b"tfoot" => matches!(next, b"tbody" | b"tfoot" | b"thead"),
        b"head" => next == b"body",
        _ => false,
    }
}
