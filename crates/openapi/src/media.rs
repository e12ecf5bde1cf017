//! Media types as far as an import looks at them.

/// RFC 1866 forms.
pub(crate) const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// RFC 7578 forms.
pub(crate) const MULTIPART: &str = "multipart/form-data";

/// Type and subtype in lower case, without parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// JSON in all its names; a bare range counts, because JSON is what such operations mean.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let subtype = essence.split('/').nth(1).unwrap_or_default();
    matches!(subtype, "json" | "x-json" | "*") && !essence.starts_with("image/") || subtype.ends_with("+json")
}

/// XML in all its names.
pub(crate) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

/// One of the two form types, or what people write for them.
pub(crate) fn is_form(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.contains("form-urlencoded") || essence.contains("form-data")
}

/// What is sent as a file because it is no text.
pub(crate) fn is_binary(media_type: &str) -> bool {
    let essence = essence(media_type);
    let kind = essence.split('/').next().unwrap_or_default();
    matches!(kind, "image" | "audio" | "video" | "font") && !essence.ends_with("+xml")
        || matches!(
            essence.as_str(),
            "application/octet-stream"
                | "application/pdf"
                | "application/zip"
                | "application/gzip"
                | "application/x-tar"
        )
}

/// Whether it names no type but a range, such as `*/*`.
pub(crate) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// A type that can be sent for it: that of a range is guessed.
pub(crate) fn concrete(media_type: &str) -> &str {
    match media_type.trim() {
        "" => "application/json",
        media_type if !is_range(media_type) => media_type,
        media_type if is_json(media_type) => "application/json",
        media_type if media_type.starts_with("text/") => "text/plain",
        _ => "application/octet-stream",
    }
}

/// The word of a saved raw body for it.
pub(crate) fn language(media_type: &str) -> &'static str {
    if is_json(media_type) {
        "json"
    } else if is_xml(media_type) {
        "xml"
    } else if essence(media_type) == "application/sparql-query" {
        "sparql"
    } else {
        "text"
    }
}

/// The word of a saved answer's body for it.
pub(crate) fn body_type(media_type: &str) -> &'static str {
    match language(media_type) {
        "text" if essence(media_type).ends_with("html") => "html",
        "text" if is_binary(media_type) => "binary",
        "sparql" => "text",
        language => language,
    }
}
