//! A small server for `dist/`: the headers of a strict host, nothing else.

mod mime;
mod response;

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::project;

/// More than any browser sends; a longer request is cut off.
const LONGEST_REQUEST: usize = 64 * 1024;

/// Serves `dist/` until the process is stopped.
pub fn forever(port: u16) -> Result<()> {
    let server = start(port)?;
    println!("serving    dist/ on {} (stop with Ctrl-C)", server.url);
    server.accepting.join().map_err(|_| anyhow::anyhow!("the server stopped by a fault of its own"))
}

/// A server at work in the background.
pub struct Server {
    /// Its address, with a slash at the end.
    pub url: String,
    accepting: thread::JoinHandle<()>,
}

/// Starts to serve `dist/`; port 0 takes any free one.
pub fn start(port: u16) -> Result<Server> {
    let root = project::dist();
    if !root.join("index.html").is_file() {
        bail!("dist/ holds no site yet; make it with `cargo xtask build`");
    }
    let (listener, address) = listen(port)?;
    Ok(Server { url: format!("http://{address}/"), accepting: thread::spawn(move || accept(&listener, &root)) })
}

fn listen(port: u16) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "port {port} is taken by another program, perhaps an earlier `cargo xtask serve`; stop that one, or \
                 take another port: cargo xtask serve --port {}",
                port.saturating_add(1)
            ),
            io::ErrorKind::PermissionDenied => {
                format!("port {port} wants root's rights; take one above 1023: cargo xtask serve --port 8080")
            }
            _ => format!("port {port} could not be opened: {error}"),
        };
        anyhow::anyhow!(why)
    })?;
    let address = listener.local_addr().context("the server has no address")?;
    Ok((listener, address))
}

fn accept(listener: &TcpListener, root: &Path) {
    for stream in listener.incoming().flatten() {
        let root: PathBuf = root.to_path_buf();
        // A browser that goes away in the middle is no fault of ours.
        thread::spawn(move || drop(talk(stream, &root)));
    }
}

/// One request, one answer, and the connection ends: simple, and quick enough on one's own machine.
fn talk(mut stream: TcpStream, root: &Path) -> io::Result<()> {
    // Browsers open connections ahead of need; those must not hold threads for ever.
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut buffer)?;
        if read == 0 || request.len() > LONGEST_REQUEST {
            return Ok(());
        }
        request.extend_from_slice(&buffer[..read]);
    }
    let request = String::from_utf8_lossy(&request);
    let first = request.lines().next().unwrap_or_default();
    stream.write_all(&response::to(first, root).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{accept, listen};
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    #[test]
    fn a_taken_port_is_said_to_be_taken() {
        let (_listener, address) = listen(0).unwrap();
        let error = listen(address.port()).unwrap_err().to_string();
        assert!(error.contains("taken") && error.contains("--port"), "{error}");
    }

    #[test]
    fn a_page_travels_over_the_wire() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("index.html"), "达标").unwrap();
        let root = temp.path().to_path_buf();
        let (listener, address) = listen(0).unwrap();
        thread::spawn(move || accept(&listener, &root));

        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET /?x HTTP/1.1\r\n").unwrap();
        stream.write_all(b"Host: here\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        assert!(answer.ends_with("\r\n\r\n达标"));
    }
}
