//! The server as its users run it: the release binary, a process of its own.

use crate::http::{Connection, request};
use crate::options::Options;
use crate::trouble::{Trouble, doing};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to its first answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to its first good answer.
    pub started_in: Duration,
}

impl Server {
    /// Starts it over a folder, and over a PostgreSQL database when one is named.
    pub async fn start(options: &Options, data: &Path, database: Option<&str>) -> Result<Self, Trouble> {
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        // The shell only raises the number of sockets a process may have.
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -n 16384 2>/dev/null; exec \"$@\"", "server"]).arg(&options.server);
        command.arg("serve").arg("--data").arg(data).arg("--listen").arg(address.to_string());
        if let Some(url) = database {
            command.args(["--database", url]);
        }
        let log = std::fs::File::create(data.with_extension("log"))?;
        let began = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn();
        let child = child.map_err(doing("the server"))?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        server.await_first_answer(began).await?;
        Ok(server)
    }

    async fn await_first_answer(&mut self, began: Instant) -> Result<(), Trouble> {
        let ask = request("GET", "/readyz", &[], "");
        while began.elapsed() < PATIENCE {
            if let Ok(mut connection) = Connection::open(self.address).await
                && connection.ask(&ask).await.is_ok_and(|answer| answer.status == 200)
            {
                self.started_in = began.elapsed();
                return Ok(());
            }
            if let Some(end) = self.child.try_wait()? {
                return Err(Trouble(format!("the server ended with {end}; its log is beside its folder")));
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err(Trouble("the server did not answer".into()))
    }

    /// Processor time that it has used, in microseconds.
    pub fn cpu_micros(&self) -> Result<f64, Trouble> {
        cpu_micros(self.child.id())
    }

    /// Memory that it holds, in KiB.
    pub fn memory_kib(&self) -> Result<f64, Trouble> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib =
            line.and_then(|rest| rest.trim().strip_suffix("kB")).and_then(|word| word.trim().parse().ok());
        kib.ok_or_else(|| Trouble("/proc/PID/status could not be read".into()))
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(mut self) -> Result<(), Trouble> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        self.child.wait()?;
        Ok(())
    }
}

/// Processor time that a process has used, in microseconds, to a hundredth of a second.
pub fn cpu_micros(pid: u32) -> Result<f64, Trouble> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The second field is the program's name in brackets and may hold spaces.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = |at: usize| fields.split(' ').nth(at).and_then(|word| word.parse::<u64>().ok());
    match (ticks(11), ticks(12)) {
        // Linux counts these in hundredths of a second on every machine that we run on.
        (Some(user), Some(system)) => Ok((user + system) as f64 * 10_000.0),
        _ => Err(Trouble("/proc/PID/stat could not be read".into())),
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}
