//! `API.md` shows the journey as commands; this runs exactly those lines against a real server.

#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_countinghouse");

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn script(document: &str) -> String {
    let mut lines = String::from("set -eu\n");
    let mut inside = false;
    for line in document.lines() {
        match (inside, line) {
            (false, "```sh") => inside = true,
            (true, "```") => inside = false,
            (true, line) => lines.extend([line, "\n"]),
            (false, _) => {}
        }
    }
    lines
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn the_commands_of_the_document_work() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../API.md");
    let script = script(&std::fs::read_to_string(document).unwrap());
    assert!(script.lines().count() > 40, "the document shows the journey");
    let data = std::env::temp_dir().join(format!("api-md-{}", std::process::id()));
    let port = free_port();
    let _server = Server(
        Command::new(BINARY)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(&data)
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let base = format!("http://localhost:{port}");
    let path =
        format!("{}:{}", Path::new(BINARY).parent().unwrap().display(), std::env::var("PATH").unwrap());
    let waiting =
        format!("curl -sS --retry 100 --retry-delay 1 --retry-connrefused -o /dev/null {base}/readyz\n");
    let mut shell = Command::new("bash")
        .env("CH", &base)
        .env("DATA", &data)
        .env("PATH", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("bash runs");
    shell.stdin.take().unwrap().write_all((waiting + &script).as_bytes()).unwrap();
    let outcome = shell.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&outcome.stdout).into_owned();
    let complained = String::from_utf8_lossy(&outcome.stderr).into_owned();
    assert!(outcome.status.success(), "{said}\n{complained}");
    assert!(said.contains("complete and unaltered"), "{said}");
    std::fs::remove_dir_all(data).unwrap();
}
