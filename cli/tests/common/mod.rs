//! The command as its users call it.

#![allow(dead_code, reason = "each test file that includes this one uses a part of it")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");

/// The SME of the main path: 3,000 万元 for two years in machine tools, through a handling bank.
pub const SME: &str = include_str!("../../../docs/examples/sme.json");

pub fn qualify(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qualify")).args(arguments).output().unwrap()
}

/// The same, with these lines typed in.
pub fn tell(arguments: &[&str], lines: &str) -> Output {
    tell_in(Path::new("."), arguments, lines)
}

/// The same, in a folder.
pub fn tell_in(folder: &Path, arguments: &[&str], lines: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qualify"));
    let command =
        command.current_dir(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = lines.to_owned();
    let mut input = child.stdin.take().unwrap();
    // From another thread: the command may write more than a pipe holds before it has read all. What it no longer reads is its affair.
    let typing = std::thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    let output = child.wait_with_output().unwrap();
    typing.join().unwrap();
    output
}

pub fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of this test's own, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
