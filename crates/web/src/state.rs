//! What every handler can reach.

use app::App;
use app::identity::Passwords;
use std::sync::Arc;

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The product.
    pub app: App,
    /// Hashing, off the core.
    pub passwords: Passwords,
    /// What does not change while the server runs.
    pub settings: Arc<Settings>,
}

/// What does not change while the server runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the server, without a trailing slash.
    pub base_url: String,
    /// Whether cookies carry `Secure` and the prefix `__Host-`: on https, and on this machine itself, which
    /// browsers trust as well.
    pub secure_cookies: bool,
    /// Whether a proxy stands in front, so that the last entry of `X-Forwarded-For` is the visitor.
    pub behind_proxy: bool,
    /// Where the mails of a demonstration lie, to be read at `/dev/mail`.
    pub mails: Option<app::mail::FolderPost>,
    /// Whom to write to for help, as the error pages say.
    pub support: Option<String>,
}

impl Settings {
    /// For a server reached under `base_url`.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let secure_cookies = url::Url::parse(&base_url).is_ok_and(|url| {
            let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            url.scheme() == "https" || local
        });
        Self { base_url, secure_cookies, behind_proxy: false, mails: None, support: None }
    }

    /// Whether the server is reached over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

impl Web {
    /// Over the product.
    #[must_use]
    pub fn new(app: App, passwords: Passwords, settings: Settings) -> Self {
        Self { app, passwords, settings: Arc::new(settings) }
    }

    /// A fresh unguessable text of 43 letters: a cookie's token, a form's key.
    #[must_use]
    pub fn secret(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.app.core.entropy.bytes())
    }
}
