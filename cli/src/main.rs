//! `qualify`: check and build rule packs, assess dossiers, show programmes.

mod answers;
mod assess;
mod build;
mod check;
mod dossier;
mod error;
mod json;
mod loading;
mod report;
mod show;
mod words;

use clap::{Parser, Subcommand, ValueEnum};
use error::Failure;
use qualify_engine::Moment;
use std::path::PathBuf;
use std::process::ExitCode;

/// Which support programmes apply to an enterprise, how much at most, and why.
#[derive(Parser)]
#[command(name = "qualify", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a folder of rule files and say what is wrong, where.
    Check {
        /// The folder of the pack.
        folder: PathBuf,
    },
    /// Compile a folder of rule files into one file of rules and one file of texts for each language.
    Build {
        /// The folder of the pack.
        folder: PathBuf,
        /// Where to write the rules; the texts are written beside them (`beijing.pack`, `beijing.zh-Hans.texts`).
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Assess one dossier against every programme of a pack.
    Assess {
        /// A compiled pack, or the folder of a pack.
        #[arg(long)]
        pack: PathBuf,
        /// The answers, as JSON: `{"format": 1, "enterprise": {"size": "small"}, "loan": {"principal": "3000 万元"}}`.
        #[arg(long)]
        dossier: PathBuf,
        /// The day for which to assess, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// How to print the findings.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Show one programme with all its conditions, numbers and sources.
    Show {
        /// The programme's id, such as cn_sme_loan_interest_2026.
        programme: String,
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

fn parse_moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text)
        .ok_or_else(|| "this is no day; write it as 2026-11-22, or with the hour as \"2026-11-22 17:30\"".to_owned())
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { folder } => check::check(&folder),
        Command::Build { folder, output } => build::build(&folder, &output),
        Command::Assess { pack, dossier, as_of, format } => assess::assess(&pack, &dossier, as_of, format),
        Command::Show { programme, pack } => show::show(&programme, &pack),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has closed it (`qualify show … | head`): nothing is wrong.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(1)
        }
    }
}
