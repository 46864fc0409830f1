//! Debian packages, where the machine has them.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// Whether all of these packages are installed.
pub fn has(packages: &[&str]) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${db:Status-Status}\n"]).args(packages);
    shell::answer(&mut query).is_some_and(|states| states.lines().all(|state| state == "installed"))
}

/// Installs packages, as root or through `sudo`; `what` and `time` are for the line that says so.
pub fn install(packages: &[&str], what: &str, time: &str) -> Result<()> {
    let by_hand = format!("apt-get update && apt-get install {}", packages.join(" "));
    if !shell::works(Command::new("apt-get").arg("--version")) {
        bail!("{what}: missing, and this machine has no apt-get to install it with");
    }
    let sudo = match rights() {
        Rights::Root => false,
        Rights::Sudo => true,
        Rights::None => bail!(
            "{what}: missing, and installing it takes root's rights. Run this as root, then set up again:\n    {by_hand}"
        ),
    };
    super::installing(what, time);
    let failed = || format!("{what} could not be installed. Run this as root to see more:\n    {by_hand}");
    shell::quiet(apt(sudo).arg("update")).with_context(failed)?;
    shell::quiet(apt(sudo).args(["install", "--yes"]).args(packages)).with_context(failed)?;
    Ok(())
}

fn apt(sudo: bool) -> Command {
    let mut command = if sudo {
        let mut command = Command::new("sudo");
        command.args(["--non-interactive", "apt-get"]);
        command
    } else {
        Command::new("apt-get")
    };
    command
        .arg("--quiet")
        .args(["-o", "Acquire::Retries=3"])
        // Another package manager at work is waited for, not an error.
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

enum Rights {
    Root,
    Sudo,
    None,
}

fn rights() -> Rights {
    if shell::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Rights::Root
    } else if shell::works(Command::new("sudo").args(["--non-interactive", "true"])) {
        Rights::Sudo
    } else {
        Rights::None
    }
}
