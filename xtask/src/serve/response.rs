//! The answer to one request, from its first line.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::mime;

/// What the design promises to hosts, and the manifest, so that the site can be installed: it runs under exactly this.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          connect-src 'self'; img-src 'self'; manifest-src 'self'";

/// An answer, ready to be sent.
pub struct Response {
    status: &'static str,
    mime: &'static str,
    body: Vec<u8>,
    with_body: bool,
}

impl Response {
    /// The answer as it goes over the wire.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
             Access-Control-Allow-Origin: *\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-cache\r\n\
             Connection: close\r\n\r\n",
            self.status,
            self.mime,
            self.body.len()
        )
        .into_bytes();
        if self.with_body {
            bytes.extend(self.body);
        }
        bytes
    }
}

/// Answers `GET /path HTTP/1.1` and `HEAD …` with the file of that path under `root`.
pub fn to(request_line: &str, root: &Path) -> Response {
    let mut words = request_line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let with_body = match method {
        "GET" => true,
        "HEAD" => false,
        _ => return said("405 Method Not Allowed", true),
    };
    let Some(path) = file(target, root) else {
        return said("404 Not Found", with_body);
    };
    match fs::read(&path) {
        Ok(body) => Response { status: "200 OK", mime: mime::of(&path), body, with_body },
        Err(_) => said("404 Not Found", with_body),
    }
}

fn said(status: &'static str, with_body: bool) -> Response {
    Response { status, mime: "text/plain; charset=utf-8", body: format!("{status}\n").into_bytes(), with_body }
}

/// The file that a request's target names, if it is one inside `root`.
fn file(target: &str, root: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decode(path)?;
    let relative = Path::new(&path);
    let stays_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !stays_inside || path.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut found = root.join(relative);
    if path.is_empty() || path.ends_with('/') {
        found.push("index.html");
    }
    // A link inside the folder may still lead out of it.
    let (found, root) = (found.canonicalize().ok()?, root.canonicalize().ok()?);
    (found.starts_with(&root) && found.is_file()).then_some(found)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{POLICY, to};
    use std::fs;
    use tempfile::TempDir;

    fn site() -> TempDir {
        let temp = tempfile::tempdir().unwrap();
        let dist = temp.path().join("dist");
        fs::create_dir_all(dist.join("pack")).unwrap();
        fs::write(temp.path().join("secret"), "no").unwrap();
        fs::write(dist.join("index.html"), "<p>page</p>").unwrap();
        fs::write(dist.join("pack/北京.pack"), "rules").unwrap();
        temp
    }

    fn ask(line: &str) -> String {
        let temp = site();
        let answer = to(line, &temp.path().join("dist")).into_bytes();
        String::from_utf8(answer).unwrap()
    }

    #[test]
    fn files_are_given_with_the_hosts_headers() {
        let answer = ask("GET / HTTP/1.1");
        assert!(answer.starts_with("HTTP/1.1 200 OK"));
        assert!(answer.contains("Content-Type: text/html; charset=utf-8\r\n"));
        assert!(answer.contains(&format!("Content-Security-Policy: {POLICY}\r\n")));
        assert!(answer.ends_with("<p>page</p>"));
        assert!(ask("GET /pack/%E5%8C%97%E4%BA%AC.pack?v=1 HTTP/1.1").ends_with("rules"));
    }

    #[test]
    fn head_has_the_length_and_no_body() {
        let answer = ask("HEAD /index.html HTTP/1.1");
        assert!(answer.contains("Content-Length: 11\r\n"));
        assert!(answer.ends_with("\r\n\r\n"));
    }

    #[test]
    fn nothing_outside_is_given() {
        for target in [
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/pack/../../secret",
            "//etc/passwd",
            "/..\\secret",
            "/%00",
            "/%zz",
            "/%",
            "secret",
            "",
        ] {
            let answer = ask(&format!("GET {target} HTTP/1.1"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{target}: {answer}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let temp = site();
        let dist = temp.path().join("dist");
        std::os::unix::fs::symlink(temp.path().join("secret"), dist.join("link")).unwrap();
        let answer = to("GET /link HTTP/1.1", &dist).into_bytes();
        assert!(answer.starts_with(b"HTTP/1.1 404"));
    }

    #[test]
    fn other_methods_and_missing_files_are_refused() {
        assert!(ask("POST / HTTP/1.1").starts_with("HTTP/1.1 405"));
        assert!(ask("GET /none HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask("GET /pack HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask("").starts_with("HTTP/1.1 405"));
    }
}
