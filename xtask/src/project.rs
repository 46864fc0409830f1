//! Where things are in this checkout.

use std::path::{Path, PathBuf};

/// The top folder of the checkout this xtask was compiled in.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in a folder of the project").to_path_buf()
}

/// The finished site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Everything that can be made again.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The tests of the npm package and their npm packages.
pub fn npm_tests() -> PathBuf {
    root().join("tests/npm")
}

/// The browser tests and their npm packages.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}
