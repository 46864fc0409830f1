//! What kind of file a name says it is.

use std::path::Path;

/// The MIME type of a file of the site.
pub fn of(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        // Browsers compile while loading only under this name.
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::path::Path;

    #[test]
    fn the_ending_decides() {
        assert_eq!(of(Path::new("a/app_bg.wasm")), "application/wasm");
        assert_eq!(of(Path::new("boot.js")), "text/javascript; charset=utf-8");
        assert_eq!(of(Path::new("beijing.zh-Hans.texts")), "application/octet-stream");
        assert_eq!(of(Path::new("LICENSE")), "application/octet-stream");
    }
}
