//! The log: one line an event, as text or JSON, to standard error.

use crate::settings::Settings;
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Starts the log. A second start in one process is ignored.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
    // A file or a pipe wants no colours.
    let colour = std::io::stderr().is_terminal();
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colour);
    let started = if settings.json_log {
        lines.json().flatten_event(true).try_init()
    } else {
        lines.compact().try_init()
    };
    if started.is_err() {
        tracing::debug!("the log was started already");
    }
}
