//! What can be asked for on the command line.

use crate::site::Kind;
use crate::test::Part;

/// The answer to `cargo xtask help`.
pub const HELP: &str = "\
cargo xtask <task>

  setup                          find the tools, install what is missing
  build [--dev]                  make the complete site in dist/
  npm                            make the npm package alone, in dist/npm/
  serve [--port N] [--no-build]  set up, build what changed, serve dist/ on 127.0.0.1 (port 8080)
  test [native] [wasm] [browser] set up, run all tests or the named parts, check the size
  size [--check]                 sizes of the files in dist/; --check fails above the limit
  questions                      how many questions it takes until nothing can change
  hant [--check]                 write policies/languages/zh-Hant: the rules' words in traditional characters; or say what differs
  hant FROM TO                   the same for a file of words
  bench                          how long the engine takes, beside the same rules written by hand
  clippy-wasm                    clippy for the browser's target

Variables
  QUALIFY_TOOLS                  folder for the tools (else ~/.cache/qualify/tools)
  QUALIFY_WASM_ROUTE             `target`: rustup's (the default); `debian`: Debian's compiler
  CHROME                         path of the browser to test in";

/// One task with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Setup,
    Build { kind: Kind },
    Npm,
    Serve { port: u16, build: bool },
    Test { parts: Vec<Part> },
    Size { check: bool },
    Questions,
    Hant { words: Vec<String> },
    Bench,
    ClippyWasm,
}

/// Reads the words after `cargo xtask`; the error says which of them is wrong.
pub fn parse(words: &[String]) -> Result<Task, String> {
    let mut words = words.iter().map(String::as_str);
    let name = words.next().ok_or("which task?")?;
    let options: Vec<&str> = words.collect();
    match name {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "setup" => none(&options, Task::Setup),
        "npm" => none(&options, Task::Npm),
        "bench" => none(&options, Task::Bench),
        "clippy-wasm" => none(&options, Task::ClippyWasm),
        "questions" => none(&options, Task::Questions),
        "hant" => hant(&options),
        "build" => flag(&options, "--dev").map(|dev| Task::Build { kind: if dev { Kind::Dev } else { Kind::Release } }),
        "size" => flag(&options, "--check").map(|check| Task::Size { check }),
        "test" => parts(&options).map(|parts| Task::Test { parts }),
        "serve" => serve(&options),
        other => Err(format!("there is no task `{other}`")),
    }
}

fn none(options: &[&str], task: Task) -> Result<Task, String> {
    match options {
        [] => Ok(task),
        [unknown, ..] => Err(unknown_option(unknown)),
    }
}

fn flag(options: &[&str], known: &str) -> Result<bool, String> {
    match options.iter().find(|option| **option != known) {
        Some(unknown) => Err(unknown_option(unknown)),
        None => Ok(!options.is_empty()),
    }
}

fn hant(options: &[&str]) -> Result<Task, String> {
    match options {
        [] | ["--check"] | [_, _] => Ok(Task::Hant { words: options.iter().map(|&word| word.to_owned()).collect() }),
        [option] => Err(unknown_option(option)),
        _ => Err("hant takes two files, FROM and TO".to_owned()),
    }
}

fn parts(options: &[&str]) -> Result<Vec<Part>, String> {
    if options.is_empty() {
        return Ok(Part::ALL.to_vec());
    }
    options
        .iter()
        .map(|option| Part::ALL.into_iter().find(|part| part.name() == *option).ok_or_else(|| unknown_option(option)))
        .collect()
}

fn serve(options: &[&str]) -> Result<Task, String> {
    let (mut port, mut build) = (8080, true);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--no-build" => build = false,
            "--port" => {
                let number = rest.next().ok_or("--port wants a number")?;
                port = number.parse().map_err(|_| format!("--port wants a number from 0 to 65535, not `{number}`"))?;
            }
            unknown => return Err(unknown_option(unknown)),
        }
    }
    Ok(Task::Serve { port, build })
}

fn unknown_option(option: &str) -> String {
    format!("`{option}` is not known here")
}

#[cfg(test)]
mod tests {
    use super::{Task, parse};
    use crate::site::Kind;
    use crate::test::Part;

    fn read(line: &str) -> Result<Task, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn tasks_and_options() {
        assert_eq!(read("setup"), Ok(Task::Setup));
        assert_eq!(read("build"), Ok(Task::Build { kind: Kind::Release }));
        assert_eq!(read("build --dev"), Ok(Task::Build { kind: Kind::Dev }));
        assert_eq!(read("serve"), Ok(Task::Serve { port: 8080, build: true }));
        assert_eq!(read("serve --no-build --port 9000"), Ok(Task::Serve { port: 9000, build: false }));
        assert_eq!(read("size --check"), Ok(Task::Size { check: true }));
        assert_eq!(read("questions"), Ok(Task::Questions));
        assert_eq!(read("hant"), Ok(Task::Hant { words: Vec::new() }));
        let words = vec!["a.rs".to_owned(), "b.rs".to_owned()];
        assert_eq!(read("hant a.rs b.rs"), Ok(Task::Hant { words }));
        assert_eq!(read("test"), Ok(Task::Test { parts: Part::ALL.to_vec() }));
        assert_eq!(read("test wasm"), Ok(Task::Test { parts: vec![Part::Wasm] }));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(read("").is_err());
        assert!(read("fly").unwrap_err().contains("fly"));
        assert!(read("setup now").unwrap_err().contains("now"));
        assert!(read("hant --chek").unwrap_err().contains("--chek"));
        assert!(read("build --fast").unwrap_err().contains("--fast"));
        assert!(read("serve --port").unwrap_err().contains("--port"));
        assert!(read("serve --port 70000").unwrap_err().contains("70000"));
        assert!(read("test all").unwrap_err().contains("all"));
    }
}
