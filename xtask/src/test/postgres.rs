//! A PostgreSQL of our own for one run of the tests.
//!
//! A watcher process holds the reading end of a pipe whose writing end is ours. When this process ends, however
//! it ends, the pipe closes, and the watcher stops the server and removes its folder.

use super::programs;
use crate::failure::Failure;
use crate::root::target;
use crate::step::quietly;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const ADVICE: &str = "Look at the message above, or leave PostgreSQL out knowingly with --without postgres.";

/// A port that was free may be taken a moment later; then another is tried.
const TRIES: u32 = 3;

/// What the watcher does: wait for the end, stop the server, remove the folder. Its arguments are the folder, and
/// the words that run `pg_ctl` as the server's user.
const WATCH: &str = "cat >/dev/null; folder=$1; shift; cd /; \
    \"$@\" stop -D \"$folder/data\" -m immediate >/dev/null 2>&1; rm -rf -- \"$folder\"";

/// What the server promises of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It is ordered as in production but not forced to the disk: the machine's crash is not what is tested.
    InMemory,
    /// It is on the disk, as in production: what a figure is measured on.
    OnDisk,
}

/// A running server; dropping it stops and removes it.
pub struct Postgres {
    watcher: Child,
    /// Where tests connect, as a superuser.
    pub url: String,
}

impl Postgres {
    /// Makes a fresh server on a free port of the loopback interface.
    pub fn start(keeping: Keeping) -> Result<Postgres, Failure> {
        let bin = programs::postgres().ok_or_else(|| Failure::new("PostgreSQL is not installed", ADVICE))?;
        let user = ServerUser::choose()?;
        let folder = user.folder()?;
        let watcher = watch(&folder, &user, &bin)?;
        let mut server = Postgres { watcher, url: String::new() };
        server.url = boot(&folder, &user, (&bin, keeping))?;
        Ok(server)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        if let Err(error) = self.watcher.wait() {
            eprintln!("the watcher of the private PostgreSQL is gone: {error}");
        }
    }
}

/// Starts the watcher in a process group of its own, so that Ctrl-C reaches us and not it.
fn watch(folder: &Path, user: &ServerUser, bin: &Path) -> Result<Child, Failure> {
    let mut command = Command::new("sh");
    command.args(["-c", WATCH, "watch"]).arg(folder).args(user.prefix()).arg(bin.join("pg_ctl"));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).process_group(0);
    command.spawn().map_err(|error| Failure::io("the watcher of the private PostgreSQL", error))
}

/// Makes the cluster and starts it; the answer is its address.
fn boot(folder: &Path, user: &ServerUser, (bin, keeping): (&Path, Keeping)) -> Result<String, Failure> {
    let data = folder.join("data");
    let mut initdb = user.command(&bin.join("initdb"));
    initdb
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
        .arg(&data);
    quietly(initdb.current_dir(folder))
        .map_err(|failure| Failure { advice: ADVICE.to_owned(), ..failure })?;
    let file = data.join("postgresql.conf");
    let defaults = std::fs::read_to_string(&file).map_err(|error| Failure::io(file.display(), error))?;
    let mut last = Failure::new("PostgreSQL did not start", ADVICE);
    for _ in 0..TRIES {
        let port = free_port()?;
        let text = format!("{defaults}\n{}", settings(port, keeping));
        std::fs::write(&file, text).map_err(|error| Failure::io(file.display(), error))?;
        let log = folder.join("log");
        let mut start = user.command(&bin.join("pg_ctl"));
        // The server outlives this command and must not hold its pipes, hence the log file.
        start.args(["start", "-w", "-t", "60", "-D"]).arg(&data).arg("-l").arg(&log).current_dir(folder);
        start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if start.status().is_ok_and(|status| status.success()) {
            return Ok(format!("postgres://postgres@127.0.0.1:{port}/postgres"));
        }
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        last = Failure::new(format!("PostgreSQL did not start:\n{}", said.trim()), ADVICE);
    }
    Err(last)
}

fn settings(port: u16, keeping: Keeping) -> String {
    let disk = match keeping {
        Keeping::InMemory => "fsync = off\nfull_page_writes = off\n",
        Keeping::OnDisk => "",
    };
    format!(
        "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nmax_connections = 300\n\
         {disk}synchronous_commit = on\nlc_messages = 'C'\n"
    )
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| Failure::io("a free port", error))?;
    listener.local_addr().map(|address| address.port()).map_err(|error| Failure::io("a free port", error))
}

/// Whom the server runs as: PostgreSQL refuses root.
enum ServerUser {
    Ourselves,
    Other { uid: u32, gid: u32 },
}

impl ServerUser {
    fn choose() -> Result<ServerUser, Failure> {
        if !programs::is_root() {
            return Ok(ServerUser::Ourselves);
        }
        let accounts = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| account(&accounts, name))
            .map(|(uid, gid)| ServerUser::Other { uid, gid })
            .ok_or_else(|| {
                Failure::new("no unprivileged account `postgres` or `nobody` to run PostgreSQL as", ADVICE)
            })
    }

    /// The words before a command that make it run as this user.
    fn prefix(&self) -> Vec<String> {
        match self {
            ServerUser::Ourselves => vec!["env".to_owned()],
            ServerUser::Other { uid, gid } => {
                vec![
                    "setpriv".to_owned(),
                    format!("--reuid={uid}"),
                    format!("--regid={gid}"),
                    "--clear-groups".to_owned(),
                ]
            }
        }
    }

    fn command(&self, program: &Path) -> Command {
        let prefix = self.prefix();
        let mut command = Command::new(&prefix[0]);
        command.args(&prefix[1..]).arg(program);
        command
    }

    /// A fresh folder that this user owns and can reach: below Cargo's output folder, else among the system's
    /// temporary files, since a checkout may lie where only its owner may go.
    fn folder(&self) -> Result<PathBuf, Failure> {
        let pid = std::process::id();
        let near = target().join("pg").join(pid.to_string());
        let far = std::env::temp_dir().join(format!("countinghouse-pg-{pid}"));
        for folder in [near, far] {
            let made = std::fs::create_dir_all(&folder).and_then(|()| self.own(&folder));
            let inside = self.command(Path::new("test")).arg("-w").arg(&folder).current_dir("/").status();
            if made.is_ok() && inside.is_ok_and(|status| status.success()) {
                return Ok(folder);
            }
            // Nothing is in it yet; a folder that cannot be removed is empty and harmless.
            let _left = std::fs::remove_dir(&folder);
        }
        Err(Failure::new("no folder that PostgreSQL's user may write", ADVICE))
    }

    fn own(&self, folder: &Path) -> std::io::Result<()> {
        match self {
            ServerUser::Ourselves => Ok(()),
            ServerUser::Other { uid, gid } => std::os::unix::fs::chown(folder, Some(*uid), Some(*gid)),
        }
    }
}

/// User and group number of an account in the password file's text.
fn account(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        match fields.as_slice() {
            [found, _, uid, gid, ..] if *found == name => Some((uid.parse().ok()?, gid.parse().ok()?)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "root:x:0:0::/root:/bin/sh\npostgres2:x:9:9::/:\npostgres:x:105:111::/:\n";
        assert_eq!(account(accounts, "postgres"), Some((105, 111)));
        assert_eq!(account(accounts, "nobody"), None);
    }

    #[test]
    fn the_watcher_removes_the_folder_when_the_pipe_closes() {
        let folder = std::env::temp_dir().join(format!("countinghouse-watch-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("data")).unwrap();
        let watcher = watch(&folder, &ServerUser::Ourselves, Path::new("/nowhere")).unwrap();
        let server = Postgres { watcher, url: String::new() };
        assert!(folder.exists());
        drop(server);
        assert!(!folder.exists());
    }

    #[test]
    fn commits_stay_in_order_though_the_disk_is_not_waited_for() {
        let settings = settings(5432, Keeping::InMemory);
        for line in ["port = 5432\n", "fsync = off\n", "synchronous_commit = on\n", "max_connections = 300\n"]
        {
            assert!(settings.contains(line), "{line}");
        }
        assert!(!super::settings(5432, Keeping::OnDisk).contains("off"));
    }
}
