//! What is known about one request from its first layer on.

use app::Who;
use axum::http::{HeaderMap, Method, Uri};
use kernel::RequestId;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// What a script asks for instead of a whole page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fragment {
    /// The form of a dialog alone.
    Dialog,
    /// A part of the page that looks different now.
    Live,
}

/// One request. Later stages write down what they learn, so that an error page can say it.
#[derive(Debug)]
pub struct Asked {
    /// Its id, as in the log, in `x-request-id` and on error pages.
    pub id: RequestId,
    /// Its method.
    pub method: Method,
    /// Path and query, for coming back. Never logged.
    pub target: String,
    /// The page it was sent from, when that is known and of this site: path and query.
    pub from: Option<String>,
    /// What a script asks for, if a script asks.
    pub fragment: Option<Fragment>,
    who: OnceLock<Who>,
    typed: OnceLock<Vec<(String, String)>>,
    key: OnceLock<String>,
    flash_shown: AtomicBool,
}

impl Asked {
    pub(crate) fn new(id: RequestId, method: &Method, uri: &Uri, headers: &HeaderMap) -> Self {
        let fragment = match headers.get("x-fragment").map(axum::http::HeaderValue::as_bytes) {
            Some(b"dialog") => Some(Fragment::Dialog),
            Some(b"live") => Some(Fragment::Live),
            _ => None,
        };
        Self {
            id,
            method: method.clone(),
            target: uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            from: sent_from(headers),
            fragment,
            who: OnceLock::new(),
            typed: OnceLock::new(),
            key: OnceLock::new(),
            flash_shown: AtomicBool::new(false),
        }
    }

    /// Whether a program asks.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.target == "/api" || self.target.starts_with("/api/")
    }

    /// Who asks, once somebody found out.
    #[must_use]
    pub fn who(&self) -> Option<&Who> {
        self.who.get()
    }

    pub(crate) fn note_who(&self, who: &Who) {
        self.who.get_or_init(|| who.clone());
    }

    /// The fields of the form, kept for a page that must ask something first. Passwords are not kept.
    #[must_use]
    pub fn typed(&self) -> &[(String, String)] {
        self.typed.get().map_or(&[], Vec::as_slice)
    }

    /// The key of a form that is kept as a whole: none when it had none, or when a part of it is not kept.
    #[must_use]
    pub fn key_of_whole(&self) -> Option<&str> {
        self.key.get().map(String::as_str)
    }

    pub(crate) fn note_typed(&self, fields: &[(String, String)], key: Option<&String>) {
        const NEVER: [&str; 2] = ["password", "current"];
        let (left_out, kept): (Vec<_>, Vec<_>) =
            fields.iter().cloned().partition(|(name, _)| NEVER.contains(&name.as_str()));
        if let (true, Some(key)) = (left_out.is_empty(), key) {
            self.key.get_or_init(|| key.clone());
        }
        self.typed.get_or_init(|| kept);
    }

    /// The page shows the word that confirms what was done before; its cookie goes with this answer.
    pub(crate) fn note_flash_shown(&self) {
        self.flash_shown.store(true, Relaxed);
    }

    pub(crate) fn flash_shown(&self) -> bool {
        self.flash_shown.load(Relaxed)
    }

    /// Where to come back to after a sign-in or a proof: this page, or the one the form stood on.
    #[must_use]
    pub fn way_back(&self) -> &str {
        if self.method == Method::GET { &self.target } else { self.from.as_deref().unwrap_or(&self.target) }
    }
}

/// Path and query of the `Referer`, when it is of the host that was asked.
fn sent_from(headers: &HeaderMap) -> Option<String> {
    let referer = url::Url::parse(headers.get("referer")?.to_str().ok()?).ok()?;
    let host = headers.get("host")?.to_str().ok()?;
    let authority = match (referer.host_str()?, referer.port()) {
        (name, Some(port)) => format!("{name}:{port}"),
        (name, None) => name.to_owned(),
    };
    (authority == host).then(|| referer[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}
