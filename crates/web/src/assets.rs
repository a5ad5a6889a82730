//! Serves the files a browser loads, compressed once and kept for ever by their hash.

use crate::extract::Path;
use crate::views::assets;
use crate::{Answer, Routes};
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use kernel::{Fault, Refusal};
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// One file in the forms that a browser may take.
struct Packed {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

static PACKED: LazyLock<Mutex<HashMap<String, Arc<Packed>>>> = LazyLock::new(Mutex::default);

pub(crate) fn routes() -> Routes {
    Routes::public().show("/assets/{hash}/{*path}", show)
}

async fn show(Path((hash, path)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let current = assets::base().rsplit('/').next().unwrap_or_default();
    if hash != current {
        // A page from before an update: what it names may be gone, or be the newer file.
        let url = assets::url(&path);
        assets::file(&path).ok_or(Refusal::NotFound)?;
        return Ok((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, url)]).into_response());
    }
    let tag = format!("\"{current}\"");
    let said = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let packed = packed(&path)?;
    if said == Some(tag.as_str()) {
        let kept = [(header::ETAG, tag), (header::CACHE_CONTROL, FOR_EVER.to_owned())];
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let (encoding, body) = choose(&packed, &headers);
    let mut response = (
        [
            (header::CONTENT_TYPE, assets::media_type(&path).to_owned()),
            (header::ETAG, tag),
            (header::CACHE_CONTROL, FOR_EVER.to_owned()),
            (header::VARY, "accept-encoding".to_owned()),
        ],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    Ok(response)
}

fn choose(packed: &Packed, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |name: &str| {
        accepted.unwrap_or_default().split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            parts.next() == Some(name) && parts.all(|weight| !matches!(weight, "q=0" | "q=0.0" | "q=0.000"))
        })
    };
    match (&packed.brotli, &packed.gzip) {
        (Some(brotli), _) if takes("br") => (Some("br"), brotli.clone()),
        (_, Some(gzip)) if takes("gzip") => (Some("gzip"), gzip.clone()),
        _ => (None, packed.plain.clone()),
    }
}

/// The file, compressed at its first use. A debug build reads it anew, so that a change shows.
fn packed(path: &str) -> Result<Arc<Packed>, Refusal> {
    if let Some(packed) = lock().get(path) {
        return Ok(packed.clone());
    }
    let plain = Bytes::from(assets::file(path).ok_or(Refusal::NotFound)?.into_owned());
    let is_text = ["css", "js", "svg", "txt"].iter().any(|end| path.ends_with(&format!(".{end}")));
    if cfg!(debug_assertions) || !is_text {
        return Ok(Arc::new(Packed { plain, gzip: None, brotli: None }));
    }
    let packed = Arc::new(Packed {
        gzip: Some(gzip(&plain).map_err(Fault::internal)?),
        brotli: Some(brotli(&plain).map_err(Fault::internal)?),
        plain,
    });
    lock().insert(path.to_owned(), packed.clone());
    Ok(packed)
}

fn lock() -> std::sync::MutexGuard<'static, HashMap<String, Arc<Packed>>> {
    PACKED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gzip(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(plain)?;
    Ok(out.finish()?.into())
}

fn brotli(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut out = Vec::new();
    let level = brotli::enc::BrotliEncoderParams { quality: 10, ..Default::default() };
    brotli::BrotliCompress(&mut &plain[..], &mut out, &level)?;
    Ok(out.into())
}
