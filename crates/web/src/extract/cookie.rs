//! Cookies of ours: host-only, for the server alone, never readable by scripts.

use crate::Settings;
use axum::http::{HeaderMap, HeaderValue, header};

/// The session's cookie.
pub const SESSION: &str = "sid";

fn prefix(settings: &Settings) -> &'static str {
    if settings.secure_cookies { "__Host-" } else { "" }
}

/// A `Set-Cookie`. Zero seconds take the cookie away. `value` is of the base64url alphabet.
#[must_use]
pub fn set(settings: &Settings, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if settings.secure_cookies { "; Secure" } else { "" };
    let text = format!(
        "{}{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        prefix(settings)
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

/// The value of one of our cookies. Two of the same name are none: somebody tossed one in.
#[must_use]
pub fn get<'h>(settings: &Settings, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let wanted = format!("{}{name}", prefix(settings));
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == wanted)
        .map(|(_, value)| value);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_that_comes_twice_is_none() {
        let settings = Settings::new("https://a.test");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; __Host-sid=x; sid=y"));
        assert_eq!(get(&settings, &headers, SESSION), Some("x"));
        headers.append(header::COOKIE, HeaderValue::from_static("__Host-sid=z"));
        assert_eq!(get(&settings, &headers, SESSION), None);
    }

    #[test]
    fn only_plain_http_to_another_machine_goes_without_the_prefix() {
        let text = |url: &str| format!("{:?}", set(&Settings::new(url), SESSION, "v", 1));
        assert!(
            text("https://a.test")
                .contains("__Host-sid=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=1; Secure")
        );
        assert!(text("http://localhost:8080").contains("__Host-sid"));
        assert!(!text("http://192.0.2.7:8080").contains("Secure"));
    }
}
