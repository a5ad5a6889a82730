//! The files a browser loads: style sheets, scripts, fonts, icons.
//!
//! Owns: their addresses and their bytes. Promises: an address contains a hash over all files, so whatever
//! stands under it may be cached for ever. Never: answers a request; `web` mounts [`file`] under [`base`].

use std::{borrow::Cow, sync::LazyLock};

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// The embedded folder. Debug builds read it from disk, so that a change shows after a reload.
#[derive(RustEmbed)]
#[folder = "assets/"]
struct Folder;

/// The parts of `app.css`, in the order of the cascade.
const SHEETS: [&str; 12] = [
    "tokens", "base", "shell", "controls", "tables", "overlays", "pieces", "portal", "books", "public",
    "touch", "print",
];

static BASE: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for path in Folder::iter() {
        hash.update(path.as_bytes());
        if let Some(file) = Folder::get(&path) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    let digest = hash.finalize();
    let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{short}")
});

/// The folder under which the assets are served, with their common hash: `/assets/1f2e…`.
pub fn base() -> &'static str {
    &BASE
}

/// The address of one asset.
pub fn url(path: &str) -> String {
    format!("{}/{path}", base())
}

/// The bytes of one asset by its path below [`base`], or nothing when there is none.
/// `app.css` is the sheets of `css/` in one file.
pub fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    if path != "app.css" {
        return Folder::get(path).map(|file| file.data);
    }
    let mut sheet = Vec::new();
    for name in SHEETS {
        sheet.extend_from_slice(&Folder::get(&format!("css/{name}.css"))?.data);
    }
    Some(Cow::Owned(sheet))
}

/// The paths of all assets, `app.css` included.
pub fn paths() -> impl Iterator<Item = Cow<'static, str>> {
    Folder::iter().chain(["app.css".into()])
}

/// The media type to send with a path.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
