//! Running other programs, and telling people well when one fails.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How much of a failed program's output is worth showing.
const TAIL: usize = 25;

/// What a finished program said and how it ended.
pub struct Finished {
    pub status: ExitStatus,
    pub output: String,
}

/// Shows an error and what led to it, each in its own lines: the second is often long.
pub fn complain(error: &anyhow::Error) {
    eprintln!("error: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("caused by: {cause}");
    }
}

/// Runs a program silently and gives its output; a failure carries the command and its last lines.
pub fn quiet(command: &mut Command) -> Result<String> {
    let finished = listen(command, |_| ())?;
    if !finished.status.success() {
        bail!(
            "the command\n    {}\nfailed ({}). Its last lines were:\n{}",
            line(command),
            finished.status,
            tail(&finished.output)
        );
    }
    Ok(finished.output)
}

/// Runs a program, shows its output as it comes, and gives it back too, whether it succeeded or not.
pub fn tee(command: &mut Command) -> Result<Finished> {
    listen(command, |line| println!("{line}"))
}

/// Runs a program with our own terminal; a failure names the command.
pub fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` could not be started", name(command)))?;
    if !status.success() {
        bail!("the command\n    {}\nfailed ({status})", line(command));
    }
    Ok(())
}

/// Whether a program runs and succeeds, its output thrown away.
pub fn works(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What a quick question to a program answers; `None` when it is missing or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as a person would type it, with what of its environment matters.
pub fn line(command: &Command) -> String {
    let envs = command.get_envs().filter_map(|(key, value)| {
        // These are long, hide the command, and matter little to whoever tries it by hand.
        (key != "PATH" && key != "CARGO_ENCODED_RUSTFLAGS").then_some(())?;
        Some(format!("{}={}", key.display(), quote(value?)))
    });
    let words = std::iter::once(quote(command.get_program())).chain(command.get_args().map(quote));
    envs.chain(words).collect::<Vec<_>>().join(" ")
}

fn quote(word: &std::ffi::OsStr) -> String {
    let word = word.to_string_lossy();
    if word.is_empty() || word.contains([' ', '\'', '"', '$', '*', '\u{1f}']) {
        format!("'{word}'")
    } else {
        word.into_owned()
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn tail(output: &str) -> String {
    let lines: Vec<&str> = output.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(TAIL)..].iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn listen(command: &mut Command, mut hear: impl FnMut(&str)) -> Result<Finished> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", name(command)))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let started = Instant::now();
    let mut output = String::new();
    loop {
        match lines.recv_timeout(Duration::from_secs(60)) {
            Ok(line) => {
                hear(&line);
                output.push_str(&line);
                output.push('\n');
            }
            // Silence for a minute looks like a hang: say that we still wait.
            Err(RecvTimeoutError::Timeout) => {
                println!("    still running after {} min", started.elapsed().as_secs() / 60);
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait()?;
    Ok(Finished { status, output })
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if lines.send(text).is_err() {
                break;
            }
            bytes.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{answer, line, quiet, tail, tee, works};
    use std::process::Command;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_carries_the_command_and_the_last_lines() {
        let error = quiet(&mut sh("echo first; echo broken >&2; exit 3")).unwrap_err().to_string();
        assert!(error.contains("sh -c"));
        assert!(error.contains("broken"));
        assert!(error.contains('3'));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = quiet(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("no-such-program-here"));
        assert!(!works(&mut Command::new("no-such-program-here")));
        assert_eq!(answer(&mut Command::new("no-such-program-here")), None);
    }

    #[test]
    fn both_streams_come_back_even_from_a_failure() {
        let finished = tee(&mut sh("echo out; echo err >&2; exit 1")).unwrap();
        assert!(!finished.status.success());
        assert!(finished.output.contains("out") && finished.output.contains("err"));
    }

    #[test]
    fn a_command_reads_as_typed() {
        let mut command = Command::new("tool");
        command.arg("a b").arg("c").env("PATH", "/long").env("KEY", "v");
        assert_eq!(line(&command), "KEY=v tool 'a b' c");
    }

    #[test]
    fn only_the_end_is_shown() {
        let text: String = (0..100).map(|n| format!("line {n}\n")).collect();
        assert_eq!(tail(&text).lines().count(), super::TAIL);
        assert!(tail(&text).ends_with("line 99"));
    }
}
