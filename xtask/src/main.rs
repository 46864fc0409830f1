//! The project's own tasks.

mod lockfile;
mod project;
mod setup;
mod shell;

fn main() -> anyhow::Result<()> {
    setup::run()
}
