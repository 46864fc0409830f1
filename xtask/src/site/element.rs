//! Completes what makes the page an element of somebody else's document: `element.js` learns the names of the compiled files, and
//! the stylesheet becomes one that depends on nothing around it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project;

/// How large the letters of a document are where nobody has changed it.
const ROOT_SIZE: f64 = 16.0;

/// Writes both into the site.
pub fn complete(stage: &Path, wasm: &Path, style: &Path) -> Result<()> {
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    let wasm = name(wasm).context("a compiled file has a name")?;
    let script: PathBuf = stage.join("element.js");
    let text = fs::read_to_string(&script)?;
    fs::write(&script, text.replace("{glue}", &wasm.replace("_bg.wasm", ".js")).replace("{wasm}", &wasm))?;
    fs::write(stage.join("element.css"), independent(&fs::read_to_string(style)?))?;
    Ok(())
}

/// The line with which a script takes the rule for language tags in.
const SHARED: &str = "import { language } from \"./language.js\";\n";

/// Writes the rule for language tags into the scripts that go by it: as a file of its own it would be one more to wait for.
pub fn share(stage: &Path) -> Result<()> {
    let rule = fs::read_to_string(project::root().join("web/language.js"))?.replace("export ", "");
    for name in ["boot.js", "element.js"] {
        let path = stage.join(name);
        let text = fs::read_to_string(&path)?;
        let (before, after) = text.split_once(SHARED).with_context(|| format!("{name} does not take `language` in"))?;
        fs::write(&path, [before, &rule, after].concat())?;
    }
    Ok(())
}

/// The stylesheet in pixels, and by the width of the element: the document's letters and the window are not ours there.
fn independent(css: &str) -> String {
    let css =
        css.replace("@media (min-width", "@container (min-width").replace("@media (max-width", "@container (max-width");
    let mut parts = css.split("rem");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let start = written.rfind(|it: char| !it.is_ascii_digit() && it != '.').map_or(0, |at| at + 1);
        // `rem` may stand in a word, too.
        match written[start..].parse::<f64>() {
            Ok(size) => {
                written.truncate(start);
                written.push_str(&format!("{}px", size * ROOT_SIZE));
            }
            Err(_) => written.push_str("rem"),
        }
        written.push_str(part);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::independent;

    #[test]
    fn sizes_are_in_pixels_and_widths_of_the_element() {
        let css = "/* remains */ a { margin: -.25rem 1.0625rem; } @media (min-width: 60rem) { b { top: 0; } } @media print { c { } }";
        let expected = "/* remains */ a { margin: -4px 17px; } @container (min-width: 960px) { b { top: 0; } } @media print { c { } }";
        assert_eq!(independent(css), expected);
    }
}
