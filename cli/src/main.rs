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
mod kept;
mod list;
mod loading;
mod nearest;
mod new;
mod options;
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
use options::{Day, Rules, parse_language, parse_moment};
use qualify_engine::Moment;
use std::path::PathBuf;
use std::process::ExitCode;

/// Which support programmes apply to an enterprise, how much at most, and why.
#[derive(Parser)]
#[command(name = "qualify", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a folder of rule files and say what is wrong, where.
    Check {
        /// The folder of the pack.
        #[arg(default_value = "policies")]
        folder: PathBuf,
        /// Also say what the translation into this language lacks, which the pack need not have declared.
        #[arg(long, value_parser = parse_language)]
        language: Option<String>,
        #[command(flatten)]
        day: Day,
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
        #[arg(default_value = "policies")]
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
        #[arg(default_value = "policies")]
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
        #[arg(default_value = "policies")]
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
    #[command(group = clap::ArgGroup::new("answers").required(true).args(["dossier", "dossiers"]))]
    Assess {
        #[command(flatten)]
        rules: Rules,
        /// The answers, as JSON: `{"format": 1, "enterprise": {"size": "small"}, "loan": {"principal": "3000 万元"}}`; or a file that the
        /// page has saved, where it holds several as `kept.json#2`, by number or name.
        #[arg(long)]
        dossier: Option<PathBuf>,
        /// Many dossiers, one a line, each optionally with an `"id"`; `-` reads them from the standard input. One line of JSON is
        /// printed for each, whatever the format.
        #[arg(long, value_name = "FILE.jsonl")]
        dossiers: Option<PathBuf>,
        #[command(flatten)]
        day: Day,
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
        #[command(flatten)]
        rules: Rules,
        /// The answers, as JSON; see `assess`.
        #[arg(long)]
        dossier: PathBuf,
        #[command(flatten)]
        day: Day,
        /// Whose changes count.
        #[arg(long, value_enum, default_value = "enterprise")]
        allow: Allow,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Answer questions in the terminal, the one first that settles most, and see the findings.
    Ask {
        #[command(flatten)]
        rules: Rules,
        /// A dossier to go on from.
        #[arg(long)]
        dossier: Option<PathBuf>,
        #[command(flatten)]
        day: Day,
        /// Where to write the answers at the end, as a dossier that `assess` reads. A file that is there already is kept, unless it
        /// is the `--dossier`.
        #[arg(long)]
        save: Option<PathBuf>,
    },
    /// Say what is different on another day, under another version of a pack, or with other answers.
    #[command(group = clap::ArgGroup::new("other").required(true).multiple(true).args(["and", "and_pack", "and_dossier"]))]
    Diff {
        #[command(flatten)]
        rules: Rules,
        /// The answers, as JSON.
        #[arg(long)]
        dossier: PathBuf,
        #[command(flatten)]
        day: Day,
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
        #[command(flatten)]
        rules: Rules,
        /// The answers, as JSON; see `assess`.
        #[arg(long)]
        dossier: PathBuf,
        #[command(flatten)]
        day: Day,
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
        #[command(flatten)]
        rules: Rules,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Say which programmes are over, and which documents nobody has checked for long.
    Stale {
        #[command(flatten)]
        rules: Rules,
        #[command(flatten)]
        day: Day,
        /// A document is named when it was last checked more than so many days before.
        #[arg(long, default_value_t = 90)]
        days: u32,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// List every programme with its state on a day, as Markdown.
    List {
        #[command(flatten)]
        rules: Rules,
        #[command(flatten)]
        day: Day,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Show one programme with all its conditions, numbers and sources.
    Show {
        /// The programme's id, such as cn_sme_loan_interest_2026.
        programme: String,
        #[command(flatten)]
        rules: Rules,
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
    /// What nobody can confirm yet, as far as nothing that was read speaks against it.
    Unconfirmed,
    /// What an answer can still decide, as far as nothing speaks against it.
    Open,
    /// What takes no more applications.
    Closed,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { folder, language, day, strict } => {
            check::check(&folder, language.as_deref(), day.moment().date, strict)
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
        Command::Nearest { programme, rules, dossier, day, allow, format } => {
            nearest::nearest(&programme, &rules, &dossier, day.moment(), allow, format)
        }
        Command::Assess { rules, dossiers: Some(dossiers), day, only, .. } => {
            assess::assess_many(&rules, &dossiers, day.moment(), only)
        }
        Command::Assess { rules, dossier, day, only, format, .. } => {
            assess::assess(&rules, &dossier.unwrap_or_default(), day.moment(), format, only)
        }
        Command::Ask { rules, dossier, day, save } => {
            ask::ask(&rules, dossier.as_deref(), day.moment(), save.as_deref())
        }
        Command::Diff { rules, dossier, day, and, and_pack, and_dossier, format } => {
            let other = rules.of(and_pack);
            let before = diff::Side { rules: &rules, dossier: &dossier, as_of: day.moment() };
            let after = diff::Side {
                rules: &other,
                dossier: and_dossier.as_deref().unwrap_or(before.dossier),
                as_of: and.unwrap_or(before.as_of),
            };
            diff::diff(before, after, format)
        }
        Command::Plan { rules, dossier, day, include, format } => {
            plan::plan(&rules, &dossier, day.moment(), &include, format)
        }
        Command::Sources { programme, rules, format } => sources::sources(&rules, programme.as_deref(), format),
        Command::Stale { rules, day, days, format } => stale::stale(&rules, day.moment().date, days, format),
        Command::List { rules, day, format } => list::list(&rules, day.moment().date, format),
        Command::Show { programme, rules } => show::show(&programme, &rules),
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
