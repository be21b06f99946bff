//! A static host in small: a folder, a base path, the headers of `_headers`, `404.html` with status 404 for unknown paths.

use crate::build::{self, Kind};
use crate::context::{Context, Result, flag, flag_value};
use crate::headers::Rules;
use crate::http::{self, Request, Response};
use std::fs;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

const PORT_DEFAULT: u16 = 8080;
/// How many ports after the wanted one are tried before giving up.
const PORTS_TRIED: u16 = 20;

struct Site {
    dir: PathBuf,
    base: String,
    /// False while someone works on the app: a service worker would keep showing yesterday's build.
    offline: bool,
}

/// `cargo xtask run`.
pub fn run(context: &Context, args: &[String]) -> Result<()> {
    let kind = if flag(args, "--release") { Kind::Dist } else { Kind::Quick };
    let dir = build::default_out(context, kind);
    build::site(context, kind, &dir)?;
    let wanted = port(args)?.unwrap_or(PORT_DEFAULT);
    let mut free = (wanted..=wanted.saturating_add(PORTS_TRIED)).filter_map(|port| Some((port, listen(port).ok()?)));
    let (port, server) = free.next().ok_or(format!("no port from {wanted} on is free: choose one with --port"))?;
    println!("http://127.0.0.1:{port}/   (stop with Ctrl-C; run again to rebuild)");
    let offline = flag(args, "--offline");
    answer_all(server, Site { dir, base: "/".into(), offline })
}

/// `cargo xtask serve`.
pub fn command(context: &Context, args: &[String]) -> Result<()> {
    let dir = args.first().filter(|arg| !arg.starts_with("--"));
    let dir = context.root.join(dir.ok_or("serve needs the folder of a built site")?);
    if !dir.join("index.html").is_file() {
        return Err(format!("{} holds no index.html: build the site first", dir.display()));
    }
    let base = flag_value(args, "--base")?.unwrap_or("/").trim_matches('/');
    let base = if base.is_empty() { "/".into() } else { format!("/{base}/") };
    let port = port(args)?.unwrap_or(PORT_DEFAULT);
    let server = listen(port)?;
    println!("http://127.0.0.1:{port}{base}");
    answer_all(server, Site { dir, base, offline: !flag(args, "--no-offline") })
}

fn port(args: &[String]) -> Result<Option<u16>> {
    let value = flag_value(args, "--port")?;
    value.map(|port| port.parse().map_err(|_| format!("'{port}' is not a port"))).transpose()
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| format!("port {port} cannot be used: {error}"))
}

fn answer_all(listener: TcpListener, site: Site) -> Result<()> {
    http::serve(listener, move |request| site.answer(request));
    Ok(())
}

impl Site {
    fn answer(&self, request: &Request) -> Response {
        let path = request.target.split(['?', '#']).next().unwrap_or("/");
        if format!("{path}/") == self.base {
            return Response::new(301, []).with("Location", &self.base);
        }
        let Some(name) = path.strip_prefix(&self.base).map(decoded) else {
            return Response::new(404, "outside the site");
        };
        let file = if name.is_empty() { "index.html" } else { name.as_str() };
        let inside = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        let found = inside && file != "_headers" && self.dir.join(file).is_file();
        let (file, status) = if found { (file, 200) } else { ("404.html", 404) };
        self.send(request, &format!("/{name}"), file, status)
    }

    fn send(&self, request: &Request, path: &str, file: &str, status: u16) -> Response {
        let accepts = request.header("Accept-Encoding");
        let (mut bytes, encoding) = self.read(file, accepts);
        if !self.offline && file.ends_with(".html") {
            let text = String::from_utf8_lossy(&bytes);
            bytes = text
                .replace(r#"name="rapport-offline" content="on""#, r#"name="rapport-offline" content="off""#)
                .into();
        }
        let tag = format!("\"{:016x}\"", xxh3_64(&bytes));
        let unchanged = status == 200 && request.header("If-None-Match") == tag;
        let mut response = match unchanged {
            true => Response::new(304, []),
            false => Response::new(status, bytes),
        };
        response = response.with("ETag", &tag).with("Content-Type", content_type(file)).with("Vary", "Accept-Encoding");
        if let Some(encoding) = encoding {
            response = response.with("Content-Encoding", encoding);
        }
        let rules = fs::read_to_string(self.dir.join("_headers")).unwrap_or_default();
        for (name, value) in Rules::parse(&rules).of(path) {
            response = response.with(name, value);
        }
        response
    }

    /// The file, or its compressed copy where there is one and the browser takes it.
    fn read(&self, file: &str, accepts: &str) -> (Vec<u8>, Option<&'static str>) {
        let edited = !self.offline && file.ends_with(".html");
        for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
            let takes = accepts.split(',').any(|one| one.trim().split(';').next() == Some(encoding));
            if takes
                && !edited
                && let Ok(bytes) = fs::read(self.dir.join(format!("{file}.{ending}")))
            {
                return (bytes, Some(encoding));
            }
        }
        (fs::read(self.dir.join(file)).unwrap_or_default(), None)
    }
}

/// Percent decoding; what does not decode stays and will not be found.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ext)| ext) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
