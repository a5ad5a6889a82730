//! The command line, and the help that teaches it.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// An accounting firm's portal and its clients' books, in one server.
///
/// Start with `countinghouse serve --data ./data`: it makes an embedded database, writes mails as
/// files under ./data/mail and listens on http://localhost:8080. Nothing else is needed.
#[derive(Debug, Parser)]
#[command(name = "countinghouse", version, about, long_about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the portal, the books and the interface for programs.
    Serve(Given),
    /// Makes a believable practice in a folder of its own, prints the sign-ins, and serves it.
    ///
    /// The practice is made once, in `./demo-data`, and used again next time.
    Demo {
        #[command(flatten)]
        given: Given,
        /// Makes the practice again from the beginning.
        #[arg(long)]
        anew: bool,
    },
    /// Brings the database to the latest schema and gives the server its name.
    Migrate {
        #[command(flatten)]
        given: Given,
        /// The server's own name: the first part of every audit log's origin. Random when left out; it never
        /// changes afterwards and has nothing to do with a host name.
        #[arg(long)]
        name: Option<String>,
    },
    /// Recounts every maintained figure, verifies every audit tree and lists letters that never went.
    Check(Given),
    /// Verifies audit logs without a server.
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
}

/// Verification of exported logs. Needs no server, no database and no trust in us.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Verifies an export against a signed checkpoint, and that older checkpoints are prefixes of it.
    ///
    /// Exit code 0: complete and unaltered. 1: it does not verify, and why. 2: a file is malformed.
    Verify {
        /// The exported log, one event a line.
        export: PathBuf,
        /// The checkpoint that came with it.
        checkpoint: PathBuf,
        /// The log's public key, as `/audit/key` shows it.
        key: String,
        /// Checkpoints that you kept earlier.
        older: Vec<PathBuf>,
        /// The texts behind the commitments, when you have them.
        #[arg(long)]
        openings: Option<PathBuf>,
    },
    /// Verifies the proof of a single event.
    Proof {
        /// The event's line.
        leaf: PathBuf,
        /// Its proof, as `/audit/proof/…` gives it.
        proof: PathBuf,
        /// The log's public key.
        key: String,
    },
}

/// Settings as flags. Each has a variable `COUNTINGHOUSE_…`, and a key of the same name in the file;
/// a flag wins over a variable, a variable over the file.
#[derive(Debug, Clone, Default, Args)]
pub struct Given {
    /// A TOML file with settings; keys are named like the flags, with underscores.
    #[arg(long, env = "COUNTINGHOUSE_CONFIG")]
    pub config: Option<PathBuf>,
    /// The folder for the database, the key file and mails. [default: ./data]
    #[arg(long, env = "COUNTINGHOUSE_DATA")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database, `postgres://user:password@host/name`, instead of the embedded one.
    #[arg(long, env = "COUNTINGHOUSE_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Connections to PostgreSQL. [default: 16]
    #[arg(long, env = "COUNTINGHOUSE_DATABASE_CONNECTIONS")]
    pub database_connections: Option<usize>,
    /// The address to listen on. [default: 127.0.0.1:8080]
    #[arg(long, env = "COUNTINGHOUSE_LISTEN")]
    pub listen: Option<String>,
    /// Where people reach the server, e.g. https://books.example. Links in mails are built from it.
    #[arg(long, env = "COUNTINGHOUSE_BASE_URL")]
    pub base_url: Option<String>,
    /// Where mail leaves: smtp://user:password@host:port?tls=starttls|implicit. Files under DATA/mail when left out.
    #[arg(long, env = "COUNTINGHOUSE_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// The sender of mails. [default: countinghouse@ the host of the base URL]
    #[arg(long, env = "COUNTINGHOUSE_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where people who need help may write.
    #[arg(long, env = "COUNTINGHOUSE_SUPPORT")]
    pub support: Option<String>,
    /// A proxy stands in front: the last entry of X-Forwarded-For is the visitor. Say it only when it is true.
    #[arg(long, env = "COUNTINGHOUSE_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// The form of the log: `text` or `json`. [default: text]
    #[arg(long, env = "COUNTINGHOUSE_LOG_FORMAT")]
    pub log_format: Option<String>,
    /// Which lines the log holds, e.g. `info` or `web=debug`. [default: info]
    #[arg(long, env = "COUNTINGHOUSE_LOG")]
    pub log: Option<String>,
}
