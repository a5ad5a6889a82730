//! Running a program as one step: its output goes through to the person and its end is kept for the summary.

use crate::failure::Failure;
use std::ffi::OsString;
use std::io::{IsTerminal, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

/// A build on a busy machine sometimes cannot start the compiler though it is there; a second try goes on.
const SPURIOUS: [&str; 2] = ["could not execute process", "(never executed)"];
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(2);

/// How much of the end of a program's output is kept, in bytes.
const KEPT: usize = 256 * 1024;

/// Prints the heading of a stage.
pub fn heading(text: &str) {
    println!("\n=== {text}");
}

/// A command as one would type it.
pub fn typed(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Runs to the end, showing all output and giving its last part back; a bad end is a failure with the advice.
pub fn run(mut command: Command, advice: &str) -> Result<String, Failure> {
    let shown = typed(&command);
    println!("$ {shown}");
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut command = dying_with_us(command);
    let (succeeded, output) =
        retrying(PAUSE, || once(&mut command)).map_err(|error| Failure::io(&shown, error))?;
    if succeeded { Ok(output) } else { Err(Failure::new(format!("`{shown}` failed"), advice)) }
}

/// Tries again, after a pause, while the compiler could not be started; any other end is final.
fn retrying(
    pause: Duration,
    mut attempt: impl FnMut() -> std::io::Result<(bool, String)>,
) -> std::io::Result<(bool, String)> {
    for _ in 1..TRIES {
        let (succeeded, output) = attempt()?;
        if succeeded || !is_spurious(&output) {
            return Ok((succeeded, output));
        }
        println!("the compiler could not be started though it is there; once more");
        std::thread::sleep(pause);
    }
    attempt()
}

/// Runs to the end without showing anything; the output is both streams.
pub fn quietly(command: &mut Command) -> Result<String, Failure> {
    let shown = typed(command);
    let output = command.stdin(Stdio::null()).output().map_err(|error| Failure::io(&shown, error))?;
    let text =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    if output.status.success() {
        Ok(text)
    } else {
        Err(Failure::io(format!("`{shown}` failed"), text.trim()))
    }
}

/// Whether a program is there and answers a harmless question.
pub fn answers(program: &str, arguments: &[&str]) -> bool {
    quietly(Command::new(program).args(arguments)).is_ok()
}

fn is_spurious(output: &str) -> bool {
    SPURIOUS.iter().all(|part| output.contains(part))
}

/// The same command, ended when this process ends however it ends, where the system can do that.
fn dying_with_us(command: Command) -> Command {
    if !answers("setpriv", &["--pdeathsig", "TERM", "true"]) {
        return command;
    }
    let mut wrapped = Command::new("setpriv");
    wrapped.args(["--pdeathsig", "TERM"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        wrapped.current_dir(folder);
    }
    wrapped
}

fn once(command: &mut Command) -> std::io::Result<(bool, String)> {
    let mut child: Child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let readers = [
        child.stdout.take().map(|pipe| pass_on(pipe, std::io::stdout())),
        child.stderr.take().map(|pipe| pass_on(pipe, std::io::stderr())),
    ];
    let status = child.wait()?;
    let kept = readers.into_iter().flatten().filter_map(|reader| reader.join().ok());
    let text: Vec<String> = kept.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    Ok((status.success(), text.concat()))
}

/// Copies a stream to ours and returns its end.
fn pass_on(mut from: impl Read + Send + 'static, mut to: impl Write + Send + 'static) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let (mut kept, mut piece) = (Vec::new(), [0u8; 8192]);
        while let Ok(count @ 1..) = from.read(&mut piece) {
            // A closed terminal must not stop the reading, or the program would block on a full pipe.
            let _closed = to.write_all(&piece[..count]).and_then(|()| to.flush());
            kept.extend_from_slice(&piece[..count]);
            if kept.len() > 2 * KEPT {
                kept.drain(..kept.len() - KEPT);
            }
        }
        kept
    })
}

/// A Cargo command in the workspace's folder, by the same Cargo that runs us.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(crate::root::root());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_of_both_streams_comes_back() {
        let output = run(shell("echo one; echo two >&2"), "").unwrap();
        assert!(output.contains("one") && output.contains("two"));
    }

    #[test]
    fn a_bad_end_is_a_failure_with_the_advice() {
        let failure = run(shell("exit 3"), "Do this.").unwrap_err();
        assert_eq!((failure.what.as_str(), failure.advice.as_str()), ("`sh -c exit 3` failed", "Do this."));
    }

    fn check_retries(output: &str, failures: u32, expected: (bool, u32)) {
        let mut attempts = 0;
        let end = retrying(Duration::ZERO, || {
            attempts += 1;
            Ok((attempts > failures, output.to_owned()))
        });
        assert_eq!((end.unwrap().0, attempts), expected, "{output}");
    }

    #[test]
    fn a_compiler_that_could_not_start_is_tried_again_and_other_failures_are_not() {
        let spurious = format!("error: {} `rustc` {}", SPURIOUS[0], SPURIOUS[1]);
        check_retries(&spurious, 1, (true, 2));
        check_retries(&spurious, 9, (false, TRIES));
        check_retries("error[E0308]: mismatched types", 1, (false, 1));
        check_retries("", 0, (true, 1));
    }
}
