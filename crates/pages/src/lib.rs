//! The built pages as files inside the programs. The build script is the only one that runs npm and vite.

use std::borrow::Cow;

use rust_embed::Embed;

/// A file of a page.
#[derive(Debug, Clone)]
pub struct File {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The same packed by gzip, where that makes it much shorter.
    pub gzip: Option<Cow<'static, [u8]>>,
    /// Its media type, by its ending.
    pub media_type: &'static str,
    /// Equal for equal bytes: for `ETag`.
    pub tag: String,
}

#[derive(Embed)]
#[folder = "$OUT_DIR/postrider"]
struct Postrider;

#[derive(Embed)]
#[folder = "$OUT_DIR/waystation"]
struct Waystation;

/// A file of the page of Postrider, by its path without a slash in front; `None` where there is none.
pub fn postrider(path: &str) -> Option<File> {
    file::<Postrider>(path)
}

/// A file of the pages of Waystation, by its path without a slash in front; `None` where there is none.
pub fn waystation(path: &str) -> Option<File> {
    file::<Waystation>(path)
}

fn file<Folder: Embed>(path: &str) -> Option<File> {
    let found = Folder::get(path)?;
    let mut tag = String::new();
    for byte in found.metadata.sha256_hash().iter().take(12) {
        tag.push_str(&format!("{byte:02x}"));
    }
    let gzip = Folder::get(&format!("{path}.gz")).map(|packed| packed.data);
    Some(File { bytes: found.data, gzip, media_type: media_type(path), tag })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_first_page_and_nothing_outside() {
        let found = [postrider("index.html"), waystation("documentation.html"), waystation("server.html")];
        for page in found.map(Option::unwrap) {
            assert_eq!(page.media_type, "text/html; charset=utf-8");
            assert!(page.bytes.starts_with(b"<!doctype html>"), "{}", String::from_utf8_lossy(&page.bytes));
        }
        for path in ["", "../Cargo.toml", "/etc/passwd", "assets/../index.html", "no.js"] {
            assert!(postrider(path).is_none() && waystation(path).is_none(), "{path}");
        }
    }
}
