//! The project's own tasks: `cargo xtask help` lists them.

mod args;
mod bench;
mod files;
mod hash;
mod lockfile;
mod project;
mod serve;
mod setup;
mod shell;
mod site;
mod size;
mod test;

use std::env;
use std::process::ExitCode;

use anyhow::Result;
use args::Task;

/// What a command that was typed wrongly exits with.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let task = match args::parse(&words) {
        Ok(task) => task,
        Err(wrong) => {
            eprintln!("{wrong}\n\n{}", args::help_after(&words));
            return ExitCode::from(USAGE);
        }
    };
    match run(task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            shell::complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Whether the task came out well; a task that says `false` has said why.
fn run(task: Task) -> Result<bool> {
    match task {
        Task::Help => println!("{}", args::help()),
        Task::HelpOf(task) => println!("{}", args::help_of(task)),
        Task::Setup => drop(setup::all()?),
        Task::Build { kind } => site::build(&setup::site()?, kind)?,
        Task::Npm => site::npm::build(&setup::package()?)?,
        Task::Serve { port, build } => {
            if build {
                site::build_if_changed(&setup::site()?)?;
            }
            serve::forever(port)?;
        }
        Task::Test { parts } => return test::run(&parts),
        Task::Size { check } => {
            site::build_if_changed(&setup::site()?)?;
            return size::report(check);
        }
        Task::Questions => test::questions()?,
        Task::Hant { words } => site::traditional(&words)?,
        Task::Bench => bench::run()?,
        Task::ClippyWasm => return test::clippy_wasm(),
    }
    Ok(true)
}
