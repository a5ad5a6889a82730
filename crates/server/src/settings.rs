//! Settings from flags, variables and a file, in that order, checked before anything starts.

use crate::Trouble;
use crate::cli::Given;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use store::DbOptions;

/// What the server runs with.
#[derive(Debug, Clone)]
pub struct Settings {
    pub data: PathBuf,
    pub database: Option<String>,
    pub database_connections: usize,
    pub listen: SocketAddr,
    /// Without a trailing slash.
    pub base_url: String,
    pub smtp: Option<String>,
    pub mail_from: String,
    pub support: Option<String>,
    /// Whether the last entry of `X-Forwarded-For` is the visitor.
    pub behind_proxy: bool,
    pub json_log: bool,
    pub log: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FromFile {
    data: Option<PathBuf>,
    database: Option<String>,
    database_connections: Option<usize>,
    listen: Option<String>,
    base_url: Option<String>,
    smtp: Option<String>,
    mail_from: Option<String>,
    support: Option<String>,
    behind_proxy: Option<bool>,
    log_format: Option<String>,
    log: Option<String>,
}

impl FromFile {
    fn read(path: Option<&Path>) -> Result<Self, Trouble> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Trouble::new(&path.display().to_string(), error))?;
        toml::from_str(&text).map_err(|error| Trouble::new(&path.display().to_string(), error))
    }
}

/// Whether a base URL leads to this machine itself.
fn is_local(base_url: &str) -> bool {
    ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|local| {
        base_url.strip_prefix(local).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    })
}

fn host_of(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.rsplit_once(':').map_or(host, |(host, _)| host)
}

impl Settings {
    /// Gathers and checks.
    pub fn gather(given: Given) -> Result<Self, Trouble> {
        let file = FromFile::read(given.config.as_deref())?;
        let listen = given.listen.or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen: SocketAddr =
            listen.parse().map_err(|_| Trouble(format!("--listen wants ADDRESS:PORT, not {listen:?}")))?;
        let base_url = given.base_url.or(file.base_url);
        let base_url = match base_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://localhost:{}", listen.port()),
        };
        check_reach(listen, &base_url)?;
        let mail_from = given.mail_from.or(file.mail_from);
        let log_format = given.log_format.or(file.log_format).unwrap_or_else(|| "text".to_owned());
        let json_log = match log_format.as_str() {
            "json" => true,
            "text" => false,
            other => return Err(Trouble(format!("--log-format is text or json, not {other:?}"))),
        };
        Ok(Self {
            data: given.data.or(file.data).unwrap_or_else(|| PathBuf::from("data")),
            database: given.database.or(file.database),
            database_connections: given
                .database_connections
                .or(file.database_connections)
                .unwrap_or(16)
                .max(2),
            mail_from: mail_from.unwrap_or_else(|| format!("countinghouse@{}", host_of(&base_url))),
            listen,
            base_url,
            smtp: given.smtp.or(file.smtp),
            support: given.support.or(file.support),
            behind_proxy: given.behind_proxy || file.behind_proxy.unwrap_or(false),
            json_log,
            log: given.log.or(file.log).unwrap_or_else(|| "info".to_owned()),
        })
    }

    /// The database these settings name.
    pub fn db_options(&self) -> DbOptions {
        match &self.database {
            Some(url) => DbOptions::Postgres { url: url.clone(), connections: self.database_connections },
            None => DbOptions::sqlite(self.data.join("countinghouse.db")),
        }
    }
}

/// Cookies and passwords must not cross a network in the clear.
fn check_reach(listen: SocketAddr, base_url: &str) -> Result<(), Trouble> {
    if !base_url.starts_with("https://") && !is_local(base_url) {
        return Err(Trouble(format!(
            "--base-url must begin with https:// unless it is this machine: {base_url}"
        )));
    }
    if !listen.ip().is_loopback() && !base_url.starts_with("https://") {
        return Err(Trouble(format!(
            "Listening on {listen} lets other machines in. Put a TLS proxy in front and name it: --base-url https://…"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(listen: &str, base_url: Option<&str>) -> Given {
        Given { listen: Some(listen.to_owned()), base_url: base_url.map(str::to_owned), ..Given::default() }
    }

    #[test]
    fn the_defaults_start_anywhere() {
        let settings = Settings::gather(Given::default()).expect("defaults fit");
        assert_eq!(settings.base_url, "http://localhost:8080");
        assert_eq!(settings.mail_from, "countinghouse@localhost");
    }

    #[test]
    fn other_machines_need_tls() {
        for (listen, base_url) in [
            ("0.0.0.0:80", None),
            ("0.0.0.0:80", Some("http://books.example")),
            ("127.0.0.1:80", Some("http://books.example")),
            ("127.0.0.1:80", Some("http://localhost.evil.example")),
            ("0.0.0.0:80", Some("http://localhost")),
        ] {
            assert!(Settings::gather(given(listen, base_url)).is_err(), "{listen} {base_url:?}");
        }
        let fine = Settings::gather(given("0.0.0.0:80", Some("https://books.example/"))).expect("https fits");
        assert_eq!(fine.base_url, "https://books.example");
        assert_eq!(fine.mail_from, "countinghouse@books.example");
    }

    #[test]
    fn a_flag_wins_over_the_file_and_unknown_keys_are_refused() {
        let folder = std::env::temp_dir().join(format!("ch-settings-{}", std::process::id()));
        std::fs::write(&folder, "listen = \"127.0.0.1:9000\"\nlog = \"debug\"\n").expect("a file");
        let mut given = given("127.0.0.1:9100", None);
        given.config = Some(folder.clone());
        let settings = Settings::gather(given.clone()).expect("fits");
        assert_eq!((settings.listen.port(), settings.log.as_str()), (9100, "debug"));
        std::fs::write(&folder, "listn = \"x\"\n").expect("a file");
        assert!(Settings::gather(given).is_err());
        std::fs::remove_file(folder).expect("cleanup");
    }
}
