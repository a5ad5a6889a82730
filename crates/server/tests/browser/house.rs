//! [`House`]: the real program, started as an operator starts it, on an engine of its own.

use crate::mailbox::Mailbox;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a process may take until it answers `/readyz`.
const READY: Duration = Duration::from_secs(30);
/// How often something that will happen is looked for.
pub const LOOK: Duration = Duration::from_millis(40);
/// How much of a log is shown when a journey fails.
const SHOWN: usize = 60;

/// What a house stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// One process on the embedded engine.
    Sqlite,
    /// One process on PostgreSQL.
    Postgres,
    /// Two processes on one PostgreSQL.
    TwoProcesses,
}

/// A running server, or two.
pub struct House {
    doors: Vec<Door>,
    scratch: Option<Scratch>,
    folder: TempDir,
}

/// One process.
struct Door {
    child: Child,
    base: String,
    data: PathBuf,
}

struct Scratch {
    server: String,
    name: String,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl House {
    /// Opens a house. `None` where it would need a PostgreSQL that nobody named.
    pub async fn open(ground: Ground) -> Option<House> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (scratch, database) = match ground {
            Ground::Sqlite => (None, None),
            Ground::Postgres | Ground::TwoProcesses => {
                let (scratch, database) = scratch().await?;
                (Some(scratch), Some(database))
            }
        };
        let mut house = House { doors: Vec::new(), scratch, folder };
        house.add(database.as_deref()).await;
        if ground == Ground::TwoProcesses {
            house.add(database.as_deref()).await;
        }
        Some(house)
    }

    /// Starts one more process over the same database, with the first one's key.
    async fn add(&mut self, database: Option<&str>) {
        let number = self.doors.len();
        let data = self.folder.path().join(format!("data{number}"));
        std::fs::create_dir_all(&data).expect("a data folder");
        if let Some(first) = self.doors.first() {
            std::fs::copy(first.data.join("key"), data.join("key")).expect("the key is copied");
        }
        let port = free_port();
        let log = File::create(self.log(number)).expect("a log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_countinghouse"));
        command.arg("serve").arg("--data").arg(&data).args(["--listen", &format!("127.0.0.1:{port}")]);
        if let Some(database) = database {
            command.args(["--database", database, "--database-connections", "8"]);
        }
        command.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        let child = command.spawn().expect("the program starts");
        self.doors.push(Door { child, base: format!("http://localhost:{port}"), data });
        self.ready(number).await;
    }

    async fn ready(&mut self, number: usize) {
        let url = format!("{}/readyz", self.doors[number].base);
        let client = reqwest::Client::new();
        let deadline = Instant::now() + READY;
        loop {
            let answer = client.get(&url).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            let ended = self.doors[number].child.try_wait().ok().flatten();
            assert!(
                ended.is_none() && Instant::now() < deadline,
                "the server is not ready:\n{}",
                self.tail()
            );
            tokio::time::sleep(LOOK).await;
        }
    }

    fn log(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("log{number}.txt"))
    }

    /// Where a process is reached, without a trailing slash. With one process, every number is that one.
    pub fn base(&self, number: usize) -> &str {
        &self.doors[number % self.doors.len()].base
    }

    /// The letters that any process wrote.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.doors.iter().map(|door| door.data.as_path()))
    }

    /// The ends of all logs.
    pub fn tail(&self) -> String {
        let logs = (0..self.doors.len()).map(|number| tail(&self.log(number)));
        logs.collect::<Vec<_>>().join("\n-- the other process --\n")
    }

    /// Lines of the logs that tell of a defect.
    pub fn defects(&self) -> Vec<String> {
        let texts = (0..self.doors.len()).filter_map(|number| std::fs::read_to_string(self.log(number)).ok());
        let bad = |line: &&str| line.contains("ERROR") || line.contains("panicked");
        texts.flat_map(|text| text.lines().filter(bad).map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Stops the processes and drops the scratch database.
    pub async fn close(mut self) {
        self.stop();
        if let Some(scratch) = self.scratch.take() {
            let dropped = store::scratch::drop_postgres(&scratch.server, &scratch.name).await;
            dropped.expect("the scratch database goes");
        }
    }

    fn stop(&mut self) {
        for door in &mut self.doors {
            // Already gone is as good.
            let _gone = door.child.kill();
            let _reaped = door.child.wait();
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
        if std::thread::panicking() {
            eprintln!("-- the server's log --\n{}", self.tail());
        }
    }
}

/// An empty, migrated database on the server that the environment names.
async fn scratch() -> Option<(Scratch, String)> {
    let server = std::env::var(testkit::POSTGRES).ok()?;
    let name = format!("b{}_{}", std::process::id(), NUMBER.fetch_add(1, SeqCst));
    let made = store::scratch::postgres(&server, &name, app::MIGRATIONS).await;
    Some((Scratch { server, name }, made.expect("a scratch database")))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn tail(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains("/assets/")).collect();
    lines[lines.len().saturating_sub(SHOWN)..].join("\n")
}
