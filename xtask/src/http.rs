//! As much of HTTP/1.1 as a static host needs: GET and HEAD, kept-alive connections, one thread a connection.
//!
//! A thread pool does not fit here: a browser keeps six idle connections open, and each would hold a thread while another waits.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// More than any browser sends for a page without cookies.
const HEAD_BYTES_MAX: usize = 32 * 1024;
const HEADERS_MAX: usize = 64;

/// What a browser asks.
pub struct Request {
    /// Path and query as sent.
    pub target: String,
    headers: Vec<(String, String)>,
    bodyless: bool,
    close: bool,
}

impl Request {
    /// A header's value; empty where it was not sent.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

/// What it gets.
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// An answer with this body.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Response { status, headers: Vec::new(), body: body.into() }
    }

    /// With one more header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    fn write(&self, to: &mut TcpStream, request: &Request) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} \r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        to.write_all(head.as_bytes())?;
        if request.bodyless { Ok(()) } else { to.write_all(&self.body) }
    }
}

/// Answers everybody who connects, until the process ends.
pub fn serve(listener: TcpListener, answer: impl Fn(&Request) -> Response + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    for stream in listener.incoming().flatten() {
        let answer = answer.clone();
        thread::spawn(move || {
            // A browser that leaves before its answer comes is nobody's error.
            let _ = converse(stream, &*answer);
        });
    }
}

fn converse(mut stream: TcpStream, answer: &dyn Fn(&Request) -> Response) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut pending = Vec::new();
    while let Some(request) = next(&mut stream, &mut pending)? {
        answer(&request).write(&mut stream, &request)?;
        if request.close {
            break;
        }
    }
    Ok(())
}

/// The next request of a connection; `pending` holds what came after the one before. `None` when the browser is done or makes no sense.
fn next(stream: &mut TcpStream, pending: &mut Vec<u8>) -> std::io::Result<Option<Request>> {
    loop {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut head = httparse::Request::new(&mut headers);
        match head.parse(pending) {
            Ok(httparse::Status::Complete(length)) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let request = Request {
                    target: head.path.unwrap_or("/").to_owned(),
                    headers: head.headers.iter().map(|one| (one.name.to_owned(), text(one.value))).collect(),
                    bodyless: head.method == Some("HEAD"),
                    close: head.version == Some(0),
                };
                pending.drain(..length);
                let close = request.close || request.header("Connection").eq_ignore_ascii_case("close");
                return Ok(Some(Request { close, ..request }));
            }
            Ok(httparse::Status::Partial) if pending.len() < HEAD_BYTES_MAX => {}
            _ => return Ok(None),
        }
        let mut more = [0; 4096];
        match stream.read(&mut more)? {
            0 => return Ok(None),
            read => pending.extend_from_slice(&more[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_connections_than_a_browser_opens_are_all_answered_while_all_stay_open() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        thread::spawn(move || serve(listener, |request| Response::new(200, request.target.clone())));
        let mut open: Vec<_> = (0..12).map(|_| TcpStream::connect(address).expect("connects")).collect();
        for round in 0..3 {
            for (at, stream) in open.iter_mut().enumerate() {
                write!(stream, "GET /{round}-{at} HTTP/1.1\r\nHost: x\r\n\r\n").expect("writes");
            }
            for (at, stream) in open.iter_mut().enumerate() {
                let expected = format!("/{round}-{at}");
                let mut text = String::new();
                while !text.ends_with(&expected) {
                    let mut bytes = [0; 256];
                    let read = stream.read(&mut bytes).expect("reads");
                    assert!(read > 0, "closed early: {text}");
                    text += &String::from_utf8_lossy(&bytes[..read]);
                }
                assert!(text.starts_with("HTTP/1.1 200 "));
            }
        }
    }
}
