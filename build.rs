//! Reads the message files: each message becomes a method of `Words`, and a language in which one is missing does not compile.

#[path = "src/messages/source.rs"]
mod source;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new("src/messages");
    println!("cargo::rerun-if-changed={}", folder.display());
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        // Far from numbers that mean something else: xtask/src/site/leads.rs.
        println!("cargo::rustc-link-arg-bins=--table-base=57344");
    }
    let files = source::LANGUAGES.map(|language| {
        let path = folder.join(format!("{language}.txt"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    let all =
        files.each_ref().map(|file| source::entries(file).unwrap_or_else(|error| panic!("src/messages: {error}")));
    let [original, translations @ ..] = &all;
    for (language, entries) in source::LANGUAGES[1..].iter().zip(translations) {
        if let Some(difference) = source::difference(original, entries) {
            panic!("src/messages/{language}.txt: {difference}");
        }
    }
    let firsts = files.each_ref().map(|file| source::entries(source::parts(file)[0]).map_or(0, |first| first.len()));
    if firsts.iter().any(|first| *first != firsts[0]) {
        panic!("src/messages: the line `# Later: …` stands elsewhere in some language ({firsts:?} messages before it)");
    }
    let mut code =
        format!("/// What the keys are told apart by.\npub const KEYS: u32 = {};\n", source::fingerprint(original));
    writeln!(code, "/// How many messages the first page needs.\npub const FIRST: usize = {};", firsts[0]).unwrap();
    writeln!(code, "/// How many messages there are.\npub const COUNT: usize = {};", original.len()).unwrap();
    code.push_str("#[allow(missing_docs, reason = \"each is the message of its name\")]\n#[cfg_attr(target_arch = \"wasm32\", allow(dead_code, reason = \"some stand on written pages only\"))]\nimpl Words {\n");
    for (place, (key, _)) in original.iter().enumerate() {
        writeln!(code, "    #[inline(always)] pub fn r#{key}(&self) -> &str {{ self.at({place}) }}").unwrap();
    }
    code.push_str("}\n");
    let out = env::var_os("OUT_DIR").unwrap_or_else(|| panic!("cargo names a folder for what is made"));
    fs::write(Path::new(&out).join("words.rs"), code).unwrap_or_else(|error| panic!("{error}"));
}
