//! probe
use std::path::Path;
fn walk(dir: &Path, out: &mut Vec<qualify_authoring::SourceFile>) {
    for e in std::fs::read_dir(dir).unwrap() { let p = e.unwrap().path(); if p.is_dir() { walk(&p, out) } else if let Ok(text) = std::fs::read_to_string(&p) { out.push(qualify_authoring::SourceFile { path: p.display().to_string(), text }); } }
}
fn main() {
    let mut files = vec![]; walk(Path::new(&std::env::args().nth(1).unwrap()), &mut files);
    let t = std::time::Instant::now();
    let c = qualify_authoring::compile(&files);
    let e = t.elapsed();
    for d in &c.diagnostics { println!("{}\n", qualify_authoring::render(d, &c.sources, false)); }
    println!("{:?} pack {} cases {} texts {:?}", e, c.pack.is_some(), c.cases.len(), c.texts.iter().map(|t| t.words.len()).collect::<Vec<_>>());
    if let Some(p) = &c.pack { println!("{} fields {} programmes {} nodes", p.fields.len(), p.programmes.len(), p.nodes.len()); }
}
