//! `qualify`: check and build rule packs, assess and compare dossiers, ask, plan applications, show programmes.

mod answers;
mod ask;
mod assess;
mod build;
mod check;
mod clock;
mod diff;
mod dossier;
mod error;
mod files;
mod fmt;
mod list;
mod loading;
mod nearest;
mod new;
mod plan;
mod report;
mod schema;
mod show;
mod signing;
mod sources;
mod stale;
mod strict;
mod test;
mod translations;
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
        /// Also say what the translation into this language lacks, which the pack need not have declared.
        #[arg(long, value_parser = parse_language)]
        language: Option<String>,
        /// The day on which what is over is over; today, unless it is said.
        #[arg(long, value_parser = parse_moment)]
        as_of: Option<Moment>,
        /// Fail on warnings too.
        #[arg(long)]
        strict: bool,
    },
    /// Write the texts that are not translated into a language to its files in `languages/`, for a translator to fill in.
    Translations {
        /// The language, such as `en`.
        #[arg(value_parser = parse_language)]
        language: String,
        /// The folder of the pack.
        #[arg(default_value = "policies")]
        folder: PathBuf,
    },
    /// Start a programme: write its file and that of its cases, with comments and with blanks to fill in.
    New {
        /// The id of the programme, which is the name of its files.
        id: String,
        /// The kind of support, one of those in `pack.yaml`.
        #[arg(long)]
        kind: String,
        /// The record that it is about.
        #[arg(long, default_value = "enterprise")]
        about: String,
        /// The folder of the pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
    },
    /// Write rule files in one order and spacing.
    Fmt {
        /// The folder of the pack.
        folder: PathBuf,
        /// Only name the files that would change, and fail if there are any.
        #[arg(long)]
        check: bool,
    },
    /// Print the JSON Schema of rule files, for editors that complete and check them.
    Schema,
    /// Run the cases of a pack, and say which conditions and thresholds no case tries.
    Test {
        /// The folder of the pack.
        folder: PathBuf,
        /// Only these programmes.
        #[arg(value_name = "ID")]
        programmes: Vec<String>,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Compile a folder of rule files into one file of rules and one file of texts for each language.
    Build {
        /// The folder of the pack.
        folder: PathBuf,
        /// Where to write the rules; the texts are written beside them (`beijing.pack`, `beijing.zh-Hans.texts` and an extract, `beijing.zh-Hans.first.texts`).
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Make a pair of keys to sign packs with: NAME.key and NAME.pub.
    Keys {
        /// Where to write them, without the ending.
        name: PathBuf,
    },
    /// Sign a compiled pack with its texts: beijing.pack → beijing.pack.sig.
    Sign {
        /// The compiled pack.
        pack: PathBuf,
        /// The key that signs, NAME.key.
        #[arg(long)]
        key: PathBuf,
    },
    /// Check who signed a compiled pack, and that it is as it was signed.
    Verify {
        /// The compiled pack.
        pack: PathBuf,
        /// The key that checks: NAME.pub, or its digits.
        #[arg(long)]
        key: String,
    },
    /// Assess one dossier against every programme of a pack, or each dossier of a file.
    Assess {
        /// A compiled pack, or the folder of a pack.
        #[arg(long)]
        pack: PathBuf,
        /// The answers, as JSON: `{"format": 1, "enterprise": {"size": "small"}, "loan": {"principal": "3000 万元"}}`.
        #[arg(long, required_unless_present = "dossiers", conflicts_with = "dossiers")]
        dossier: Option<PathBuf>,
        /// Many dossiers, one a line, each optionally with an `"id"`; `-` reads them from the standard input. One line of JSON is
        /// printed for each, whatever the format.
        #[arg(long, value_name = "FILE.jsonl")]
        dossiers: Option<PathBuf>,
        /// The day for which to assess, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// Print this alone.
        #[arg(long, value_enum)]
        only: Option<Only>,
        /// How to print the findings.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Find the least changes after which a programme no longer fails, and the first day if only time passes.
    Nearest {
        /// The programme's id, such as cn_sme_loan_interest_2026.
        programme: String,
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
        /// The answers, as JSON; see `assess`.
        #[arg(long)]
        dossier: PathBuf,
        /// The day for which to assess, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// Whose changes count.
        #[arg(long, value_enum, default_value = "enterprise")]
        allow: Allow,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Answer questions in the terminal, the one first that settles most, and see the findings.
    Ask {
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
        /// A dossier to go on from.
        #[arg(long)]
        dossier: Option<PathBuf>,
        /// The day for which to assess; today, unless it is said.
        #[arg(long, value_parser = parse_moment)]
        as_of: Option<Moment>,
        /// Where to write the answers at the end, as a dossier that `assess` reads. A file that is there already is kept, unless it
        /// is the `--dossier`.
        #[arg(long)]
        save: Option<PathBuf>,
    },
    /// Say what is different on another day, under another version of a pack, or with other answers.
    #[command(group = clap::ArgGroup::new("other").required(true).multiple(true).args(["and", "and_pack", "and_dossier"]))]
    Diff {
        /// A compiled pack, or the folder of a pack.
        #[arg(long)]
        pack: PathBuf,
        /// The answers, as JSON.
        #[arg(long)]
        dossier: PathBuf,
        /// The day for which to assess.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// The other day.
        #[arg(long, value_parser = parse_moment)]
        and: Option<Moment>,
        /// The other pack.
        #[arg(long)]
        and_pack: Option<PathBuf>,
        /// The other answers.
        #[arg(long)]
        and_dossier: Option<PathBuf>,
        /// How to print what is different.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Choose what to apply for where not everything can be had together: the most money, and why the rest is left out.
    Plan {
        /// A compiled pack, or the folder of a pack.
        #[arg(long)]
        pack: PathBuf,
        /// The answers, as JSON; see `assess`.
        #[arg(long)]
        dossier: PathBuf,
        /// The day for which to plan, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// What to choose from beside what qualifies and is not closed.
        #[arg(long, value_enum, value_delimiter = ',')]
        include: Vec<Include>,
        /// How to print the plan.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print every number and condition with where it was read, to be held against the official texts.
    Sources {
        /// Only this programme and what holds between it and others.
        programme: Option<String>,
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Say which programmes are over, and which documents nobody has checked for long.
    Stale {
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
        /// The day, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
        /// A document is named when it was last checked more than so many days before.
        #[arg(long, default_value_t = 90)]
        days: u32,
    },
    /// List every programme with its state on a day, as Markdown.
    List {
        /// A compiled pack, or the folder of a pack.
        #[arg(long, default_value = "policies")]
        pack: PathBuf,
        /// The day, as 2026-11-22.
        #[arg(long, value_parser = parse_moment)]
        as_of: Moment,
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

#[derive(Clone, Copy, ValueEnum)]
enum Allow {
    /// What the enterprise itself can change.
    Enterprise,
    /// Also what somebody else can change on its request.
    Other,
}

#[derive(Clone, Copy, ValueEnum)]
enum Only {
    /// Each programme's verdict.
    Verdicts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Include {
    /// What nobody can confirm yet.
    Unconfirmed,
    /// What an answer can still decide.
    Open,
    /// What takes no more applications.
    Closed,
}

fn parse_moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text)
        .ok_or_else(|| "this is no day; write it as 2026-11-22, or with the hour as \"2026-11-22 17:30\"".to_owned())
}

/// A language is also the name of a folder, so nothing but a tag will do.
fn parse_language(text: &str) -> Result<String, &'static str> {
    let tag = qualify_authoring::is_language_tag(text).then(|| text.to_owned());
    tag.ok_or("this is no language tag; write it as en, or zh-Hant")
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { folder, language, as_of, strict } => {
            check::check(&folder, language.as_deref(), as_of.unwrap_or_else(clock::today).date, strict)
        }
        Command::New { id, kind, about, pack } => new::new(&id, &kind, &about, &pack),
        Command::Fmt { folder, check } => fmt::fmt(&folder, check),
        Command::Schema => schema::schema(),
        Command::Test { folder, programmes, format } => test::test(&folder, &programmes, format),
        Command::Translations { language, folder } => translations::translations(&language, &folder),
        Command::Build { folder, output } => build::build(&folder, &output),
        Command::Keys { name } => signing::keys(&name),
        Command::Sign { pack, key } => signing::sign(&pack, &key),
        Command::Verify { pack, key } => signing::verify(&pack, &key),
        Command::Nearest { programme, pack, dossier, as_of, allow, format } => {
            nearest::nearest(&programme, &pack, &dossier, as_of, allow, format)
        }
        Command::Assess { pack, dossiers: Some(dossiers), as_of, only, .. } => {
            assess::assess_many(&pack, &dossiers, as_of, only)
        }
        Command::Assess { pack, dossier, as_of, only, format, .. } => {
            assess::assess(&pack, &dossier.unwrap_or_default(), as_of, format, only)
        }
        Command::Ask { pack, dossier, as_of, save } => {
            ask::ask(&pack, dossier.as_deref(), as_of.unwrap_or_else(clock::today), save.as_deref())
        }
        Command::Diff { pack, dossier, as_of, and, and_pack, and_dossier, format } => {
            let before = diff::Side { pack: &pack, dossier: &dossier, as_of };
            let after = diff::Side {
                pack: and_pack.as_deref().unwrap_or(before.pack),
                dossier: and_dossier.as_deref().unwrap_or(before.dossier),
                as_of: and.unwrap_or(as_of),
            };
            diff::diff(before, after, format)
        }
        Command::Plan { pack, dossier, as_of, include, format } => plan::plan(&pack, &dossier, as_of, &include, format),
        Command::Sources { programme, pack, format } => sources::sources(&pack, programme.as_deref(), format),
        Command::Stale { pack, as_of, days } => stale::stale(&pack, as_of.date, days),
        Command::List { pack, as_of } => list::list(&pack, as_of.date),
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
