//! The mail server as one URL.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

/// How the connection to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Begins in clear and must upgrade before anything is said (port 587).
    StartTls,
    /// TLS from the first byte (port 465).
    Implicit,
    /// In clear; only to this machine itself (port 25).
    None,
}

/// Where mail goes, parsed from
/// `smtp://user:password@host:port?tls=starttls|implicit|none&ca=FILE`.
///
/// `tls` defaults to `starttls`, the port to the usual one, `ca` adds certificates (PEM) to the system's. User
/// and password are percent-encoded. `Debug` leaves the password out.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: SmtpTls,
    pub(super) login: Option<(String, String)>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) connect_limit: Duration,
    pub(super) whole_limit: Duration,
}

impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("user", &self.login.as_ref().map(|(user, _)| user))
            .field("ca_file", &self.ca_file)
            .finish_non_exhaustive()
    }
}

/// Why a mail server's URL is refused. Never repeats the URL, which holds a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpConfigError {
    /// Not a URL at all.
    #[error("not a URL such as smtp://user:password@mail.example:587?tls=starttls")]
    NotAUrl,
    /// Another scheme.
    #[error("the URL must begin with smtp://")]
    Scheme,
    /// No host.
    #[error("the URL names no host")]
    Host,
    /// A path or fragment, often from a password that was not percent-encoded.
    #[error("nothing may follow host and port but ?tls= and &ca=; percent-encode special characters")]
    Rest,
    /// A user without password or the reverse, or bytes that are not UTF-8.
    #[error("user and password must both be given, percent-encoded UTF-8 without control characters")]
    Login,
    /// An option that does not exist, or a value it does not take.
    #[error("option {option:?} is unknown or its value is; write tls=starttls, implicit or none, ca=FILE")]
    Option {
        /// Its name.
        option: String,
    },
    /// `tls=none` to another machine.
    #[error("tls=none is accepted for this machine only, not for {host}")]
    ClearText {
        /// The host.
        host: String,
    },
    /// The certificate file.
    #[error("cannot use the certificates in {file}: {reason}")]
    Certificates {
        /// Its path.
        file: String,
        /// Why.
        reason: String,
    },
    /// TLS could not be set up.
    #[error("cannot set up TLS: {reason}")]
    Tls {
        /// Why.
        reason: String,
    },
}

impl std::str::FromStr for SmtpConfig {
    type Err = SmtpConfigError;

    fn from_str(text: &str) -> Result<SmtpConfig, SmtpConfigError> {
        let url = Url::parse(text).map_err(|_| SmtpConfigError::NotAUrl)?;
        if url.scheme() != "smtp" {
            return Err(SmtpConfigError::Scheme);
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpConfigError::Host)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(SmtpConfigError::Rest);
        }
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let (tls, ca_file) = options(&url)?;
        if tls == SmtpTls::None && !is_this_machine(&host) {
            return Err(SmtpConfigError::ClearText { host });
        }
        let port = url.port().unwrap_or(match tls {
            SmtpTls::StartTls => 587,
            SmtpTls::Implicit => 465,
            SmtpTls::None => 25,
        });
        let login = login(&url)?;
        let (connect_limit, whole_limit) = (Duration::from_secs(10), Duration::from_secs(60));
        Ok(SmtpConfig { host, port, tls, login, ca_file, connect_limit, whole_limit })
    }
}

impl SmtpConfig {
    /// Other limits than 10 s to connect and 60 s for a whole delivery.
    #[must_use]
    pub fn with_limits(mut self, connect: Duration, whole: Duration) -> SmtpConfig {
        self.connect_limit = connect;
        self.whole_limit = whole;
        self
    }
}

fn options(url: &Url) -> Result<(SmtpTls, Option<PathBuf>), SmtpConfigError> {
    let (mut tls, mut ca_file) = (SmtpTls::StartTls, None);
    for (option, value) in url.query_pairs() {
        match (option.as_ref(), value.as_ref()) {
            ("tls", "starttls") => tls = SmtpTls::StartTls,
            ("tls", "implicit") => tls = SmtpTls::Implicit,
            ("tls", "none") => tls = SmtpTls::None,
            ("ca", file) if !file.is_empty() => ca_file = Some(PathBuf::from(file)),
            _ => return Err(SmtpConfigError::Option { option: option.into_owned() }),
        }
    }
    Ok((tls, ca_file))
}

fn login(url: &Url) -> Result<Option<(String, String)>, SmtpConfigError> {
    let decoded = |part: &str| match percent_decode_str(part).decode_utf8() {
        Ok(text) if !text.is_empty() && !text.chars().any(char::is_control) => Ok(text.into_owned()),
        _ => Err(SmtpConfigError::Login),
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) => Ok(Some((decoded(user)?, decoded(password)?))),
        (_, None) => Err(SmtpConfigError::Login),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<SmtpConfig, SmtpConfigError> {
        url.parse()
    }

    #[test]
    fn ports_follow_the_protection() {
        for (url, port, tls) in [
            ("smtp://mail.example", 587, SmtpTls::StartTls),
            ("smtp://mail.example?tls=implicit", 465, SmtpTls::Implicit),
            ("smtp://[::1]?tls=none", 25, SmtpTls::None),
            ("smtp://mail.example:2525/?tls=starttls", 2525, SmtpTls::StartTls),
        ] {
            let config = parse(url).unwrap();
            assert_eq!((config.port, config.tls), (port, tls), "{url}");
        }
    }

    #[test]
    fn the_password_is_decoded_and_never_shown() {
        let config = parse("smtp://me%40firm:s%2Fe%3Acret@mail.example?ca=/etc/ca.pem").unwrap();
        assert_eq!(config.login, Some(("me@firm".to_owned(), "s/e:cret".to_owned())));
        assert_eq!(config.ca_file, Some(PathBuf::from("/etc/ca.pem")));
        let shown = format!("{config:?}");
        assert!(shown.contains("me@firm") && !shown.contains("cret"), "{shown}");
    }

    #[test]
    fn clear_text_stays_on_this_machine() {
        for host in ["mail.example", "10.0.0.1", "127.0.0.1.evil.test"] {
            let refused = parse(&format!("smtp://{host}?tls=none"));
            assert_eq!(refused, Err(SmtpConfigError::ClearText { host: host.to_owned() }));
        }
        assert!(parse("smtp://127.0.0.1:1025?tls=none").is_ok());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (url, error) in [
            ("mail.example", SmtpConfigError::NotAUrl),
            ("http://mail.example", SmtpConfigError::Scheme),
            ("smtp:///x", SmtpConfigError::Host),
            ("smtp://mail.example/x", SmtpConfigError::Rest),
            ("smtp://me@mail.example", SmtpConfigError::Login),
            ("smtp://me:a%0Ab@mail.example", SmtpConfigError::Login),
            ("smtp://mail.example?tls=maybe", SmtpConfigError::Option { option: "tls".to_owned() }),
            ("smtp://mail.example?verify=no", SmtpConfigError::Option { option: "verify".to_owned() }),
        ] {
            assert_eq!(parse(url), Err(error), "{url}");
        }
    }
}
