//! What can be asked for on the command line.

use crate::site::Kind;
use crate::test::Part;

/// What is said of a task.
struct About {
    name: &'static str,
    /// What may follow the name.
    takes: &'static str,
    does: &'static str,
    /// Each word that may follow, with what it is for.
    words: &'static [(&'static str, &'static str)],
}

const TASKS: [About; 11] = [
    About { name: "setup", takes: "", does: "find the tools, install what is missing", words: &[] },
    About {
        name: "build",
        takes: "[--dev]",
        does: "make the complete site in dist/",
        words: &[("--dev", "for the developer: quick to compile, with checks and names")],
    },
    About { name: "npm", takes: "", does: "make the npm package alone, in dist/npm/", words: &[] },
    About {
        name: "serve",
        takes: "[--port N] [--no-build]",
        does: "set up, build what changed, serve dist/ on 127.0.0.1 (port 8080)",
        words: &[
            ("--port N", "the port, from 0 to 65535, instead of 8080; 0 takes any that is free"),
            ("--no-build", "serve dist/ as it is, without setting up or building anything"),
        ],
    },
    About {
        name: "test",
        takes: "[native] [wasm] [browser]",
        does: "set up, run all tests or the named parts, check the size",
        words: &[
            ("native", "every test of every crate, compiled for this machine"),
            ("wasm", "the engine and the cases under WebAssembly"),
            ("browser", "the page in a real browser, and the npm package in Node"),
        ],
    },
    About {
        name: "size",
        takes: "[--check]",
        does: "build what changed, print the sizes of the files in dist/",
        words: &[("--check", "fail above the limit")],
    },
    About { name: "questions", takes: "", does: "how many questions it takes until nothing can change", words: &[] },
    About {
        name: "hant",
        takes: "[--check]",
        does: "write policies/languages/zh-Hant: the rules' words in traditional characters",
        words: &[("--check", "write nothing, say what differs")],
    },
    About { name: "hant", takes: "FROM TO", does: "the same for a file of words", words: &[] },
    About {
        name: "bench",
        takes: "",
        does: "how long the engine takes, beside the same rules written by hand",
        words: &[],
    },
    About { name: "clippy-wasm", takes: "", does: "clippy for the browser's target", words: &[] },
];

const VARIABLES: &str = "\
Variables
  QUALIFY_TOOLS                  folder for the tools (else ~/.cache/qualify/tools)
  QUALIFY_WASM_ROUTE             `target`: rustup's (the default); `debian`: Debian's compiler
  CHROME                         path of the browser to test in";

impl About {
    fn usage(&self) -> String {
        format!("{} {}", self.name, self.takes).trim_end().to_owned()
    }
}

/// The answer to `cargo xtask help`.
pub fn help() -> String {
    let lines = TASKS.iter().map(|task| format!("  {:<30} {}\n", task.usage(), task.does));
    let lines: String = lines.collect();
    format!("cargo xtask <task>\n\n{lines}\n`cargo xtask <task> --help` says what a task takes.\n\n{VARIABLES}")
}

/// The answer to `cargo xtask TASK --help`.
pub fn help_of(name: &str) -> String {
    let mut text = String::new();
    for task in TASKS.iter().filter(|task| task.name == name) {
        text += &format!("cargo xtask {}\n  {}\n", task.usage(), task.does);
        for (word, what) in task.words {
            text += &format!("    {word:<14} {what}\n");
        }
    }
    text.trim_end().to_owned()
}

/// What helps whoever has typed these words wrongly: what the task takes, or which tasks there are.
pub fn help_after(words: &[String]) -> String {
    words.first().and_then(|name| known(name)).map_or_else(help, help_of)
}

fn known(name: &str) -> Option<&'static str> {
    TASKS.iter().find(|task| task.name == name).map(|task| task.name)
}

/// One task with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    /// What one task takes.
    HelpOf(&'static str),
    Setup,
    Build {
        kind: Kind,
    },
    Npm,
    Serve {
        port: u16,
        build: bool,
    },
    Test {
        parts: Vec<Part>,
    },
    Size {
        check: bool,
    },
    Questions,
    Hant {
        words: Vec<String>,
    },
    Bench,
    ClippyWasm,
}

/// Reads the words after `cargo xtask`; the error says which of them is wrong.
pub fn parse(words: &[String]) -> Result<Task, String> {
    let mut words = words.iter().map(String::as_str);
    let name = words.next().ok_or("which task?")?;
    let options: Vec<&str> = words.collect();
    if let Some(known) = known(name).filter(|_| options.iter().any(|option| is_help(option))) {
        return Ok(Task::HelpOf(known));
    }
    match name {
        help if help == "help" || is_help(help) => match options.as_slice() {
            [] => Ok(Task::Help),
            [task, ..] => known(task).map(Task::HelpOf).ok_or_else(|| no_task(task)),
        },
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
        other => Err(no_task(other)),
    }
}

fn is_help(word: &str) -> bool {
    word == "--help" || word == "-h"
}

fn no_task(name: &str) -> String {
    format!("there is no task `{name}`")
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
    use super::{TASKS, Task, help, help_after, help_of, parse};
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
    fn every_task_says_what_it_takes() {
        assert_eq!(read("help"), Ok(Task::Help));
        assert_eq!(read("--help"), Ok(Task::Help));
        for task in &TASKS {
            // Whatever else is typed: nothing is done but to answer.
            for line in ["--help", "-h", "now --help"] {
                assert_eq!(read(&format!("{} {line}", task.name)), Ok(Task::HelpOf(task.name)));
            }
            assert_eq!(read(&format!("help {}", task.name)), Ok(Task::HelpOf(task.name)));
            // Each word of the usage is explained, but for what stands for itself.
            let text = help_of(task.name);
            let options = task.takes.split(['[', ']']).map(str::trim).filter(|word| !word.is_empty());
            for word in options.filter(|word| *word != "FROM TO") {
                assert!(text.lines().any(|line| line.trim_start().starts_with(&format!("{word} "))), "{word}:\n{text}");
            }
        }
        let serve = "cargo xtask serve [--port N] [--no-build]\n  set up, build what changed, serve dist/ on 127.0.0.1 (port 8080)\n";
        assert!(help_of("serve").starts_with(serve), "{}", help_of("serve"));
        assert_eq!(help_of("hant").matches("cargo xtask hant ").count(), 2);
        assert!(help().contains("\n  serve [--port N] [--no-build]  set up, "), "{}", help());
        assert!(read("help fly").unwrap_err().contains("fly"));
        assert_eq!(help_after(&["serve".to_owned(), "--prot".to_owned()]), help_of("serve"));
        assert_eq!((help_after(&["fly".to_owned()]), help_after(&[])), (help(), help()));
    }

    #[test]
    fn every_task_that_is_listed_is_there() {
        for task in &TASKS {
            let line = if task.takes == "FROM TO" { "hant a b" } else { task.name };
            assert!(read(line).is_ok(), "{line}");
        }
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
